"""Giving dates up, with the cost known before the button is pressed.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry, Letter, Membership
from bookings.models import Booking, Occupancy, Session
from tests.make import a_booking, a_user, move, signed_in, soon

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def in_hours(hours: float):
    return timezone.now() + timedelta(hours=hours, minutes=1)


def test_a_member_sees_the_booking_and_cannot_cancel_it(booking, choir):
    cleo = a_user("Cleo")
    Membership.objects.create(hirer=choir, user=cleo, role=Membership.Role.MEMBER)
    browser = signed_in(cleo)
    page = browser.get(booking.get_absolute_url())
    assert page.status_code == 200
    assert b"/cancel/" not in page.content
    assert browser.get(f"{booking.get_absolute_url()}cancel/").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(
    ("hours", "words", "due"),
    [
        (72, "More than 48 hours before: no charge.", 0),
        (49, "More than 48 hours before: no charge.", 0),
        (47, "You are 47 hours away: the whole price, £16.00, is still due.", 1600),
        (5, "You are 5 hours away: the whole price, £16.00, is still due.", 1600),
        (0.5, "You are 30 minutes away: the whole price, £16.00, is still due.", 1600),
    ],
)
def test_the_cost_said_before_the_button_is_the_cost_charged(browser, booking, hours, words, due):
    """Sums are worked out by rules that know no database; the tests beside this one store some on both kinds."""
    move(booking, to=in_hours(hours))
    session = booking.sessions.get()
    url = reverse("bookings:cancel_date", args=[booking.ref, session.pk])
    page = browser.get(url)
    assert words in page.content.decode()
    assert page.context["due"].pence == due
    session.refresh_from_db()
    assert not session.is_cancelled
    answer = browser.post(url, {"due": str(due)})
    session.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, booking.get_absolute_url())
    assert (session.is_cancelled, session.cancellation_pence) == (True, due)
    assert not Occupancy.objects.exists()


def test_the_terms_are_the_bookings_own_not_todays(browser, room, booking):
    room.venue.free_cancel_hours = 1000
    room.venue.save()
    move(booking, to=in_hours(72))
    page = browser.get(reverse("bookings:cancel", args=[booking.ref])).content.decode()
    assert "More than 48 hours before: no charge." in page


def test_a_cost_that_changed_since_it_was_shown_is_asked_again(browser, booking):
    url = reverse("bookings:cancel", args=[booking.ref])
    assert browser.get(url).context["due"].pence == 0
    move(booking, to=in_hours(5))
    answer = browser.post(url, {"due": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What it costs has changed since you looked. Nothing was cancelled." in page
    assert 'name="due" value="1600"' in page
    assert not booking.sessions.get().is_cancelled


def test_the_same_button_twice_cancels_once(browser, booking):
    url = reverse("bookings:cancel_date", args=[booking.ref, booking.sessions.get().pk])
    first = browser.post(url, {"due": "0"})
    letters, entries = Letter.objects.count(), JournalEntry.objects.count()
    again = browser.post(url, {"due": "0"})
    assert (again.status_code, again["Location"]) == (303, first["Location"])
    assert (Letter.objects.count(), JournalEntry.objects.count()) == (letters, entries)


def test_a_date_that_has_begun_cannot_be_cancelled(browser, booking):
    move(booking, to=timezone.now() - timedelta(minutes=5))
    url = reverse("bookings:cancel_date", args=[booking.ref, booking.sessions.get().pk])
    assert "There is nothing left to cancel" in browser.get(url).content.decode()
    answer = browser.post(url, {"due": "0"})
    assert answer.status_code == 409
    assert "This date has begun" in answer.content.decode()
    assert not booking.sessions.get().is_cancelled


def test_one_date_of_a_series_leaves_the_others(browser, room, ben, choir):
    booking = a_booking(room, on=soon(14), until=soon(28), by=ben, hirer=choir, confirmed=True)
    middle = booking.sessions.all()[1]
    browser.post(reverse("bookings:cancel_date", args=[booking.ref, middle.pk]), {"due": "0"})
    assert [session.is_cancelled for session in booking.sessions.all()] == [False, True, False]
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "<strong>£32.00</strong>" in page


def test_the_whole_booking_costs_what_its_dates_cost_and_keeps_those_past(browser, room, ben, choir):
    booking = a_booking(room, on=soon(14), until=soon(28), by=ben, hirer=choir, confirmed=True)
    past, late, early = booking.sessions.all()
    Session.objects.filter(pk=past.pk).update(starts_at=in_hours(-50), ends_at=in_hours(-48))
    Session.objects.filter(pk=late.pk).update(starts_at=in_hours(5), ends_at=in_hours(7))
    url = reverse("bookings:cancel", args=[booking.ref])
    assert browser.get(url).context["due"].pence == 1600
    assert browser.post(url, {"due": "1600"}).status_code == 303
    statuses = set(booking.sessions.values_list("pk", "status"))
    assert statuses == {
        (past.pk, Session.Status.PLANNED),
        (late.pk, Session.Status.CANCELLED_LATE),
        (early.pk, Session.Status.CANCELLED_IN_TIME),
    }


def test_a_request_is_taken_back_for_nothing(browser, room, ben, choir):
    booking = a_booking(room, by=ben, hirer=choir)
    url = reverse("bookings:cancel", args=[booking.ref])
    page = browser.get(url).content.decode()
    assert "The hall has not answered yet: no charge." in page
    assert browser.post(url, {"due": "0"}).status_code == 303
    booking.refresh_from_db()
    assert booking.status == Booking.Status.WITHDRAWN
    assert "You took this request back" in browser.get(booking.get_absolute_url()).content.decode()


def test_cancelling_without_the_token_of_the_form_is_refused(booking, ben):
    browser = signed_in(ben, enforce_csrf_checks=True)
    assert browser.post(reverse("bookings:cancel", args=[booking.ref]), {"due": "0"}).status_code == 403
    assert not booking.sessions.get().is_cancelled
