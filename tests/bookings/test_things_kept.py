"""Things that the desk moved a date away from are kept as long as that can be taken back.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from bookings.actions import confirm_booking
from bookings.as_it_was import AsItIs
from bookings.exceptions import ThingsTaken, TooLate
from bookings.models import Booking, DeskAct, EquipmentUse, Hold
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.bookings.test_change_dates import change, hours
from tests.bookings.test_things import assert_nothing_is_had_twice, take
from tests.lending import SIX, a_hall_with_projectors
from tests.make import a_user, the_room
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]

A_MINUTE = timedelta(minutes=1)


@shared
def hall():
    """Two rooms that share them."""
    return a_hall_with_projectors("front", "back")


@shared
def ada(hall):
    return a_user("Ada")


@pytest.fixture
def back(hall):
    return the_room(hall, "back")


@pytest.fixture
def one(hall, ada) -> Booking:
    """All six of them, 7pm to 9pm."""
    booking = take(the_room(hall, "front"), SIX)
    confirm_booking(booking, by=ada, at=timezone.now() - UNDO_FOR)
    return booking


def rows() -> list:
    return sorted(EquipmentUse.objects.values_list("session", "starts_at", "first_unit", "last_unit", "expires_at"))


def undo_the_move(ada) -> None:
    undo(DeskAct.objects.latest("pk"), by=ada, at=timezone.now() + A_MINUTE)


def test_nobody_has_them_meanwhile_and_undo_gives_them_back(one, back, ada):
    before, had = AsItIs.of(one), rows()
    change(one, ada, times=hours(12, 14))
    assert {use.hold_id is None for use in EquipmentUse.objects.all()} == {True, False}
    with pytest.raises(ThingsTaken):
        take(back, 1)
    undo_the_move(ada)
    assert AsItIs.of(one) == before
    assert rows() == had
    assert not Hold.objects.exists()


def test_only_what_it_no_longer_has_is_kept_and_for_five_minutes(one, back, ada):
    change(one, ada, times=hours(20, 22))
    kept = EquipmentUse.objects.exclude(hold=None).get()
    own = EquipmentUse.objects.its_own().get()
    assert (kept.ends_at, kept.session_id) == (own.starts_at, own.session_id)
    assert_nothing_is_had_twice()
    close_what_stands(timezone.now() + UNDO_FOR)
    assert EquipmentUse.objects.get() == own
    take(back, SIX, start=19, end=20)


def test_what_is_somebody_else_s_by_now_is_in_the_way_in_words(one, back, ada):
    change(one, ada, times=hours(12, 14))
    Hold.objects.all().delete()  # as whoever shuts the room they were in does
    take(back, 1)
    before = AsItIs.of(one)
    with pytest.raises(TooLate, match="Somebody else has some of the things that it had"):
        undo_the_move(ada)
    assert AsItIs.of(one) == before


def test_kept_things_are_dealt_anew_like_any_others(one, back, ada):
    change(one, ada, times=hours(12, 14))
    close_what_stands(timezone.now() + UNDO_FOR)
    few = take(back, 2)
    confirm_booking(few, by=ada, at=timezone.now() - UNDO_FOR)
    change(few, ada, times=hours(20, 22))
    EquipmentUse.objects.filter(session__booking=few).update(first_unit=4, last_unit=5)
    take(back, 4, start=10, end=11)
    assert EquipmentUse.objects.exclude(hold=None).get().session.booking == few
    undo_the_move(ada)
    assert_nothing_is_had_twice()
