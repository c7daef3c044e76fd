"""G6 with G4's waiting list: somebody who phones is put on it, rung up when the hour is free, and booked.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts import outbox
from accounts.models import Hirer, JournalEntry, Letter, Look
from bookings.actions import cancel_booking
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.models import Booking, DeskAct, Wait
from bookings.undoing import UNDO_FOR
from bookings.waiting_keys import path_for
from tests.make import a_booking, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from tests.waiting import a_wait, offered
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DORIS = {
    "who": "Doris Pettigrew",
    "title": "Golden wedding",
    "kind": "household",
    "contact": "01632 960123",
    "purpose": "private",
    "people": "30",
    "category": "",
}


@shared
def hall() -> Venue:
    """The choir has the hall on an afternoon."""
    hall = a_venue(cells=("main", "committee"), email="desk@hearth.example")
    a_post(hall, "secretary", a_user("Ada"))
    a_booking(the_room(hall, "main"), on=soon(20), start=14, end=18, confirmed=True)
    return hall


@pytest.fixture
def desk(hall) -> Client:
    return signed_in(hall.posts.get().user)


def words_of(answer: Any) -> str:
    return " ".join(strip_tags(answer.content.decode().replace("<", " <")).split())


def typed(on: date, **more: str) -> dict[str, str]:
    return {"when": f"{on:%d %B %Y} 2-6pm main", **DORIS, **more}


def put_on(desk: Client, hall: Venue, **more: str) -> Wait:
    """On the page that asks, with the button below what was read back."""
    page, fields = reverse("desk:wait_add", args=[hall.slug]), typed(soon(20), **more)
    shown = desk.post(page, fields)
    assert shown.status_code == 200, words_of(shown)
    done = [desk.post(page, {**fields, **key_on(shown)}) for _twice in range(2)]
    wait = Wait.objects.latest("pk")
    assert {answer["Location"] for answer in done} == {where(wait)}
    return wait


def key_on(answer: Any) -> dict[str, str]:
    return dict(re.findall(r'name="(submission_key)" value="([^"]+)"', answer.content.decode()))


def where(wait: Wait) -> str:
    return reverse("desk:wait", args=[wait.venue.slug, wait.ref])


def free(*waits: Wait) -> None:
    """The choir gives its afternoon up."""
    taken = Booking.objects.earliest("pk")
    cancel_booking(taken, shown=ANY, by=taken.made_by, at=timezone.now())
    for wait in waits:
        wait.refresh_from_db()


def home(desk: Client, hall: Venue) -> str:
    return words_of(desk.get(reverse("desk:requests", args=[hall.slug])))


def test_G6_whoever_finds_it_taken_on_the_phone_is_put_on_the_list(desk, hall):
    line = f"{soon(20):%d %B %Y} 2-6pm main"
    phone = desk.get(reverse("desk:phone", args=[hall.slug]), {"ask": line}).content.decode()
    [add] = re.findall(r'href="(/desk/[^"]*/waiting/add/[^"]*)"', phone)
    assert soon(20).strftime("%-d %B") in words_of(desk.get(add)) + desk.get(add).content.decode()
    booking = desk.post(reverse("desk:book", args=[hall.slug]), typed(soon(20)))
    assert "Put them on the waiting list" in words_of(booking)
    assert key_on(booking)
    shown = words_of(desk.post(reverse("desk:wait_add", args=[hall.slug]), typed(soon(20))))
    for words in ("Doris Pettigrew: wait for 1 date", "New here:", "nobody waits before them"):
        assert words in shown
    assert not Wait.objects.exists()
    wait = put_on(desk, hall)
    assert (wait.is_of_the_desk, wait.hirer.name, wait.hirer.contact_phone) == (True, "Doris Pettigrew", "01632 960123")
    assert Hirer.objects.filter(name="Doris Pettigrew").count() == 1
    assert "Doris Pettigrew" in words_of(desk.get(reverse("desk:waiting", args=[hall.slug])))
    assert JournalEntry.objects.get(subject_kind="wait", verb="waits for").by.name == "Ada"


def test_G6_what_is_free_is_booked_rather_than_waited_for(desk, hall):
    page = reverse("desk:wait_add", args=[hall.slug])
    answer = desk.post(page, {**typed(soon(21)), "submission_key": "k" * 30})
    assert answer.status_code == 409
    assert "It is free: book it for them." in words_of(answer)
    assert 'formaction="/desk/' in answer.content.decode()
    wrong = desk.post(page, typed(soon(21), people="", who=""))
    assert wrong.status_code == 422
    assert "Say how many people they expect." in words_of(wrong)
    unreached = desk.post(page, typed(soon(20), contact=""))
    assert unreached.status_code == 422
    assert "otherwise nobody can tell them" in words_of(unreached)
    assert not Wait.objects.exists()


def test_G6_the_first_who_waits_is_offered_the_hour_and_the_desk_rings_and_books_it(desk, hall):
    first, second = put_on(desk, hall), put_on(desk, hall, who="Ned Moss", contact="01632 960555")
    free(first, second)
    assert (first.state, second.state) == ("offered", "waiting")
    task = home(desk, hall)
    assert "Ring Doris Pettigrew" in task
    assert "is free, held until" in task
    assert "Ring Ned Moss" not in task
    letter = Letter.objects.get(kind="wait_to_ring")
    assert (letter.to, where(first) in letter.body) == ("desk@hearth.example", True)
    assert "960123" not in letter.body + letter.subject
    page = words_of(desk.get(where(first)))
    assert "01632 960123" in page
    assert "Book it for £48.00" in page
    assert Look.objects.filter(hirer=first.hirer, page="desk:wait").exists()
    done = [desk.post(where(first), {"do": "book", "shown_pence": "4800"})["Location"] for _twice in range(2)]
    booking = Booking.objects.get(hirer=first.hirer)
    assert set(done) == {reverse("desk:booking", args=[hall.slug, booking.ref])}
    assert (booking.status, booking.entered, booking.sessions.get().price.pence) == ("confirmed", "desk", 4800)
    assert "Ring Doris" not in home(desk, hall)


def test_G6_what_was_booked_for_them_can_be_taken_back_and_is_offered_to_them_as_before(desk, hall):
    wait = put_on(desk, hall)
    free(wait)
    until = wait.offer_until
    desk.post(where(wait), {"do": "book", "shown_pence": "4800"})
    act = DeskAct.objects.get(kind=DeskAct.Kind.MADE)
    page = words_of(desk.get(reverse("desk:booking", args=[hall.slug, act.booking.ref])))
    assert "Undo" in page
    desk.post(reverse("desk:undo", args=[hall.slug, act.pk]))
    wait.refresh_from_db()
    assert (wait.state, wait.offer_until, wait.became) == ("offered", until, None)
    assert wait.hold.occupancies.exists()
    assert not Booking.objects.filter(hirer=wait.hirer).exists()
    assert "Ring Doris Pettigrew" in home(desk, hall)
    desk.post(where(wait), {"do": "pass"})
    desk.post(where(wait), {"do": "book", "shown_pence": "4800"})
    assert Booking.objects.get(hirer=wait.hirer).is_confirmed
    desk.post(reverse("desk:undo", args=[hall.slug, DeskAct.objects.latest("pk").pk]))
    wait.refresh_from_db()
    assert (wait.is_passed_on, wait.stood_until) == (True, until)


def test_G6_the_price_that_was_not_shown_is_not_charged(desk, hall):
    wait = put_on(desk, hall)
    free(wait)
    answer = desk.post(where(wait), {"do": "book", "shown_pence": "4700"})
    assert answer.status_code == 409
    assert "The price has changed since you looked" in words_of(answer)
    assert not Booking.objects.filter(hirer=wait.hirer).exists()
    assert desk.post(where(wait), {"do": "something"}).status_code == 422


def test_G6_an_offer_passed_on_goes_to_the_next_in_five_minutes_and_can_be_kept_until_then(desk, hall):
    first, second = put_on(desk, hall), put_on(desk, hall, who="Ned Moss", contact="01632 960555")
    free(first)
    until, at = first.offer_until, timezone.now()
    for _twice in range(2):
        desk.post(where(first), {"do": "pass"})
    assert "Doris Pettigrew does not want Main; the next is asked at" in home(desk, hall)
    assert keep_waiting_list(at + UNDO_FOR - timedelta(minutes=1)) == (0, 0)
    desk.post(where(first), {"do": "keep"})
    first.refresh_from_db()
    assert (first.offer_until, first.stood_until) == (until, None)
    desk.post(where(first), {"do": "pass"})
    keep_waiting_list(timezone.now() + UNDO_FOR)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "offered")
    assert not Letter.objects.filter(kind="wait_ran_out").exists()
    late = desk.post(where(first), {"do": "keep"})
    assert late.status_code == 409
    assert "The five minutes are over" in words_of(late)


def test_G6_who_was_taken_off_the_list_can_be_put_back_in_the_same_place(desk, hall):
    first, second = put_on(desk, hall), put_on(desk, hall, who="Ned Moss", contact="01632 960555")
    desk.post(where(first), {"do": "off"})
    assert "Undo: put them back" in words_of(desk.get(where(first)))
    desk.post(where(first), {"do": "back"})
    free(first, second)
    assert (first.state, second.state) == ("offered", "waiting")
    desk.post(where(second), {"do": "off"})
    Wait.objects.filter(pk=second.pk).update(ended_at=timezone.now() - UNDO_FOR)
    assert "Undo" not in words_of(desk.get(where(second)))
    assert desk.post(where(second), {"do": "back"}).status_code == 409


def test_G6_with_an_e_mail_they_get_a_link_to_their_place_unless_it_was_taken_back(desk, hall):
    wait = put_on(desk, hall, contact="doris@hearth.example 01632 960123")
    letter = Letter.objects.get(kind="wait_begun")
    assert path_for(wait) in letter.body
    assert letter.send_after >= wait.made_at + UNDO_FOR
    assert Client().get(path_for(wait)).status_code == 200
    desk.post(where(wait), {"do": "off"})
    assert not Letter.objects.filter(kind="wait_begun").exists()
    desk.post(where(wait), {"do": "back"})
    assert Letter.objects.filter(kind="wait_begun").count() == 1
    free(wait)
    assert not Letter.objects.filter(kind="wait_to_ring").exists()
    assert "Ring Doris" not in home(desk, hall)
    answer = Client().post(f"{path_for(wait)}take/", {"shown_pence": "4800"})
    assert answer.status_code == 303
    assert Booking.objects.get(hirer=wait.hirer).entered == "online"


def test_G6_with_a_postal_address_the_offer_lies_in_the_letters_to_print(desk, hall):
    wait = put_on(desk, hall, contact="01632 960123, 4 Mill Lane, Aldervale")
    free(wait)
    [letter] = Letter.objects.filter(kind="wait_offered", to="", hirer=wait.hirer)
    assert "ring us or come by" in letter.body
    assert "http" not in letter.body
    assert outbox.send_due(timezone.now() + timedelta(days=1)) > 0
    shown = words_of(desk.get(reverse("desk:letters", args=[hall.slug])))
    assert "Free now: Main" in shown
    assert "Ring Doris Pettigrew" in home(desk, hall)


def test_G6_an_offer_nobody_could_be_told_of_goes_to_the_next_when_its_time_is_over(desk, hall):
    first, second = put_on(desk, hall), put_on(desk, hall, who="Ned Moss", contact="01632 960555")
    free(first)
    Wait.objects.filter(pk=first.pk).update(offer_until=timezone.now())
    call_command("tick", verbosity=0)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("passed", "offered")
    answer = desk.post(where(first), {"do": "book", "shown_pence": "4800"})
    assert answer.status_code == 409


def test_G6_a_caller_on_the_list_is_for_the_desk_alone(desk, hall):
    wait = put_on(desk, hall)
    for browser, status in ((Client(), 302), (signed_in(a_user("Cleo")), 404)):
        assert browser.get(where(wait)).status_code == status
        assert browser.post(where(wait), {"do": "off"}).status_code == status
    elsewhere = signed_in(a_post(other := a_venue(), "secretary").user)
    assert elsewhere.get(where(wait)).status_code == 404
    assert elsewhere.get(reverse("desk:wait", args=[other.slug, wait.ref])).status_code == 404
    assert "Doris" not in words_of(Client().get(the_room(hall, "main").get_absolute_url()))
    wait.refresh_from_db()
    assert wait.is_waiting


@pytest.mark.once
def test_G6_the_desk_asks_no_more_for_ten_to_ring_than_for_two(desk, hall):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            home(desk, hall)
        return len(queries)

    room = the_room(hall, "main")
    counts = []
    for first, last in ((30, 32), (32, 40)):
        for day in range(first, last):
            nobody = Hirer.objects.create(name=f"Callers {day}", kind="club")
            offered(a_wait(room, on=soon(day), hirer=nobody))
        counts.append(asked())
    assert counts[0] == counts[1]
