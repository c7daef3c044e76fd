"""What is allowed. Pure."""

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


def offer_until(at: datetime, start: datetime, *, hours: int, notice: timedelta) -> datetime | None:
    """Until when who waits may take what has become free; None where it is too late to book it."""
    last = start - notice
    return min(at + timedelta(hours=hours), last) if at < last else None


def hold_until(asked_at: datetime, first_start: datetime, *, days: int) -> datetime:
    """When an undecided request lets its hours go: after the venue's days, or when its first date begins."""
    return min(asked_at + timedelta(days=days), first_start)
