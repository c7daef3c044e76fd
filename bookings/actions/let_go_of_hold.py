"""Give back hours that were pencilled in: because somebody says so, or because their time is over."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import User
from bookings.locks import all_or_nothing
from bookings.models import Hold
from bookings.models.hold import HoldQuerySet


@all_or_nothing
def let_go_of_hold(hold: Hold, *, by: User) -> bool:
    """Whether it was still there; with it goes whatever it takes."""
    return _let_go(Hold.objects.filter(pk=hold.pk), "let go", by)


def lapse_pencilled(at: datetime) -> int:
    """How many were let go of because their time is over; safe to run twice at once."""
    return sum(_lapse(pk, at) for pk in list(Hold.objects.lapsed(at).values_list("pk", flat=True)))


@all_or_nothing
def _lapse(pk: int, at: datetime) -> bool:
    return _let_go(Hold.objects.lapsed(at).filter(pk=pk), "lapsed", None)


def _let_go(found: HoldQuerySet, verb: str, by: User | None) -> bool:
    hold = found.select_for_update().first()
    if hold is None:
        return False
    journal.record(by, verb, hold)
    hold.delete()
    return True
