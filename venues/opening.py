"""When a place is open: weekly hours by date range. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from venues.periods import Period, merge


@dataclass(frozen=True)
class WeeklyHours:
    """Open on a weekday (0 Monday) between two minutes of the day; past 1440 is the next day.

    `first` and `last` are the days, both included, between which the row holds; None is open-ended.
    """

    weekday: int
    opens: int
    closes: int
    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def range_days(self) -> int:
        """How long the date range is; the shortest that covers a day wins (decision 3)."""
        if self.first is None or self.last is None:
            return 10**6 - (self.first is not None) - (self.last is not None)
        return (self.last - self.first).days


@dataclass(frozen=True)
class Timetable:
    """The hours of a cell: its own where it has any for the day, else the venue's."""

    own: tuple[WeeklyHours, ...] = ()
    default: tuple[WeeklyHours, ...] = ()

    def on(self, day: date) -> list[WeeklyHours]:
        """The rows that rule a day; the shortest date range that covers it wins.

        Ranges are compared whatever the weekday: a summer timetable without Sunday means shut on Sundays.
        """
        covering = [row for row in self.own if row.covers(day)] or [row for row in self.default if row.covers(day)]
        if not covering:
            return []
        shortest = min(row.range_days for row in covering)
        return [row for row in covering if row.range_days == shortest and row.weekday == day.weekday()]

    def open_in(self, span: Period, zone: ZoneInfo) -> list[Period]:
        """The open stretches inside a span, from local wall times, merged and in order."""
        found = []
        day = span.start.astimezone(zone).date() - timedelta(days=2)
        last = span.end.astimezone(zone).date()
        while day <= last:
            for row in self.on(day):
                period = stretch_on(day, row.opens, row.closes, zone)
                clipped = period.clip(span) if period else None
                if clipped:
                    found.append(clipped)
            day += timedelta(days=1)
        return merge(found)


@lru_cache(maxsize=10_000)  # the same few evenings are asked about again and again
def stretch_on(day: date, opens: int, closes: int, zone: ZoneInfo) -> Period | None:
    """From one minute of a day to another; None where the clock jumps over all of it."""
    start, end = _at(day, opens, zone), _at(day, closes, zone)
    return Period(start, end) if start < end else None


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    days, minute = divmod(minute, 1440)
    local = datetime.combine(day + timedelta(days=days), datetime.min.time()) + timedelta(minutes=minute)
    return local.replace(tzinfo=zone).astimezone(UTC)
