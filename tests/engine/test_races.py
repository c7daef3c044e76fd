"""Eight processes book, cancel and clash at once; afterwards nothing overlaps and nothing acknowledged is lost.

The control run takes the guard away and sees overlaps: so the test would know them.
"""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from typing import Any

import pytest
from django.db.models import F

from bookings import calendars
from bookings.models import Booking, Occupancy
from tests.engine import fleet
from tests.engine.control import put_the_guard_back, take_the_guard_away
from tests.make import a_group, a_user, a_venue, the_room
from venues.fair_use import Cap, FairUse, Hours, as_document
from venues.models import Venue

PROCESSES = 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hall() -> Venue:
    """A divisible hall, a hirer, and the calendars that a hall's import makes."""
    venue = a_venue(cells=("front", "back"), turnaround_minutes=15)
    for room in venue.rooms.all():
        calendars.calendar_of(room)
    a_group(organiser=a_user())
    return venue


def overlaps() -> int:
    """Every pair of occupancies of one cell that share a moment: the full check."""
    pairs = Occupancy.objects.filter(
        cell__occupancies__pk__gt=F("pk"),
        cell__occupancies__starts_at__lt=F("ends_at"),
        cell__occupancies__ends_at__gt=F("starts_at"),
    )
    return pairs.count()


def storm(venue: Venue, *, seconds: float, care: str) -> list[dict[str, Any]]:
    processes = fleet.start_together(*(("book", venue.slug, number, seconds, care) for number in range(PROCESSES)))
    fleet.go(processes)
    return list(fleet.said(processes))


def tally(events: list[dict[str, Any]]) -> Counter[str]:
    return sum((Counter(event["done"]) for event in events if "done" in event), Counter())


@pytest.mark.parametrize("care", ["careful", "careless"])
def test_eight_at_once_never_share_a_cell_and_lose_nothing(hall, care):
    events = storm(hall, seconds=2, care=care)
    done = tally(events)
    print(care, dict(done))
    assert done["booked"] >= PROCESSES
    assert done["cancelled"] > 0
    assert done["RoomTaken"] + done["DatesChanged"] > 0
    assert overlaps() == 0
    assert_nothing_lost(events)


def test_without_the_guard_the_blind_do_overlap(hall):
    """The control: the guard taken away, eight want the same evening, look at once and write a second later."""
    take_the_guard_away()
    try:
        storm(hall, seconds=0, care="blind")
        assert overlaps() > 0
    finally:
        Occupancy.objects.all().delete()
        put_the_guard_back()


def assert_nothing_lost(events: list[dict[str, Any]]) -> None:
    """What was acknowledged and not given up stands whole; what was given up holds nothing."""
    given_up = {event["giving_up"] for event in events if "giving_up" in event}
    gone = {event["gave_up"] for event in events if "gave_up" in event}
    booked = {event["booked"]: event["sessions"] for event in events if "booked" in event}
    for booking in Booking.objects.filter(ref__in=booked).prefetch_related("sessions__occupancies", "sessions__rooms"):
        assert sorted(session.pk for session in booking.sessions.all()) == booked[booking.ref]
        holds = [len(session.occupancies.all()) for session in booking.sessions.all()]
        if booking.ref in gone:
            assert sum(holds) == 0
        elif booking.ref not in given_up:
            cells = booking.sessions.all()[0].rooms.all()[0].cells.count()
            assert holds == [cells] * len(holds)
    assert Booking.objects.filter(ref__in=booked).count() == len(booked)


def test_a_kill_in_the_middle_of_a_series_leaves_none_half_made(hall):
    processes = fleet.start_together(*(("series", hall.slug, number) for number in range(5)))
    for number, process in enumerate(processes):
        fleet.go([process])
        assert "booked" in json.loads(process.stdout.readline())
        time.sleep(0.013 * number)  # at a different moment of the work each time
        process.kill()
        process.communicate(timeout=30)
    assert {process.returncode for process in processes} == {signal.SIGKILL}

    assert overlaps() == 0
    whole = the_room(hall, "whole").cells.count()
    assert Booking.objects.count() >= len(processes)
    for booking in Booking.objects.prefetch_related("sessions__occupancies"):
        dates = len(booking.sessions.all()) + booking.refused_dates.count()
        held = {len(session.occupancies.all()) for session in booking.sessions.all()}
        assert dates == 52
        assert held == ({whole} if booking.is_waiting else {0})
        assert len(calendars.dates_of(booking.stretches.get(), hall.tz)) == (
            len(booking.sessions.all()) if booking.is_waiting else 0
        )


def test_requests_of_one_group_at_one_moment_do_not_slip_under_the_cap_together(hall):
    """Two evenings in two rooms are asked for at once, and one fits: nothing but the group itself makes them queue."""
    cap = Cap("evening", Hours((0, 1, 2, 3, 4), 18 * 60, 22 * 60), 2)
    Venue.objects.update(fair_use=as_document(FairUse((cap,))))
    processes = fleet.start_together(*(("capped", hall.slug, number) for number in range(2)))
    fleet.go(processes)
    events = list(fleet.said(processes))
    [refused] = [event["refused"] for event in events if "refused" in event]
    assert refused.startswith("Each group has at most 2 evening hours a week")
    assert Booking.objects.count() == 1
