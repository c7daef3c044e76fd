"""Holds lapse by themselves: the hours go, the request stays, people are told once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread
from unittest.mock import ANY

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import JournalEntry, Letter
from bookings.actions import cancel_session, confirm_booking, lapse_holds
from bookings.exceptions import TooLate
from bookings.models import Booking, Occupancy, RefusedDate, Session
from bookings.models.booking import BookingQuerySet
from tests.make import a_booking, a_post, a_user, a_venue, soon, the_room

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def booking(db) -> Booking:
    """A request for a month ahead at a hall with a secretary and two managers."""
    booking = a_booking(on=soon(30))
    for kind in ("secretary", "manager", "manager"):
        a_post(booking.venue, kind, a_user(kind))
    return booking


def told() -> dict[str, int]:
    """How many letters of each kind since the request was made."""
    return dict(Counter(Letter.objects.exclude(kind__in=["asked", "request_arrived"]).values_list("kind", flat=True)))


def test_nothing_lapses_before_its_time(booking):
    assert lapse_holds(booking.hold_until - A_MINUTE) == (0, 0)
    assert Occupancy.objects.count() == 1
    assert told() == {}


def test_a_lapsed_hold_frees_its_hours_and_the_request_stays_open(booking):
    assert lapse_holds(booking.hold_until) == (1, 0)
    booking.refresh_from_db()
    assert booking.is_waiting
    assert not Occupancy.objects.exists()
    assert a_booking(the_room(booking.venue, "main"), on=soon(30)).is_waiting


def test_the_hirer_and_each_manager_are_told_once(booking):
    lapse_holds(booking.hold_until)
    assert told() == {"hold_lapsed": 1, "request_waits": 2}
    assert Letter.objects.get(kind="hold_lapsed").to == booking.hirer.contact_email
    managers = booking.venue.posts.filter(kind="manager").values_list("user__email", flat=True)
    assert set(Letter.objects.filter(kind="request_waits").values_list("to", flat=True)) == set(managers)


def test_a_second_and_a_later_run_find_nothing_to_do(booking):
    lapse_holds(booking.hold_until)
    before = Booking.objects.values().get(pk=booking.pk)
    assert lapse_holds(booking.hold_until) == (0, 0)
    assert lapse_holds(booking.hold_until + timedelta(days=3)) == (0, 0)
    assert told() == {"hold_lapsed": 1, "request_waits": 2}
    assert Booking.objects.values().get(pk=booking.pk) == before


def test_a_lapsed_request_can_still_be_confirmed_and_takes_its_hours_again(booking):
    lapse_holds(booking.hold_until)
    confirm_booking(booking, by=a_user("Ada"), at=booking.hold_until + A_MINUTE)
    taken = Occupancy.objects.get()
    assert (taken.kind, taken.expires_at) == (Occupancy.Kind.SESSION, None)


def test_what_is_confirmed_or_of_others_is_left_alone(booking):
    sure = a_booking(the_room(booking.venue, "main"), on=soon(31), confirmed=True)
    lapse_holds(booking.hold_until)
    assert set(Occupancy.objects.values_list("session__booking", flat=True)) == {sure.pk}


def test_a_request_that_nobody_answered_is_refused_when_its_first_date_begins(db):
    first = soon(10)
    series = a_booking(on=first, until=first + timedelta(weeks=4))
    begins = series.sessions.order_by("starts_at").first().starts_at
    lapse_holds(series.hold_until)
    assert lapse_holds(begins - A_MINUTE) == (0, 0)
    assert lapse_holds(begins) == (0, 1)
    series.refresh_from_db()
    assert (series.status, series.reason_code, series.shown_as) == ("expired", "no_answer", "refused")
    assert series.answered_at is None
    assert not Occupancy.objects.exists()
    assert JournalEntry.objects.get(verb="expired").by is None
    assert told()["expired"] == 1
    assert lapse_holds(begins + timedelta(days=1)) == (0, 0)
    assert told()["expired"] == 1


def test_after_that_it_is_too_late_to_confirm(db):
    booking = a_booking(on=soon(3))
    begins = booking.sessions.get().starts_at
    lapse_holds(begins)
    with pytest.raises(TooLate):
        confirm_booking(booking, by=a_user("Ada"), at=begins + A_MINUTE)


def test_a_request_for_tomorrow_is_closed_with_one_letter_not_two(db):
    """Its hold ends when it begins: there is nobody left to remind."""
    booking = a_booking(on=soon(1))
    begins = booking.sessions.get().starts_at
    assert booking.hold_until == begins
    assert lapse_holds(begins) == (0, 1)
    assert told() == {"expired": 1}


def test_dates_a_request_could_not_have_do_not_close_it(db):
    first = soon(20)
    series = a_booking(on=first, until=first + timedelta(weeks=1), skip=[first])
    assert RefusedDate.objects.count() == 1
    begins = series.sessions.get().starts_at
    lapse_holds(begins - timedelta(days=1))
    series.refresh_from_db()
    assert series.is_waiting


def test_a_first_date_that_was_given_up_neither_closes_a_request_nor_ends_its_hold(db):
    room = the_room(a_venue(hold_days=30), "main")
    first = soon(3)
    booking = a_booking(room, on=first, until=first + timedelta(weeks=3))
    given_up = booking.sessions.first()
    assert booking.hold_until == given_up.starts_at
    cancel_session(given_up, shown=ANY, by=a_user(), at=timezone.now())

    assert lapse_holds(given_up.starts_at + timedelta(hours=1)) == (0, 0)
    booking.refresh_from_db()
    assert booking.is_waiting
    assert booking.hold_until == booking.sessions.all()[1].starts_at
    assert {row.expires_at for row in Occupancy.objects.all()} == {booking.hold_until}


def test_a_first_date_given_up_while_the_request_was_being_closed_keeps_it_open(db, monkeypatch):
    first = soon(3)
    booking = a_booking(on=first, until=first + timedelta(weeks=1))
    given_up, later = booking.sessions.order_by("starts_at")
    lock = BookingQuerySet.locked

    def waits_for_the_lock(self: BookingQuerySet, pk: int) -> Booking:
        Session.objects.filter(pk=given_up.pk).update(status=Session.Status.CANCELLED_IN_TIME)
        return lock(self, pk)

    monkeypatch.setattr(BookingQuerySet, "locked", waits_for_the_lock)
    assert lapse_holds(given_up.starts_at)[1] == 0
    booking.refresh_from_db()
    assert booking.is_waiting
    assert lapse_holds(later.starts_at)[1] == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_do_it_once():
    bookings = [a_booking(on=soon(30)) for _number in range(4)]
    for booking in bookings:
        a_post(booking.venue, "manager", a_user("manager"))
    passed = [a_booking(on=soon(9)) for _number in range(4)]
    Session.objects.filter(booking__in=passed).update(starts_at=timezone.now() - timedelta(hours=1))
    at = max(booking.hold_until for booking in bookings)
    done, start = [], Barrier(3)

    def run() -> None:
        try:
            start.wait(10)
            done.append(lapse_holds(at))
        finally:
            connection.close()

    runs = [Thread(target=run) for _number in range(3)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()
    assert [sum(counts) for counts in zip(*done, strict=True)] == [4, 4]
    assert told() == {"hold_lapsed": 4, "request_waits": 4, "expired": 4}
