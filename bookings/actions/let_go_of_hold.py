"""Give back hours that were pencilled in: because somebody says so, or because their time is over."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import User
from bookings.locks import all_or_nothing
from bookings.models import Hold
from bookings.models.hold import HoldQuerySet
from bookings.waiting_list import offer_what_is_free


@all_or_nothing
def let_go_of_hold(hold: Hold, *, by: User, at: datetime) -> bool:
    """Whether it was still there; with it goes whatever it takes, and who waits for it is asked."""
    return _let_go(Hold.objects.filter(pk=hold.pk), "let go", by, at)


def give_way(hold: Hold, *, by: User) -> bool:
    """The same, for whoever takes its hours in the same act: nobody else is asked."""
    return _put_down(Hold.objects.filter(pk=hold.pk), "let go", by) is not None


def lapse_pencilled(at: datetime) -> int:
    """How many were let go of because their time is over; safe to run twice at once."""
    return sum(_lapse(pk, at) for pk in list(Hold.objects.pencilled().lapsed(at).values_list("pk", flat=True)))


@all_or_nothing
def _lapse(pk: int, at: datetime) -> bool:
    return _let_go(Hold.objects.lapsed(at).filter(pk=pk), "lapsed", None, at)


def _let_go(found: HoldQuerySet, verb: str, by: User | None, at: datetime) -> bool:
    hold = _put_down(found, verb, by)
    if hold is None:
        return False
    offer_what_is_free(hold.venue, [hold.period], at=at)
    return True


def _put_down(found: HoldQuerySet, verb: str, by: User | None) -> Hold | None:
    hold = found.select_for_update(of=("self",)).select_related("venue").first()
    if hold is not None:
        journal.record(by, verb, hold)
        Hold.objects.filter(pk=hold.pk).delete()
    return hold
