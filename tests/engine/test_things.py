"""Eight processes want the last of six projectors at once: six have one, and at no moment are there seven.

The control run takes the guard away and sees one projector in many rooms: so the test would know it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bookings import calendars
from bookings.models import Booking, Equipment, EquipmentUse
from tests.engine import fleet
from tests.engine.control import put_the_guard_back, take_the_guard_away
from tests.make import a_group, a_user, a_venue
from venues.models import Tariff, Venue

SIX, PROCESSES = 6, 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall() -> Venue:
    """A room for each, so that only the projectors are few."""
    venue = a_venue(cells=tuple(f"room-{number}" for number in range(PROCESSES)))
    tariff = Tariff.objects.get(venue=venue)
    projector = {"code": "projector", "name": "Projector", "stock": SIX, "prices": [{"flat": "7.50"}]}
    tariff.document = {**tariff.document, "extras": [projector]}
    tariff.save()
    for room in venue.rooms.all():
        calendars.calendar_of(room)
    Equipment.objects.create(venue=venue, code="projector")
    a_group(organiser=a_user())
    return venue


def all_at_once(venue: Venue, what: str) -> Counter[str]:
    each = [(what, venue.slug, number) for number in range(PROCESSES)]
    processes = fleet.start_together(*each, module="tests.engine.borrower")
    fleet.go(processes)
    done: list[dict[str, Any]] = [event["done"] for event in fleet.said(processes)]
    return sum((Counter(each) for each in done), Counter())


def had_twice() -> int:
    """The full check: every moment at which one begins, how many have a number that another has then too."""
    uses = list(EquipmentUse.objects.all())
    twice = 0
    for at in {use.starts_at for use in uses}:
        out = [use for use in uses if use.starts_at <= at < use.ends_at]
        taken = [unit for use in out for unit in range(use.first_unit, use.last_unit + 1)]
        twice += len(taken) - len(set(taken))
        assert max(taken) <= SIX
    return twice


def test_six_have_one_and_the_seventh_is_refused(hall):
    done = all_at_once(hall, "last")
    assert done == {"booked": SIX, "ThingsTaken": PROCESSES - SIX}
    assert had_twice() == 0
    assert EquipmentUse.objects.count() == Booking.objects.count() == SIX


def test_numbers_dealt_anew_while_others_give_theirs_back_are_never_had_twice(hall):
    done = all_at_once(hall, "much")
    print(dict(done))
    assert done["booked"] >= PROCESSES
    assert done["given back"] > 0
    assert had_twice() == 0
    live = Booking.objects.filter(status=Booking.Status.REQUESTED)
    for booking in live.prefetch_related("sessions__extras", "sessions__equipment_uses"):
        [session] = booking.sessions.all()
        [extra] = session.extras.all()
        assert sum(use.last_unit - use.first_unit + 1 for use in session.equipment_uses.all()) == extra.quantity
    assert not EquipmentUse.objects.exclude(session__booking__in=live).exists(), "what is given up holds nothing"


def test_where_nobody_looks_again_the_guard_itself_refuses(hall):
    done = all_at_once(hall, "blind")
    assert done["booked"] >= 1
    assert done["ThingsTaken"] >= 1
    assert had_twice() == 0


def test_without_the_guard_the_blind_have_the_same_one(hall):
    take_the_guard_away(EquipmentUse)
    try:
        all_at_once(hall, "blind")
        assert had_twice() > 0
    finally:
        EquipmentUse.objects.all().delete()
        put_the_guard_back(EquipmentUse)
