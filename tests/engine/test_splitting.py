"""Several split their series into the same weeks at once, one goes on into them, one asks for a date: one has them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from bookings import calendars
from bookings.models import Booking, Occupancy, Session
from tests.engine import fleet
from tests.engine.mover import EVENING, WANTED, WEEKS
from tests.engine.test_races import overlaps
from tests.make import a_booking, a_group, a_user, a_venue, the_room
from venues.models import Venue

SPLITTERS = 3
LOST = ("RoomTaken", "DatesChanged", "NotPossible")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall() -> Venue:
    """Each splitter has its own hours of the day for eight weeks; the last series ends where they want to begin."""
    venue, by = a_venue(cells=("front", "back")), a_user()
    room, weeks = the_room(venue, "whole"), timedelta(weeks=1)
    calendars.calendar_of(room)
    for number in range(SPLITTERS):
        hours = {"start": 9 + 3 * number, "end": 11 + 3 * number}
        until = WANTED + (2 * WEEKS - 1) * weeks
        a_booking(room, on=WANTED, until=until, by=by, hirer=a_group(f"Group {number}"), **hours)
    a_booking(room, on=WANTED, until=WANTED + (WEEKS - 1) * weeks, by=by, hirer=a_group("Choir"))
    return venue


@pytest.mark.parametrize("care", ["careful", "blind"])
def test_of_several_who_split_one_who_extends_and_one_who_asks_one_has_the_weeks(hall, care):
    each = [("split", care, hall.slug, number) for number in range(SPLITTERS)]
    rest = ("extend", care, hall.slug, SPLITTERS), ("ask", care, hall.slug, WEEKS + 1)
    clients = fleet.start_together(*each, *rest, module="tests.engine.mover")
    fleet.go(clients)
    told = Counter("had" if "had" in event else event["refused"] for event in fleet.said(clients))
    print(care, dict(told))
    assert (told["had"], told.total()) == (1, SPLITTERS + 2)
    assert sum(told[refusal] for refusal in LOST) == SPLITTERS + 1
    assert overlaps() == 0
    assert [whole(booking) for booking in Booking.objects.order_by("pk")].count("changed") == 1


def whole(booking: Booking) -> str:
    """Whether it is as it was, or wholly changed; never by half, and as its calendar says."""
    sessions = list(Session.objects.filter(booking=booking).order_by("starts_at"))
    stretches = booking.stretches.select_related("event__rule")
    dates = sorted((period for each in stretches for period in calendars.dates_of(each, booking.venue.tz)), key=str)
    assert dates == sorted((session.period for session in sessions), key=str)
    for session in sessions:
        assert Occupancy.objects.filter(session=session).count() == 2
    late = [each.period.local(booking.venue.tz).start.time() == EVENING.start for each in sessions]
    if len(sessions) == 1:
        return "changed"  # it was asked for
    if len(sessions) == WEEKS:
        assert all(late)
        return "as it was"
    assert len(sessions) == 2 * WEEKS
    if all(late):  # it goes on
        return "changed"
    split = [False] * WEEKS + [True] * WEEKS
    assert late in ([False] * 2 * WEEKS, split)
    assert [each.first_starts_at == each.starts_at for each in sessions] == [not moved for moved in late]
    assert stretches.count() == (2 if late == split else 1)
    return "changed" if late == split else "as it was"
