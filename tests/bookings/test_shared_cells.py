"""A kitchen that every hire may use at once is in nobody's way, and nobody's gain."""

from __future__ import annotations

from unittest.mock import ANY

import pytest
from django.utils import timezone

from bookings.actions import cancel_session
from bookings.desk.waits import waited_for
from bookings.models import Session
from bookings.reletting import are_relet
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room
from tests.waiting import a_wait
from venues.models import Cell, Venue

pytestmark = pytest.mark.django_db


def a_hall_with_a_kitchen() -> Venue:
    venue = a_venue(cells=("main", "committee"))
    kitchen = Cell.objects.create(venue=venue, code="kitchen", name="Kitchen", shared=True, position=2)
    for room in venue.rooms.all():
        room.cells.add(kitchen)
    return venue


def test_hours_are_let_again_though_the_kitchen_beside_them_never_is() -> None:
    room, ben = the_room(a_hall_with_a_kitchen(), "main"), a_user()
    given_up = a_booking(room, on=soon(5), hirer=a_group(organiser=ben), by=ben, confirmed=True).sessions.get()
    cancel_session(given_up, shown=ANY, by=ben, at=timezone.now())
    session = Session.objects.select_related("booking").get(pk=given_up.pk)
    assert are_relet([session], at=timezone.now()) == []

    a_booking(room, on=soon(5), hirer=a_group("Ramblers"), confirmed=True)
    assert are_relet([session], at=timezone.now()) == [session]


def test_nobody_waits_for_a_room_by_waiting_for_another_with_the_same_kitchen() -> None:
    venue = a_hall_with_a_kitchen()
    session = a_booking(the_room(venue, "main"), on=soon(5), confirmed=True).sessions.get()
    a_wait(the_room(venue, "committee"), on=soon(5), hirer=a_group("Ramblers"))
    assert list(waited_for(venue, [session])) == []

    a_wait(the_room(venue, "main"), on=soon(5), hirer=a_group("Lace Makers"))
    assert list(waited_for(venue, [session])) == [(session, 1)]
