"""Stretches of time: half-open, aware, and measured by elapsed minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Period:
    """From `start` up to, but not including, `end`; both aware, on whatever clock they were told.

    Python compares two times of one zone by the clock on the wall, which is wrong in the
    hour that the autumn repeats; so moments are compared in UTC. Raises ValueError if
    either has no zone, or if the end is not after the start.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a period needs times with a zone")
        if self.last <= self.first:
            raise ValueError("a period ends after it starts")

    @property
    def first(self) -> datetime:
        """The start, in UTC."""
        return self.start.astimezone(UTC)

    @property
    def last(self) -> datetime:
        """The end, in UTC."""
        return self.end.astimezone(UTC)

    def __lt__(self, other: Period) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @property
    def length(self) -> timedelta:
        """Elapsed time: the night of the clock change has 23 or 25 hours."""
        return self.last - self.first

    @property
    def minutes(self) -> int:
        return int(self.length.total_seconds() // 60)

    @property
    def hours(self) -> Decimal:
        return Decimal(self.minutes) / 60

    def overlaps(self, other: Period) -> bool:
        """True where both take the same moment; neighbours that touch do not overlap."""
        return self.first < other.last and other.first < self.last

    def clip(self, other: Period) -> Period | None:
        """The part of this period inside the other, or None."""
        start, end = max(self.first, other.first), min(self.last, other.last)
        return Period(start, end) if start < end else None

    def widened(self, before: timedelta, after: timedelta) -> Period:
        return Period(self.first - before, self.last + after)

    def local(self, zone: ZoneInfo) -> Period:
        """The same stretch, told in the clock of `zone`."""
        return Period(self.start.astimezone(zone), self.end.astimezone(zone))

    def pieces(self, at_most: timedelta) -> Iterator[Period]:
        """Cut into pieces of at most this elapsed length, in order."""
        start = self.first
        while start < self.last:
            end = min(start + at_most, self.last)
            yield Period(start, end)
            start = end

    def by_local_day(self, zone: ZoneInfo) -> Iterator[tuple[date, Period]]:
        """Cut at local midnights; each piece with its local day."""
        start = self.first
        while start < self.last:
            day = start.astimezone(zone).date()
            midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone).astimezone(UTC)
            end = min(midnight, self.last)
            yield day, Period(start, end)
            start = end


def merge(periods: Iterable[Period]) -> list[Period]:
    """The union of the periods as the fewest periods, in order."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.first <= merged[-1].last:
            merged[-1] = Period(merged[-1].start, max(merged[-1].last, period.last))
        else:
            merged.append(period)
    return merged


def subtract(periods: Iterable[Period], holes: Iterable[Period]) -> list[Period]:
    """What is left of the periods when the holes are taken out."""
    left = merge(periods)
    for hole in holes:
        rest: list[Period] = []
        for period in left:
            if not period.overlaps(hole):
                rest.append(period)
                continue
            if period.first < hole.first:
                rest.append(Period(period.first, hole.first))
            if hole.last < period.last:
                rest.append(Period(hole.last, period.last))
        left = rest
    return left


def overlap(periods: Iterable[Period], others: Iterable[Period]) -> list[Period]:
    """The parts common to both unions."""
    mine, theirs = merge(periods), merge(others)
    found, i, j = [], 0, 0
    while i < len(mine) and j < len(theirs):
        part = mine[i].clip(theirs[j])
        if part:
            found.append(part)
        if mine[i].last <= theirs[j].last:
            i += 1
        else:
            j += 1
    return found


def total_minutes(periods: Iterable[Period]) -> int:
    """Elapsed minutes of the union: an hour covered twice counts once."""
    return sum(period.minutes for period in merge(periods))
