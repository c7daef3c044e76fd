"""The desk gives up one date: for somebody who rings, or because the hall cannot have them.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from bookings.actions import cancel_session
from bookings.as_it_was import AsItIs
from bookings.models import Booking, Session, Wait
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.make import a_booking, a_group, a_post, a_user, a_venue, move, signed_in, soon, the_room
from tests.shared import shared
from tests.waiting import a_wait
from venues.models import Tariff

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCALE = {"notice": "days", "steps": [{"at_least": 7, "refund": "100"}, {"at_least": 2, "refund": "50"}]}


@shared
def hall():
    hall = a_venue()
    tariff = Tariff.objects.get(venue=hall)
    tariff.document = {**tariff.document, "cancellation": SCALE}
    tariff.save()
    return hall


@shared
def choir():
    return a_group(organiser=a_user("Ben"))


@pytest.fixture
def desk(hall):
    return signed_in(a_post(hall, "secretary").user)


def booked(hall, choir, *, days: int = 5, **fields) -> Session:
    booking = a_booking(the_room(hall, "main"), hirer=choir, **{"on": soon(60), "confirmed": True, **fields})
    if booking.is_confirmed:
        move(booking, to=timezone.now() + timedelta(days=days, minutes=5))
    Letter.objects.update(sent_at=timezone.now())
    found = booking.sessions.first()
    assert found is not None
    return found


def address(session: Session) -> str:
    return reverse("desk:cancel_date", args=[session.venue.slug, session.booking.ref, session.pk])


def press(desk, session: Session, **typed):
    return desk.post(address(session), {"whose": "theirs", "shown": "800", "cause": "", "reason": "", **typed})


HALLS = {"whose": "halls", "cause": "works", "reason": "The boiler is broken."}


def test_the_desk_reads_the_sum_by_the_bookings_own_scale_and_that_sum_is_charged(hall, choir, desk):
    session = booked(hall, choir)
    assert address(session) in desk.get(reverse("desk:booking", args=[hall.slug, session.booking.ref])).content.decode()
    Tariff.objects.update(document={**Tariff.objects.get().document, "cancellation": {"notice": "days", "steps": []}})
    page = desk.get(address(session)).content.decode()
    assert "More than 7 days: no charge. You are 5 days away: 50%, £8.00." in page
    assert 'name="shown" value="800"' in page
    assert press(desk, session).status_code == 303
    session.refresh_from_db()
    assert (session.status, session.cancellation_pence) == (Session.Status.CANCELLED_LATE, 800)
    assert not session.occupancies.exists()
    assert JournalEntry.objects.get(verb="cancelled for them").by.posts.get().venue == hall
    letter = Letter.objects.get(kind="cancelled")
    assert "£8.00 is still due" in letter.body
    assert letter.send_after > timezone.now() + UNDO_FOR - timedelta(minutes=1)
    assert Booking.objects.get().status == Booking.Status.CANCELLED
    assert press(desk, session).status_code == 303, "twice is once"
    assert Letter.objects.filter(kind="cancelled").count() == 1


def test_in_good_time_nothing_is_charged(hall, choir, desk):
    session = booked(hall, choir, days=9)
    assert press(desk, session, shown="0").status_code == 303
    session.refresh_from_db()
    assert (session.status, session.cancellation_pence) == (Session.Status.CANCELLED_IN_TIME, 0)


def test_where_the_hall_cannot_nothing_is_charged_and_they_read_why(hall, choir, desk):
    session = booked(hall, choir)
    assert press(desk, session, **HALLS).status_code == 303
    session.refresh_from_db()
    assert (session.status, session.cancel_cause) == (Session.Status.CANCELLED_BY_VENUE, "works")
    assert (session.cancellation_pence, session.credit_pence) == (0, None)
    letter = Letter.objects.get(kind="cancelled_by_hall", to=choir.contact_email)
    assert "The reason: The boiler is broken." in letter.body
    assert "You owe nothing for it." in letter.body
    ben = signed_in(choir.memberships.get().user)
    assert "The boiler is broken." in ben.get(session.booking.get_absolute_url()).content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"whose": ""}, "whose"),
        ({**HALLS, "reason": " "}, "reason"),
        ({**HALLS, "cause": ""}, "cause"),
        ({**HALLS, "cause": "x"}, "cause"),
        ({"shown": "-1"}, "shown"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(hall, choir, desk, typed, field):
    """The words of a form, whatever the database."""
    session = booked(hall, choir)
    answer = press(desk, session, **typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    session.refresh_from_db()
    assert session.status == Session.Status.PLANNED


def test_another_sum_than_was_shown_is_shown_first(hall, choir, desk):
    session = booked(hall, choir)
    answer = press(desk, session, shown="0")
    assert answer.status_code == 409
    assert "What it costs has changed since you looked." in answer.content.decode()
    assert 'name="shown" value="800"' in answer.content.decode()
    assert press(desk, session).status_code == 303


@pytest.mark.parametrize("typed", [{}, HALLS])
def test_it_can_be_undone_for_five_minutes_and_no_letter_goes(hall, choir, desk, typed):
    session = booked(hall, choir)
    before = AsItIs.of(session.booking)
    press(desk, session, **typed)
    act = session.booking.desk_acts.get(kind="cancelled")
    page = desk.get(reverse("desk:booking", args=[hall.slug, session.booking.ref])).content.decode()
    assert "Cancelled: Rehearsal." in page
    assert desk.post(reverse("desk:undo", args=[hall.slug, act.pk])).status_code == 303
    assert AsItIs.of(Booking.objects.get()) == before
    assert not Letter.objects.filter(kind__startswith="cancelled").exists()
    assert press(desk, session, **typed).status_code == 303
    assert Letter.objects.filter(kind__startswith="cancelled").count() == 1


def test_who_waits_is_asked_once_it_can_no_longer_be_undone(hall, choir, desk):
    room = the_room(hall, "main")
    booking = a_booking(room, on=soon(30), until=soon(37), hirer=choir, confirmed=True)
    ida = a_user("Ida")
    wait = a_wait(room, on=soon(30), hirer=a_group("Ramblers", organiser=ida), by=ida)
    press(desk, booking.sessions.first(), shown="0")
    assert Wait.objects.get(pk=wait.pk).state == "waiting"
    close_what_stands(timezone.now() + UNDO_FOR)
    assert Wait.objects.get(pk=wait.pk).state == "offered"
    booking.refresh_from_db()
    assert booking.is_confirmed, "its other date stands"


def test_a_request_and_what_has_begun_or_is_given_up_cannot_be_cancelled_here(hall, choir, desk):
    asked = booked(hall, choir, confirmed=False)
    assert "not booked any more" in desk.get(address(asked)).content.decode()
    assert press(desk, asked).status_code == 409
    begun = booked(hall, choir, days=-1, on=soon(61))
    assert press(desk, begun).status_code == 409
    gone = booked(hall, choir, on=soon(62))
    cancel_session(gone, shown=ANY, by=None, at=timezone.now())
    assert press(desk, gone).status_code == 303
    assert not JournalEntry.objects.filter(verb="cancelled for them").exists()


def test_only_a_date_of_that_booking_and_only_for_the_desk(hall, choir, desk):
    session = booked(hall, choir)
    other = a_booking(the_room(hall, "main"), on=soon(90), hirer=choir)
    assert desk.get(reverse("desk:cancel_date", args=[hall.slug, other.ref, session.pk])).status_code == 404
    assert signed_in(a_post(hall, "caretaker").user).get(address(session)).status_code == 404
