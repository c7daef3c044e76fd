"""For five minutes "Undo" takes back a desk person's act; only then do its letters go, once."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts import outbox
from accounts.models import JournalEntry, Letter
from bookings import calendars
from bookings.actions import cancel_session, confirm_booking, decline_booking, lapse_holds, withdraw_booking
from bookings.actions.forget import forget_words
from bookings.as_it_was import AsItIs
from bookings.exceptions import RoomTaken, TooLate
from bookings.models import Booking, DeskAct, Occupancy
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.shared import shared

pytestmark = pytest.mark.django_db

NO = {"reason": "policy", "words": "We are painting."}
A_MINUTE = timedelta(minutes=1)


@shared
def ada():
    return a_user("Ada")


@shared
def booking(ada) -> Booking:
    """Three Tuesdays, one of them left out."""
    venue = a_venue()
    a_post(venue, "secretary", ada)
    first = soon(20)
    weeks = {"until": first + timedelta(weeks=3), "skip": [first + timedelta(weeks=1)]}
    return a_booking(the_room(venue, "main"), on=first, **weeks)


@pytest.fixture
def desk(ada) -> Client:
    Letter.objects.update(sent_at=timezone.now())  # what was written when it was asked for has gone
    return signed_in(ada)


def answer(desk: Client, booking: Booking, act: str) -> DeskAct:
    assert desk.post(f"/desk/{booking.venue.slug}/bookings/{booking.ref}/{act}/", NO).status_code == 303
    return DeskAct.objects.latest("pk")


def take_back(desk: Client, act: DeskAct) -> str:
    reply = desk.post(f"/desk/{act.booking.venue.slug}/acts/{act.pk}/undo/", follow=True)
    return reply.content.decode()


def in_the_library(booking: Booking) -> list:
    zone = booking.venue.tz
    return [period for stretch in booking.stretches.all() for period in calendars.dates_of(stretch, zone)]


@pytest.mark.parametrize("act", ["confirm", "decline"])
def test_all_undo_puts_every_row_back_as_it_was(desk, booking, act):
    before, dates = AsItIs.of(booking), in_the_library(booking)
    done = answer(desk, booking, act)
    assert AsItIs.of(booking) != before
    page = take_back(desk, done)
    assert "Taken back: Rehearsal is as it was before. No letter goes." in page
    assert "waits for an answer" in page
    assert AsItIs.of(booking) == before
    assert in_the_library(booking) == dates
    assert JournalEntry.objects.filter(subject_ref=booking.ref, verb="took back", by__name="Ada").exists()


@pytest.mark.parametrize(("act", "kind"), [("confirm", "confirmed"), ("decline", "declined")])
def test_all_letters_of_an_act_go_after_five_minutes_and_once(desk, booking, act, kind):
    assert timedelta(minutes=5) == UNDO_FOR
    answer(desk, booking, act)
    at = timezone.now()
    assert outbox.send_due(at + UNDO_FOR - A_MINUTE) == 0
    assert outbox.send_due(at + UNDO_FOR) == 1
    assert outbox.send_due(at + UNDO_FOR + A_MINUTE) == 0
    assert [letter.kind for letter in Letter.objects.filter(kind=kind)] == [kind]
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("act", ["confirm", "decline"])
def test_all_no_letter_goes_of_what_was_taken_back_and_the_next_answer_has_its_own(desk, booking, act):
    take_back(desk, answer(desk, booking, act))
    assert outbox.send_due(timezone.now() + timedelta(days=1)) == 0
    answer(desk, booking, act)
    assert outbox.send_due(timezone.now() + UNDO_FOR) == 1


def test_all_the_page_after_an_act_has_an_undo_button_and_the_list_of_what_was_decided(desk, booking):
    act = answer(desk, booking, "decline")
    page = desk.get(f"/desk/{booking.venue.slug}/").content.decode()
    assert page.count(f'action="/desk/{booking.venue.slug}/acts/{act.pk}/undo/"') == 2
    DeskAct.objects.update(until=timezone.now())
    assert "/undo/" not in desk.get(f"/desk/{booking.venue.slug}/").content.decode()


def test_all_hours_that_were_refused_are_kept_while_they_may_be_wanted_again(booking, ada):
    at, room = timezone.now(), the_room(booking.venue, "main")
    decline_booking(booking, **NO, by=ada, at=at)
    ask, other = an_ask(room, soon(20), hirer=a_group("Ramblers")), a_user("Cleo")
    with pytest.raises(RoomTaken):
        book(ask, by=other, at=at + UNDO_FOR - A_MINUTE)
    assert book(ask, by=other, at=at + UNDO_FOR).is_waiting
    assert close_what_stands(at + UNDO_FOR) == 1
    assert not Occupancy.objects.filter(session__booking=booking).exists()
    assert close_what_stands(at + UNDO_FOR) == 0


def test_all_undo_gives_no_hours_that_had_lapsed_and_are_somebody_elses(booking, ada):
    lapse_holds(booking.hold_until)
    at = booking.hold_until + A_MINUTE
    decline_booking(booking, **NO, by=ada, at=at)
    rival = book(an_ask(the_room(booking.venue, "main"), soon(20), hirer=a_group()), by=a_user(), at=at)
    undo(DeskAct.objects.get(), by=ada, at=at + A_MINUTE)
    assert Booking.objects.get(pk=booking.pk).is_waiting
    assert {held.session.booking_id for held in Occupancy.objects.all()} == {rival.pk}


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ("over", "The five minutes are over"),
        ("twice", "This has been taken back already"),
        ("on its way", "Its letter is on its way already"),
        ("cancelled", "Something was done about this booking since"),
        ("closed", "Something was done about this booking since"),
        ("taken", "Somebody else has its hours by now"),
    ],
)
def test_all_undo_is_refused_in_a_sentence(booking, ada, late, words):
    at = timezone.now()
    confirm_booking(booking, by=ada, at=at)
    act, soon_after = DeskAct.objects.get(), at + A_MINUTE
    if late == "over":
        soon_after = at + UNDO_FOR
    elif late == "twice":
        undo(act, by=ada, at=soon_after)
    elif late == "on its way":  # whoever sends it has a clock that is fast
        outbox.send_due(at + UNDO_FOR)
    elif late == "cancelled":
        cancel_session(booking.sessions.first(), shown=ANY, by=booking.made_by, at=soon_after)
    elif late == "closed":
        close_what_stands(at + UNDO_FOR)
    else:
        Occupancy.objects.filter(session__booking=booking).delete()
    before = AsItIs.of(booking)
    with pytest.raises(TooLate, match=words):
        undo(act, by=ada, at=soon_after)
    assert AsItIs.of(booking) == before


def test_all_undo_too_late_is_told_on_a_page_and_twice_by_the_same_leads_to_the_first_result(desk, booking):
    act = answer(desk, booking, "confirm")
    address = f"/desk/{booking.venue.slug}/acts/{act.pk}/undo/"
    before = AsItIs.of(booking)
    assert '<button class="button">Undo</button>' in desk.get(address).content.decode()
    assert AsItIs.of(booking) == before
    assert desk.post(address).status_code == desk.post(address).status_code == 303
    act = answer(desk, booking, "confirm")
    DeskAct.objects.filter(pk=act.pk).update(until=timezone.now())
    reply = desk.post(f"/desk/{booking.venue.slug}/acts/{act.pk}/undo/")
    assert reply.status_code == 409
    assert "The five minutes are over" in reply.content.decode()


def test_all_a_hirer_who_goes_on_has_the_answer_first(booking, ada):
    at = timezone.now()
    confirm_booking(booking, by=ada, at=at)
    cancel_session(booking.sessions.first(), shown=ANY, by=booking.made_by, at=at + A_MINUTE)
    kinds = Letter.objects.due(at + A_MINUTE).filter(to=booking.hirer.contact_email).values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["confirmed", "cancelled"]


def test_all_what_was_taken_back_can_be_withdrawn_like_any_request(desk, booking):
    take_back(desk, answer(desk, booking, "confirm"))
    withdraw_booking(booking, by=booking.made_by, at=timezone.now())
    assert not Occupancy.objects.exists()


def test_all_what_an_act_kept_goes_with_its_time_and_with_whoever_is_forgotten(booking, ada):
    at = timezone.now()
    decline_booking(booking, **NO, by=ada, at=at)
    act = DeskAct.objects.get()
    assert act.before["changed"]
    close_what_stands(at + UNDO_FOR)
    act.refresh_from_db()
    assert act.before == {}
    close_what_stands(at + timedelta(days=2))
    assert not DeskAct.objects.exists()
    other = a_booking(the_room(booking.venue, "main"), on=soon(60))
    decline_booking(other, **NO, by=ada, at=at)
    forget_words([other.pk], at=at)
    assert not DeskAct.objects.exists()
