"""Five minutes at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from tests.bookings.reports.by_hand.set_here import SetHere

SECONDS = 300
TICKS_AN_HOUR = 12
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def tick(moment: datetime) -> int:
    seconds = int(moment.timestamp())
    assert seconds % SECONDS == 0, f"{moment} is not on the five minutes"
    return seconds // SECONDS


def hours(ticks: int) -> Fraction:
    return Fraction(ticks, TICKS_AN_HOUR)


@cache
def wall(at: int, zone: ZoneInfo) -> datetime:
    """What a clock on the wall shows."""
    return datetime.fromtimestamp(at * SECONDS, UTC).astimezone(zone)


def length_of(first: date) -> int:
    """How many days a month has."""
    return max(n for n in range(28, 32) if (first + timedelta(days=n - 1)).month == first.month)


class Clock:
    """The period asked for, as far as it is over."""

    def __init__(self, zone: ZoneInfo, first: date, until: date, as_at: datetime, set_here: SetHere) -> None:
        self.zone, self.first, self.until, self.as_at, self.set = zone, first, until, as_at, set_here
        self.begin = self.midnight(first)
        self.end = min(self.midnight(until), as_at)
        self.ticks = range(tick(self.begin), tick(self.end))

    def midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(UTC)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def covers(self, moment: datetime) -> bool:
        return self.begin <= moment < self.end

    def has_begun(self, day: date) -> bool:
        """Whether it is one of the days asked for, and no moment of it lies before what is covered."""
        return self.begin < self.end and self.first <= day <= self.last_day

    def day_of(self, at: int) -> date:
        return wall(at, self.zone).date()

    @property
    def last_day(self) -> date:
        """The last that is covered; the first where none is yet."""
        return self.day(self.end - timedelta(microseconds=1)) if self.begin < self.end else self.first

    @property
    def whole_months(self) -> list[date]:
        """The first days of those that begin and end within what is covered."""
        until = min(self.until, self.day(self.end))
        days = {self.first + timedelta(days=n) for n in range((until - self.first).days)}
        firsts = [day for day in sorted(days) if day.day == 1]
        return [day for day in firsts if {day + timedelta(days=n) for n in range(length_of(day))} <= days]

    @property
    def days(self) -> Fraction:
        """The last one only as far as it has come."""
        last = self.day(self.end)
        started = self.midnight(last)
        length = self.midnight(last + timedelta(days=1)) - started
        return (last - self.first).days + Fraction((self.end - started) // timedelta(minutes=5)) / (
            length // timedelta(minutes=5)
        )

    def part(self, at: int) -> str:
        shown = wall(at, self.zone)
        if shown.weekday() >= 5:
            return "weekend"
        return "evening" if shown.hour * 60 + shown.minute in self.set.evening else "day"

    def peak(self, at: int) -> bool:
        shown = wall(at, self.zone)
        hours = self.set.weekend_peak if shown.weekday() >= 5 else self.set.weekday_peak
        return shown.hour * 60 + shown.minute in hours
