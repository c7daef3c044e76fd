"""Dates that the desk gives up for them leave hours that nobody has as long as that can be undone.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.utils import timezone

from bookings.actions import end_booking, extend_booking
from bookings.actions.ask_change import ask_change
from bookings.actions.book_for_them import book_for_them
from bookings.actions.cancel_for_them import cancel_as_they_ask, cancel_for_the_hall
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.as_it_was import AsItIs
from bookings.exceptions import RoomTaken, ThingsTaken
from bookings.models import AskedChange, Booking, DeskAct, EquipmentUse, Hold, Occupancy, Wait
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.bookings.test_change_dates import seen
from tests.bookings.test_things import take
from tests.lending import SIX, a_hall_with_projectors
from tests.make import a_booking, a_group, a_user, an_ask, book, soon, the_room
from tests.shared import shared
from tests.waiting import a_wait

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_MINUTE = timedelta(minutes=1)
SEEN = {"shown_dates": ANY, "shown_prices": ANY}


@shared
def hall():
    """Two rooms that share them."""
    return a_hall_with_projectors("front", "back")


@shared
def ada(hall):
    return a_user("Ada")


@pytest.fixture
def front(hall):
    return the_room(hall, "front")


def as_they_ask(booking: Booking, ada) -> None:
    cancel_as_they_ask(booking.sessions.last(), shown=ANY, by=ada, at=timezone.now())


def for_the_hall(booking: Booking, ada) -> None:
    cancel_for_the_hall(booking.sessions.last(), cause="works", reason="The floor", by=ada, at=timezone.now())


def ending(booking: Booking, ada) -> None:
    end_booking(booking, soon(27), shown=ANY, dates=1, by=ada, at=timezone.now(), desk=True)


ACTS = pytest.mark.parametrize("act", [as_they_ask, for_the_hall, ending])


def a_series(room, **fields) -> Booking:
    booking = a_booking(room, on=soon(27), until=soon(34), **{"confirmed": True, **fields})
    DeskAct.objects.all().delete()
    return booking


def rows() -> list:
    return list(Occupancy.objects.order_by("pk").values())


@ACTS
def test_nobody_comes_between_and_then_the_first_who_waits_is_asked(hall, front, ada, act):
    booking = a_series(front)
    wait = a_wait(front, on=soon(34), hirer=a_group("Ramblers"))
    act(booking, ada)
    with pytest.raises(RoomTaken):
        book(an_ask(front, soon(34), hirer=a_group("Lace Makers")), by=a_user("Cleo"))
    ask = an_ask(front, soon(34), hirer=a_group("Quilters"))
    with pytest.raises(RoomTaken):
        book_for_them(ask, by=ada, at=timezone.now(), **SEEN, submission_key="at-the-desk")
    keep_waiting_list(timezone.now() + A_MINUTE)
    wait.refresh_from_db()
    assert wait.state == Wait.State.WAITING
    close_what_stands(timezone.now() + UNDO_FOR)
    wait.refresh_from_db()
    assert wait.state == Wait.State.OFFERED
    assert not Hold.objects.kept_of(booking).exists()


@ACTS
def test_undo_succeeds_and_leaves_nothing_kept(hall, front, ada, act):
    booking = a_series(front, beside=(the_room(hall, "back"),))
    before, had = AsItIs.of(booking), rows()
    act(booking, ada)
    assert Hold.objects.kept_of(booking).count() == 2
    undo(DeskAct.objects.get(), by=ada, at=timezone.now() + A_MINUTE)
    assert (AsItIs.of(Booking.objects.get()), rows()) == (before, had)
    assert not Hold.objects.exists()


def test_hours_that_a_request_had_lost_are_not_kept(front, ada):
    booking = a_series(front, confirmed=False)
    Occupancy.objects.update(expires_at=timezone.now() - A_MINUTE)
    ending(booking, ada)
    assert not Hold.objects.exists()


def test_things_are_kept_as_its_hours_are(hall, front, ada):
    booking = take(front, SIX)
    Booking.objects.filter(pk=booking.pk).update(status=Booking.Status.CONFIRMED)
    before = AsItIs.of(booking)
    for_the_hall(booking, ada)
    assert EquipmentUse.objects.exclude(hold=None).exists()
    with pytest.raises(ThingsTaken):
        take(the_room(hall, "back"), 1)
    undo(DeskAct.objects.get(), by=ada, at=timezone.now() + A_MINUTE)
    assert AsItIs.of(booking) == before
    for_the_hall(booking, ada)
    close_what_stands(timezone.now() + UNDO_FOR)
    take(the_room(hall, "back"), SIX)


def test_a_series_that_was_ended_goes_on_in_its_own_hours_at_once(front, ada):
    booking = a_series(front)
    wait = a_wait(front, on=soon(34), hirer=a_group("Ramblers"))
    ending(booking, ada)
    extend_booking(booking, soon(41), by=ada, at=timezone.now(), **SEEN, desk=True)
    wait.refresh_from_db()
    assert booking.sessions.filter(status="planned").count() == 3
    assert wait.state == Wait.State.WAITING


@pytest.mark.on_postgres
def test_what_was_asked_for_the_date_keeps_its_hours_as_long(hall, front, ada, ben):
    booking = a_booking(front, on=soon(27), confirmed=True)
    DeskAct.objects.all().delete()
    found = seen(booking, rooms=(the_room(hall, "back"),), desk=False)
    told = {"shown_dates": found.dates_print, "shown_prices": found.price_print}
    ask_change(booking, found.wish, by=ben, at=timezone.now(), **told)
    before = rows()
    as_they_ask(booking, ada)
    with pytest.raises(RoomTaken):
        book(an_ask(the_room(hall, "back"), soon(27), hirer=a_group("Lace Makers")), by=a_user("Cleo"))
    undo(DeskAct.objects.get(), by=ada, at=timezone.now() + A_MINUTE)
    assert AskedChange.objects.get().is_waiting
    assert rows() == before
