"""What is allowed, and what it costs to give a session up. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from venues.periods import Period

MOST_DATES = 110  # two years of weeks and a little


@dataclass(frozen=True)
class Window:
    """How soon and how far ahead a venue may be booked."""

    notice: timedelta
    furthest: timedelta

    def is_too_soon(self, period: Period, now: datetime) -> bool:
        return period.start < now + self.notice

    def is_too_far(self, period: Period, now: datetime) -> bool:
        return period.start > now + self.furthest


@dataclass(frozen=True)
class Lengths:
    """How short and how long a hire may be, in minutes that elapse; `longest` is None where there is no end to it."""

    shortest: int
    longest: int | None

    def is_too_short(self, minutes: int) -> bool:
        return minutes < self.shortest

    def is_too_long(self, minutes: int) -> bool:
        return self.longest is not None and minutes > self.longest


def is_late(starts_at: datetime, *, now: datetime, free_until: timedelta) -> bool:
    """Whether cancelling now comes later than the booking's own terms allow for free (decision 12)."""
    return starts_at - now < free_until


def cancellation_charge(price_pence: int, *, late: bool) -> int:
    """Pence owed when a session is given up: nothing in time, the whole price when late."""
    return price_pence if late else 0


def hold_until(asked_at: datetime, first_start: datetime, *, days: int) -> datetime:
    """When an undecided request lets its hours go: after the venue's days, or when its first date begins."""
    return min(asked_at + timedelta(days=days), first_start)
