"""Stretches of time: half-open, aware, and measured by elapsed minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock of the place ever shows this time: in spring it jumps over an hour (decision 7)."""
    wall = wall.replace(tzinfo=None)
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


@dataclass(frozen=True)
class Period:
    """From `start` up to, but not including, `end`; both aware, on whatever clock they were told.

    Python compares two times of one zone by the clock on the wall, which is wrong in the
    hour that the autumn repeats; so moments are compared in UTC: `first` and `last`, worked
    out once. Raises ValueError if either has no zone, or if the end is not after the start.
    """

    start: datetime
    end: datetime
    first: datetime = field(init=False, repr=False, compare=False)
    last: datetime = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a period needs times with a zone")
        object.__setattr__(self, "first", self.start.astimezone(UTC))
        object.__setattr__(self, "last", self.end.astimezone(UTC))
        if self.last <= self.first:
            raise ValueError("a period ends after it starts")

    def __lt__(self, other: Period) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @property
    def length(self) -> timedelta:
        """Elapsed time: the night of the clock change has 23 or 25 hours."""
        return self.last - self.first

    @property
    def minutes(self) -> int:
        return (self.last - self.first) // MINUTE

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


in_order = attrgetter("first", "last")


def merge(periods: Iterable[Period]) -> list[Period]:
    """The union of the periods as the fewest periods, in order."""
    merged: list[Period] = []
    for period in sorted(periods, key=in_order):
        if not merged or period.first > merged[-1].last:
            merged.append(period)
        elif period.last > merged[-1].last:
            merged[-1] = Period(merged[-1].start, period.last)
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
    return [Period(start, end) for start, end in _common(merge(periods), merge(others))]


def common_minutes(mine: Sequence[Period], theirs: Sequence[Period]) -> int:
    """Elapsed minutes of the parts common to two unions, each as `merge` gives it."""
    return sum((end - start) // MINUTE for start, end in _common(mine, theirs))


def _common(mine: Sequence[Period], theirs: Sequence[Period]) -> Iterator[tuple[datetime, datetime]]:
    i = j = 0
    while i < len(mine) and j < len(theirs):
        one, other = mine[i], theirs[j]
        start = one.first if one.first > other.first else other.first
        end = one.last if one.last < other.last else other.last
        if start < end:
            yield start, end
        if one.last <= other.last:
            i += 1
        else:
            j += 1


def total_minutes(periods: Iterable[Period]) -> int:
    """Elapsed minutes of the union: an hour covered twice counts once."""
    return sum(period.minutes for period in merge(periods))
