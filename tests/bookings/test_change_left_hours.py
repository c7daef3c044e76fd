"""What the desk moved a date away from, or refused to move it to, is kept as long as that can be taken back.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bookings.actions.ask_change import ask_change, refuse_change
from bookings.actions.keep_waiting_list import keep_waiting_list
from bookings.exceptions import RoomTaken, TooLate
from bookings.models import AskedChange, Booking, DeskAct, Hold, Occupancy, Wait
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.bookings.test_change_dates import change, hours, seen
from tests.make import a_booking, a_group, a_user, a_venue, an_ask, book, soon, the_room
from tests.waiting import a_wait

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def hall():
    return a_venue(cells=("main", "small"))


@pytest.fixture
def ada():
    return a_user("Ada")


@pytest.fixture
def one(hall) -> Booking:
    return a_booking(the_room(hall, "main"), confirmed=True)


@pytest.fixture
def waiter(hall) -> Wait:
    return a_wait(the_room(hall, "main"), on=soon(), hirer=a_group("Ramblers"))


def state(wait: Wait) -> str:
    return Wait.objects.get(pk=wait.pk).state


def the_act() -> DeskAct:
    return DeskAct.objects.latest("pk")


def test_nobody_else_has_them_until_the_move_stands(hall, one, waiter, ada):
    change(one, ada, rooms=(the_room(hall, "small"),))
    keep_waiting_list(timezone.now() + A_MINUTE)
    assert state(waiter) == Wait.State.WAITING
    with pytest.raises(RoomTaken):
        book(an_ask(the_room(hall, "main"), soon(), hirer=a_group("Lace Makers")), by=a_user("Cleo"))

    close_what_stands(timezone.now() + UNDO_FOR)
    assert state(waiter) == Wait.State.OFFERED
    assert not Hold.objects.kept_of(one).exists()


@pytest.mark.on_postgres
def test_taking_the_move_back_leaves_nothing_kept(hall, one, waiter, ada):
    rows = list(Occupancy.objects.values("session", "hold", "cell", "starts_at", "ends_at", "kind", "expires_at"))
    change(one, ada, rooms=(the_room(hall, "small"),))
    keep_waiting_list(timezone.now() + A_MINUTE)
    undo(the_act(), by=ada, at=timezone.now() + A_MINUTE)
    assert one.sessions.get().rooms.get().code == "main"
    assert not Hold.objects.exists()
    after = Occupancy.objects.values("session", "hold", "cell", "starts_at", "ends_at", "kind", "expires_at")
    assert list(after) == rows


def test_only_what_it_no_longer_has_is_kept(one, ada):
    change(one, ada, times=hours(20, 22))
    kept = Hold.objects.kept_of(one).get()
    was, now = kept.period, one.sessions.get().period
    assert was.end == now.start
    assert was.minutes == 60


def test_its_own_hours_of_a_moment_ago_are_in_nobodys_way_of_it(hall, one, waiter, ada):
    change(one, ada, rooms=(the_room(hall, "small"),))
    change(one, ada, rooms=(the_room(hall, "main"),))
    assert one.sessions.get().rooms.get().code == "main"
    assert state(waiter) == Wait.State.WAITING
    assert Hold.objects.kept_of(one).get().room.code == "small"


@pytest.fixture
def asked(hall, one, ben) -> AskedChange:
    """To have it in the other room, which the hall decides."""
    found = seen(one, rooms=(the_room(hall, "small"),), desk=False)
    return ask_change(
        one, found.wish, by=ben, at=timezone.now(), shown_dates=found.dates_print, shown_prices=found.price_print
    )


@pytest.fixture
def waits_for_small(hall, asked) -> Wait:
    return a_wait(the_room(hall, "small"), on=soon(), hirer=a_group("Ramblers"))


def test_what_was_kept_for_a_refused_change_is_offered_once_the_refusal_stands(one, asked, waits_for_small, ada):
    refuse_change(asked, words="No.", by=ada, at=timezone.now())
    keep_waiting_list(timezone.now() + A_MINUTE)
    assert state(waits_for_small) == Wait.State.WAITING
    close_what_stands(timezone.now() + UNDO_FOR)
    assert state(waits_for_small) == Wait.State.OFFERED
    assert not Hold.objects.kept_of(one).exists()


def test_a_refusal_that_is_taken_back_keeps_the_hours_for_the_change_again(one, asked, waits_for_small, ada):
    before = list(Hold.objects.values()), list(Occupancy.objects.order_by("pk").values())
    refuse_change(asked, words="No.", by=ada, at=timezone.now())
    undo(the_act(), by=ada, at=timezone.now() + A_MINUTE)
    assert (list(Hold.objects.values()), list(Occupancy.objects.order_by("pk").values())) == before
    assert AskedChange.objects.get().is_waiting
    assert state(waits_for_small) == Wait.State.WAITING


@pytest.mark.parametrize("note", ["The floor is sanded", ""])
def test_a_room_that_was_shut_since_is_in_the_way_and_the_move_stands(hall, one, ada, note):
    when = one.sessions.get().period
    change(one, ada, rooms=(the_room(hall, "small"),))
    closure = hall.closures.create(starts_at=when.start, ends_at=when.end, cause="works", note=note)
    closure.cells.set(hall.cells.filter(code="main"))
    with pytest.raises(TooLate, match=f"has been shut then since .{note or 'Repairs or works'}."):
        undo(the_act(), by=ada, at=timezone.now() + A_MINUTE)
    assert one.sessions.get().rooms.get().code == "small"
    closure.cells.set(hall.cells.filter(code="small"))
    undo(the_act(), by=ada, at=timezone.now() + A_MINUTE)
    assert one.sessions.get().rooms.get().code == "main"
