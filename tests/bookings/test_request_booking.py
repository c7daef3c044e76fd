"""Asking for a room: the price shown is stored, what clashes is refused, the same POST twice is one booking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.actions import confirm_booking, decline_booking, request_booking
from bookings.exceptions import DatesChanged, NotPossible, PriceChanged, RoomTaken
from bookings.models import Booking, Occupancy, RefusedDate, Session
from bookings.planning import plan
from bookings.undoing import UNDO_FOR, close_what_stands
from tests.make import a_booking, a_group, a_tariff, a_user, a_venue, an_ask, book, soon, the_room
from venues.models import Closure

pytestmark = pytest.mark.django_db


def test_a_request_holds_its_cells_and_stores_both_prices():
    booking = a_booking()
    session = booking.sessions.get()
    assert booking.status == Booking.Status.REQUESTED
    assert (session.hire_pence, session.standard_pence, session.category_gap_pence) == (1600, 2400, 800)
    held = Occupancy.objects.get(session=session)
    assert held.kind == Occupancy.Kind.UNDECIDED
    assert held.expires_at == booking.hold_until


def test_what_somebody_has_asked_for_is_refused_to_the_next():
    room = the_room(a_venue(), "main")
    a_booking(room, on=soon())
    with pytest.raises(RoomTaken):
        a_booking(room, on=soon())
    assert Booking.objects.count() == 1


def test_the_whole_hall_refuses_both_halves_and_one_half_the_whole():
    venue = a_venue(cells=("front", "back"))
    a_booking(the_room(venue, "front"), on=soon())
    a_booking(the_room(venue, "back"), on=soon())
    with pytest.raises(RoomTaken):
        a_booking(the_room(venue, "whole"), on=soon())
    a_booking(the_room(venue, "whole"), on=soon(15))
    with pytest.raises(RoomTaken):
        a_booking(the_room(venue, "front"), on=soon(15))


def test_a_series_keeps_what_is_free_and_names_what_is_not():
    room = the_room(a_venue(), "main")
    first = soon()
    a_booking(room, on=first + timedelta(weeks=2))
    booking = a_booking(room, on=first, until=first + timedelta(weeks=9), skip=[first + timedelta(weeks=4)])
    assert booking.sessions.count() == 8
    reasons = {refused.on: refused.reason for refused in booking.refused_dates.all()}
    assert reasons == {
        first + timedelta(weeks=2): RefusedDate.Reason.TAKEN,
        first + timedelta(weeks=4): RefusedDate.Reason.LEFT_OUT,
    }


def test_the_same_submission_twice_is_one_booking():
    room = the_room(a_venue(), "main")
    ben = a_user()
    ask = an_ask(room, soon(), hirer=a_group(organiser=ben))
    first = book(ask, by=ben, key="once")
    again = request_booking(ask, by=ben, at=timezone.now(), shown_dates="", shown_prices="", submission_key="once")
    assert again == first
    assert Session.objects.count() == 1


def test_a_price_that_changed_meanwhile_is_told_and_nothing_is_booked():
    venue = a_venue()
    ben = a_user()
    ask = an_ask(the_room(venue, "main"), soon(), hirer=a_group(organiser=ben))
    seen = plan(ask, at=timezone.now())
    a_tariff(venue, community="9.00")
    with pytest.raises(PriceChanged):
        request_booking(
            ask,
            by=ben,
            at=timezone.now(),
            shown_dates=seen.dates_print,
            shown_prices=seen.price_print,
            submission_key="x",
        )
    with pytest.raises(DatesChanged):
        request_booking(ask, by=ben, at=timezone.now(), shown_dates="other", shown_prices="", submission_key="x")
    assert not Booking.objects.exists()


def test_more_people_than_the_room_takes_are_refused_in_words():
    with pytest.raises(NotPossible, match="at most 100 people"):
        a_booking(people=130)


def test_a_declined_request_frees_its_hours():
    room = the_room(a_venue(), "main")
    booking = a_booking(room, on=soon())
    decline_booking(booking, reason="policy", words="We are painting.", by=a_user("Ada"), at=timezone.now())
    close_what_stands(timezone.now() + UNDO_FOR)
    assert not Occupancy.objects.exists()
    a_booking(room, on=soon())


def test_a_confirmed_request_keeps_its_cells_for_good():
    booking = a_booking(confirmed=True)
    assert booking.is_confirmed
    held = Occupancy.objects.get()
    assert (held.kind, held.expires_at) == (Occupancy.Kind.SESSION, None)


def test_a_lapsed_hold_is_in_nobodys_way_and_cannot_be_confirmed_over_somebody():
    room = the_room(a_venue(hold_days=7), "main")
    late = a_booking(room, on=soon(30))
    Booking.objects.filter(pk=late.pk).update(hold_until=timezone.now() - timedelta(hours=1))
    Occupancy.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    a_booking(room, on=soon(30), confirmed=True)
    with pytest.raises(RoomTaken):
        confirm_booking(late, by=a_user("Ada"), at=timezone.now())
    late.refresh_from_db()
    assert late.is_waiting


def test_a_request_for_a_date_that_was_shut_meanwhile_cannot_be_confirmed():
    booking = a_booking(on=soon())
    session = booking.sessions.get()
    Closure.objects.create(
        venue=booking.venue,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        cause="works",
        note="The floor is sanded",
    )
    with pytest.raises(NotPossible, match="The floor is sanded"):
        confirm_booking(booking, by=a_user("Ada"), at=timezone.now())
    booking.refresh_from_db()
    assert booking.is_waiting


def test_a_series_of_52_asks_no_more_of_the_database_than_one_of_4():
    venue, ben = a_venue(), a_user()
    group = a_group(organiser=ben)
    room = the_room(venue, "main")
    a_booking(room, on=soon(3), by=ben, hirer=group, until=soon(10))  # the room's calendar and the rule are there

    short = statements_of_a_series(room, ben, group, soon(20), weeks=4)
    long = statements_of_a_series(room, ben, group, soon(61), weeks=52)
    assert long == short <= 20


def statements_of_a_series(room, ben, group, first, *, weeks):
    """How many statements the action makes, without transaction control and insert batches (decision 22)."""
    ask = an_ask(room, first, hirer=group, until=first + timedelta(weeks=weeks - 1))
    seen = plan(ask, at=timezone.now())
    with CaptureQueriesContext(connection) as asked:
        booking = request_booking(
            ask,
            by=ben,
            at=timezone.now(),
            shown_dates=seen.dates_print,
            shown_prices=seen.price_print,
            submission_key=f"series-of-{weeks}",
        )
    assert booking.sessions.count() == weeks
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in asked.captured_queries)


NOT_COUNTED = (
    "SAVEPOINT",
    "RELEASE",
    'INSERT INTO "bookings_session"',
    'INSERT INTO "bookings_sessionroom"',
    'INSERT INTO "bookings_occupancy"',
    'INSERT INTO "bookings_refuseddate"',
    'INSERT INTO "schedule_occurrence"',
)
