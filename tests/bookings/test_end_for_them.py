"""The desk ends a series for somebody who rings, and can take that back for five minutes.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from bookings.as_it_was import AsItIs
from bookings.models import Booking, DeskAct, Hold, Wait
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.make import a_booking, a_group, a_post, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from tests.shared import shared
from tests.waiting import a_wait

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WEEK = timedelta(weeks=1)


@shared
def hall():
    return a_venue()


@shared
def choir():
    return a_group(organiser=a_user("Ben"))


@pytest.fixture
def desk(hall):
    return signed_in(a_post(hall, "secretary", a_user("Ada")).user)


def four_weeks(hall, choir, **fields) -> Booking:
    found = a_booking(the_room(hall, "main"), on=soon(30), until=soon(30) + 3 * WEEK, hirer=choir, **fields)
    Letter.objects.update(sent_at=timezone.now())
    return found


def end(desk, booking: Booking, *, after=None):
    address = reverse("desk:end", args=[booking.venue.slug, booking.ref])
    typed = {"after": (after or soon(30) + WEEK).isoformat()}
    shown = desk.post(address, {**typed, "action": "check"})
    assert "For five minutes you can undo it" in shown.content.decode()
    told = {"due": shown.context["due_print"], "count": shown.context["count"]}
    return desk.post(address, {**typed, **told, "action": "end"}, follow=True)


def undo(desk, act: DeskAct):
    return desk.post(reverse("desk:undo", args=[act.booking.venue.slug, act.pk]), follow=True)


@pytest.mark.on_postgres
@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize("all_of_it", [True, False])
def test_it_can_be_undone_for_five_minutes_and_one_letter_waits_so_long(hall, choir, desk, confirmed, all_of_it):
    booking = four_weeks(hall, choir, confirmed=confirmed)
    DeskAct.objects.all().delete()
    before = AsItIs.of(booking)
    page = end(desk, booking, after=soon(1) if all_of_it else None).content.decode()
    assert "dates are given up. A letter tells them in five minutes" in page
    assert "Ended earlier: Rehearsal." in page
    assert "Ada ended it earlier, as they asked" in page
    booking.refresh_from_db()
    assert booking.shown_as == ("cancelled" if all_of_it else "booked" if confirmed else "asked")
    letter = Letter.objects.get(sent_at=None)
    assert (letter.kind, letter.to) == ("cancelled", choir.contact_email)
    assert outbox.send_due(timezone.now() + UNDO_FOR - timedelta(minutes=1)) == 0

    assert (
        "Taken back: Rehearsal is as it was before. No letter goes."
        in undo(desk, DeskAct.objects.get()).content.decode()
    )
    assert AsItIs.of(Booking.objects.get()) == before
    assert not Letter.objects.filter(sent_at=None).exists()


def test_hours_that_somebody_has_taken_meanwhile_are_in_the_way_and_it_stands(hall, choir, desk):
    booking = four_weeks(hall, choir, confirmed=True)
    DeskAct.objects.all().delete()
    end(desk, booking)
    Hold.objects.kept_of(booking).delete()  # as whoever shuts the room does
    book(an_ask(the_room(hall, "main"), soon(30) + 3 * WEEK, hirer=a_group("Ramblers")), by=a_user("Cleo"))
    answer = undo(desk, DeskAct.objects.get())
    assert answer.status_code == 409
    assert "Somebody else has its hours by now" in answer.content.decode()
    assert booking.sessions.filter(status="planned").count() == 2


def test_who_waits_is_asked_once_it_stands(hall, choir, desk):
    booking = four_weeks(hall, choir, confirmed=True)
    DeskAct.objects.all().delete()
    wait = a_wait(the_room(hall, "main"), on=soon(30) + 3 * WEEK, hirer=a_group("Ramblers"))
    end(desk, booking)
    assert Wait.objects.get(pk=wait.pk).state == "waiting"
    close_what_stands(timezone.now() + UNDO_FOR)
    assert Wait.objects.get(pk=wait.pk).state == "offered"
