"""S11: a look round, offered while the room is free, on the sheet, in no figure of use.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, User
from bookings.actions.look_round import offer_look_round
from bookings.models import Message, Occupancy, Thread
from bookings.thread_links import address_of
from tests.asking import a_moment_ago, a_question, at_the_desk, offered, on_the
from tests.make import a_booking, a_post, a_user, a_venue, evening, signed_in, soon, the_room
from tests.privacy.long_ago import figures
from tests.reading import words_of
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    return a_venue(cells=("main", "snug"), email="desk@hearth.example")


@shared
def sue(hall) -> User:
    return a_post(hall, "secretary", a_user("Sue Fell")).user


@shared
def desk(sue) -> Client:
    return signed_in(sue)


# A viewing is offered while the room is free; it is on the sheet, in no figure of use.


def test_S11_a_viewing_is_offered_only_while_the_room_is_free(hall, desk):
    thread = a_question(hall, to_look="on")
    assert thread.kind == "viewing"
    a_booking(the_room(hall, "main"), on=soon(3), start=18, end=20)
    taken = offered(desk, thread)
    assert taken.status_code == 409
    assert "Main is taken or shut then" in words_of(taken)
    assert offered(desk, thread, time="17:00").status_code == 303
    assert offered(desk, thread, day=soon(-1)).status_code == 409
    assert offered(desk, thread, time="25:00").status_code == 422
    assert not Occupancy.objects.filter(hold__isnull=False).exists()


def test_S11_they_say_yes_with_a_button_and_it_stands_in_the_diary(hall, desk, sue):
    thread, room = a_question(hall, to_look="on"), the_room(hall, "main")
    offer_look_round(thread, room, evening(soon(3), 18).first, "", by=sue, at=a_moment_ago())
    diary = reverse("desk:diary", args=[hall.slug]) + f"?day={soon(3)}"
    caretaker = signed_in(a_post(hall, "caretaker", a_user("Len")).user)
    assert "Sam Field" not in words_of(caretaker.get(diary))
    Letter.objects.all().delete()
    assert "Yes, I will come" in words_of(Client().get(address_of(thread)))
    for _press in range(2):
        assert Client().post(address_of(thread), {"accept": "yes"}).status_code == 303
    assert "They will come to look round" in Letter.objects.get().body
    assert not Thread.objects.waiting_for_the_desk().exists()  # there is nothing to answer
    for browser in (caretaker, desk):
        assert "Look round Sam Field, Main, 6pm" in words_of(browser.get(diary)).replace(" ,", ",")


def test_S11_an_offer_that_may_be_taken_back_cannot_be_accepted_yet(hall, desk):
    thread = a_question(hall)
    offered(desk, thread)
    assert "Yes, I will come" not in words_of(Client().get(address_of(thread)))
    Client().post(address_of(thread), {"accept": "yes"})
    thread.refresh_from_db()
    assert not thread.look_agreed


def test_S11_taken_meanwhile_it_is_told_on_both_pages_and_cannot_be_accepted(hall, desk, sue):
    thread, room = a_question(hall), the_room(hall, "main")
    offer_look_round(thread, room, evening(soon(3), 18).first, "", by=sue, at=a_moment_ago())
    a_booking(room, on=soon(3), start=17, end=19)
    assert "taken for that time meanwhile" in words_of(desk.get(at_the_desk(thread)))
    assert "Somebody else has the room at that time now" in words_of(Client().get(address_of(thread)))
    assert Client().post(address_of(thread), {"accept": "yes"}).status_code == 409
    thread.refresh_from_db()
    assert not thread.look_agreed


def test_S11_the_desk_sets_it_and_either_side_calls_it_off(hall, desk):
    thread = a_question(hall)
    offered(desk, thread, "agree")
    thread.refresh_from_db()
    assert (thread.look_agreed, thread.look_at) == (True, evening(soon(3), 18).first)
    Message.objects.update(at=a_moment_ago())
    for _press in range(2):
        Client().post(address_of(thread), {"call_off": "yes"})
    thread.refresh_from_db()
    assert (thread.look_agreed, thread.look_at) == (False, None)
    offered(desk, thread, "agree", time="17:00")
    desk.post(at_the_desk(thread, "desk:answer"), {"call_off": "yes"})
    thread.refresh_from_db()
    assert thread.look_at is None
    assert list(thread.messages.values_list("look", flat=True)) == ["", "agreed", "off", "agreed", "off"]


def test_S11_taken_back_within_five_minutes_the_time_before_stands_again(hall, desk):
    thread = a_question(hall)
    offered(desk, thread, "agree")
    offered(desk, thread, time="17:00")
    desk.post(at_the_desk(thread, "desk:answer"), {"take_back": str(Message.objects.latest("pk").pk)})
    thread.refresh_from_db()
    assert (thread.look_agreed, thread.look_at) == (True, evening(soon(3), 18).first)


def test_S11_neither_question_nor_look_round_is_in_any_figure(hall, desk):
    a_booking(the_room(hall, "main"), on=soon(2), confirmed=True)
    at = timezone.now() + timedelta(days=30)
    before = figures(hall, at)
    thread = a_question(hall, to_look="on", **on_the(soon(2), 12, 14), people="30")
    offered(desk, thread, "agree")
    assert Thread.objects.filter(look_agreed=True).exists()
    assert figures(hall, at) == before
