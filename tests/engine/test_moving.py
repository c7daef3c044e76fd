"""Several move a date to one evening at once, or ask for it: one has it, the others stay where they were."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from bookings import calendars
from bookings.models import Booking, Occupancy
from tests.engine import fleet
from tests.engine.test_races import overlaps
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room
from venues.models import Venue

MOVERS = 4

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall() -> Venue:
    """Each mover has an evening of its own in the same room."""
    venue, by = a_venue(cells=("front", "back")), a_user()
    choir = a_group(organiser=by)
    for room in venue.rooms.all():
        calendars.calendar_of(room)
    for number in range(MOVERS):
        a_booking(the_room(venue, "whole"), on=soon(20 + number), by=by, hirer=choir)
    return venue


@pytest.mark.parametrize("care", ["careful", "blind"])
def test_of_several_movers_and_one_who_asks_one_has_the_evening(hall, care):
    each = [("move", care, hall.slug, number) for number in range(MOVERS)]
    clients = fleet.start_together(*each, ("ask", care, hall.slug, 0), module="tests.engine.mover")
    fleet.go(clients)
    told = Counter("had" if "had" in event else event["refused"] for event in fleet.said(clients))
    print(care, dict(told))
    assert (told["had"], told.total()) == (1, MOVERS + 1)
    assert told["RoomTaken"] + told["DatesChanged"] + told["NotPossible"] == MOVERS
    assert overlaps() == 0
    assert all_stand_where_their_calendar_says(hall)


def all_stand_where_their_calendar_says(hall: Venue) -> bool:
    """And each date has both cells of the hall."""
    evenings = Counter[date]()
    for booking in Booking.objects.filter(venue=hall):
        session, [stretch] = booking.sessions.get(), booking.stretches.select_related("event__rule")
        evenings[session.starts_at.date()] += 1
        if calendars.dates_of(stretch, hall.tz) != [session.period]:
            return False
        if Occupancy.objects.filter(session=session).count() != 2:
            return False
    return evenings.most_common(1)[0][1] == 1 and max(evenings) - min(evenings) >= timedelta(days=30)
