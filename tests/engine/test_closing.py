"""A hall is closed while others book it: whoever comes first, nothing stands in what is shut, or is moved by half."""

from __future__ import annotations

from collections import Counter

import pytest

from bookings import calendars
from bookings.models import Occupancy, Session
from tests.engine import fleet
from tests.engine.closer import DAYS
from tests.make import a_group, a_user, a_venue
from venues.models import Closure

BOOKERS = 4

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_that_is_booked_at_the_same_moment_stands_in_a_closure():
    hall = a_venue(cells=("front", "back"), turnaround_minutes=0)
    for room in hall.rooms.all():
        calendars.calendar_of(room)
    a_group(organiser=a_user())
    bookers = [("book", hall.slug, number) for number in range(BOOKERS)]
    processes = fleet.start_together(*bookers, ("close", hall.slug, BOOKERS), module="tests.engine.closer")
    fleet.go(processes)
    done = sum((Counter(event["done"]) for event in fleet.said(processes)), Counter())
    print(dict(done))

    assert done["closed"] == Closure.objects.count() == DAYS
    assert done["booked"] >= DAYS
    for closure in Closure.objects.all():
        inside = {"starts_at__lt": closure.ends_at, "ends_at__gt": closure.starts_at}
        assert not Session.objects.blocking().filter(**inside, rooms__cells__code="front").exists()
        assert not Occupancy.objects.filter(**inside, cell__code="front").exists()
    answered = Session.objects.filter(booking__status__in=["confirmed", "cancelled"])
    assert answered.count() == done["confirmed"]
    assert Session.objects.filter(status=Session.Status.CANCELLED_BY_VENUE).count() == done["given up"]
    for session in Session.objects.filter(status=Session.Status.CANCELLED_BY_VENUE):
        assert session.cancellation_pence == 0
    moved = Session.objects.blocking().exclude(moved_cause="")
    assert moved.count() == done["moved"] > 0
    for session in moved:
        assert session.rooms.get().code == "back"
        assert list(session.occupancies.values_list("cell__code", "starts_at")) == [("back", session.starts_at)]
