"""The stretch of days a report is about, and the instant from which it looks back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from venues.periods import Period


@dataclass(frozen=True)
class Span:
    """From the start of one local day up to the start of another, seen at an instant.

    Raises ValueError where the end is not after the start, or a year lies outside 2000 to 2200.
    """

    first: date
    until: date
    as_at: datetime
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if self.until <= self.first:
            raise ValueError("the report ends after it begins")
        if not (self.first.year >= 2000 and self.until.year <= 2200):
            raise ValueError("a report covers years from 2000 to 2200")

    @property
    def last(self) -> date:
        """The last day of the span."""
        return self.until - timedelta(days=1)

    @cached_property
    def start(self) -> datetime:
        return midnight(self.first, self.zone)

    @cached_property
    def end(self) -> datetime:
        return midnight(self.until, self.zone)

    @cached_property
    def cut(self) -> datetime:
        """Where the figures stop: what comes later is booked ahead."""
        return min(self.end, self.as_at.astimezone(UTC))

    @cached_property
    def done(self) -> Period | None:
        """The part that is over; None where nothing is yet."""
        return Period(self.start, self.cut) if self.start < self.cut else None

    @property
    def last_covered(self) -> date:
        """The last day that the figures cover; before any is over, the first."""
        if self.done is None:
            return self.first
        return (self.done.end - timedelta(microseconds=1)).astimezone(self.zone).date()

    @cached_property
    def whole_months(self) -> tuple[date, ...]:
        """The first days of the months that lie in it from end to end, and are over."""
        until = min(self.until, self.cut.astimezone(self.zone).date())
        first = self.first if self.first.day == 1 else month_after(self.first)
        found = []
        while month_after(first) <= until:
            found.append(first)
            first = month_after(first)
        return tuple(found)

    @property
    def is_over(self) -> bool:
        return self.as_at >= self.end

    @property
    def days(self) -> Fraction:
        """Days that are over; an as-at inside a day makes it a fraction of that day."""
        if self.done is None:
            return Fraction(0)
        if self.is_over:
            return Fraction((self.until - self.first).days)
        today = self.cut.astimezone(self.zone).date()
        whole = Period(midnight(today, self.zone), midnight(today + timedelta(days=1), self.zone))
        gone = int((self.cut - whole.start).total_seconds())
        return (today - self.first).days + Fraction(gone, whole.minutes * 60)

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies in the part that is over."""
        return self.start <= moment < self.cut

    def a_year_earlier(self) -> Span:
        """The same days of the year before, as far as this one is over."""
        first = year_before(self.first)
        until = max(year_before(self.until), first + timedelta(days=1))  # a 28 February before a 29th is a day as well
        cut = self.cut.astimezone(self.zone)
        as_at = (
            cut.replace(year=cut.year - 1, day=28)
            if (cut.month, cut.day) == (2, 29)
            else cut.replace(year=cut.year - 1)
        )
        return Span(first, until, midnight(until, self.zone) if self.is_over else as_at, self.zone)

    def just_before(self) -> Period | None:
        """The equal period that ends where this one begins."""
        if self.done is None:
            return None
        days = -(-self.days.numerator // self.days.denominator)
        return Period(midnight(self.first - timedelta(days=days), self.zone), self.start)


def last_midnight(until: date, zone: ZoneInfo, at: datetime) -> datetime:
    """From when whole days are looked back at: `at`, or where days before `until` are to come, the midnight before."""
    today = at.astimezone(zone).date()
    return at if until <= today else midnight(today, zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, datetime.min.time(), zone).astimezone(UTC)


def month_after(day: date) -> date:
    """The first day of the month that follows."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
