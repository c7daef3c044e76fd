"""The desk answers while others answer and ask: the hours go to one, whoever comes first."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.utils import timezone

from bookings import calendars
from bookings.actions import decline_booking
from bookings.models import Booking, DeskAct, Occupancy
from tests.engine import fleet
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room

DAYS = 6

pytestmark = pytest.mark.django_db(transaction=True)


def a_hall():
    hall = a_venue()
    for room in hall.rooms.all():
        calendars.calendar_of(room)
    return hall


def at_once(*clients: tuple[str, ...]) -> list[list[str]]:
    processes = fleet.start_together(*clients, module="tests.engine.answerer")
    fleet.go(processes)
    return [event["done"] for event in fleet.said(processes)]


def nothing_is_taken_twice() -> bool:
    return not Occupancy.objects.filter(
        cell__occupancies__pk__gt=F("pk"),
        cell__occupancies__starts_at__lt=F("ends_at"),
        cell__occupancies__ends_at__gt=F("starts_at"),
    ).exists()


def test_of_two_who_wait_together_one_is_accepted_however_many_press_the_button():
    hall = a_hall()
    hall.rooms.update(requests_wait_together=True)
    room, by = the_room(hall, "main"), a_user()
    groups = [a_group(name, organiser=by) for name in ("Choir", "Scouts")]
    refs = [[a_booking(room, on=soon(40 + day), by=by, hirer=group).ref for day in range(DAYS)] for group in groups]
    done = at_once(*(("confirm", ",".join(some)) for some in refs))
    for pair in zip(*done, strict=True):
        assert sorted(pair) == ["RoomTaken", "done"]
    assert Booking.objects.filter(status="confirmed").count() == Occupancy.objects.count() == DAYS
    assert Booking.objects.filter(status="requested").count() == DAYS
    assert nothing_is_taken_twice()


def test_hours_that_were_refused_go_back_or_to_whoever_asks_next_never_to_both():
    hall = a_hall()
    room, by, at = the_room(hall, "main"), a_user(), timezone.now()
    group, days = a_group(organiser=by), [soon(40 + day) for day in range(DAYS)]
    for day in days:
        booking = a_booking(room, on=day, by=by, hirer=group)
        decline_booking(booking, reason="policy", words="", by=by, at=at)
    acts = [str(pk) for pk in DeskAct.objects.order_by("pk").values_list("pk", flat=True)]
    back, asked = at_once(("undo", ",".join(acts)), ("ask", ",".join(map(str, days))))
    for undone, booked in zip(back, asked, strict=True):
        assert (undone, booked) in {("done", "RoomTaken"), ("TooLate", "done")}
    assert Booking.objects.filter(status="requested").count() == DAYS
    assert Occupancy.objects.count() == DAYS
    assert nothing_is_taken_twice()
