"""Time covered: a union of stretches that is asked over and over how much of it lies within others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from itertools import accumulate

from venues.periods import MINUTE, Period

Pair = tuple[datetime, datetime]


class Cover:
    """From moments to moments in UTC, in order, none touching the next; it does not change.

    A year of a cell has hundreds of stretches and is measured by each part of the week, so how much came
    before each of them is worked out once.
    """

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        for start, end in sorted(pairs):
            if not self._ends or start > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)
            elif end > self._ends[-1]:
                self._ends[-1] = end

    @classmethod
    def of(cls, periods: Iterable[Period]) -> Cover:
        return cls((period.first, period.last) for period in periods)

    @property
    def minutes(self) -> int:
        return self._before[-1] // MINUTE

    @classmethod
    def union(cls, covers: Iterable[Cover]) -> Cover:
        """What any of them covers."""
        return cls(pair for cover in covers for pair in cover)

    def minutes_in(self, periods: Iterable[Period]) -> int:
        """Elapsed minutes of it within these, of which none overlaps another."""
        return sum((self._until(period.last) - self._until(period.first)) // MINUTE for period in periods)

    def within(self, other: Cover) -> Cover:
        """What both cover."""
        return Cover(_common(self, other))

    def without(self, other: Cover) -> Cover:
        """What it covers and the other does not."""
        return Cover(_left(self, other))

    @cached_property
    def _before(self) -> list[timedelta]:
        """How much lies before each stretch, and in the end how much there is."""
        lengths = (end - start for start, end in zip(self._starts, self._ends, strict=True))
        return list(accumulate(lengths, initial=timedelta(0)))

    def _until(self, moment: datetime) -> timedelta:
        """How much of it lies before a moment."""
        begun = bisect_left(self._starts, moment)
        if not begun or moment >= self._ends[begun - 1]:
            return self._before[begun]
        return self._before[begun - 1] + (moment - self._starts[begun - 1])

    def __iter__(self) -> Iterator[Pair]:
        return zip(self._starts, self._ends, strict=True)


def _common(mine: Cover, theirs: Cover) -> Iterator[Pair]:
    others = iter(theirs)
    other = next(others, None)
    for start, end in mine:
        while other and other[1] <= start:
            other = next(others, None)
        while other and other[0] < end:
            yield max(start, other[0]), min(end, other[1])
            if other[1] > end:
                break
            other = next(others, None)


def _left(mine: Cover, theirs: Cover) -> Iterator[Pair]:
    others = list(theirs)
    ends = [end for _start, end in others]
    for start, end in mine:
        since = start
        for taken, until in others[bisect_left(ends, start) :]:
            if taken >= end:
                break
            if taken > since:
                yield since, taken
            since = max(since, until)
        if since < end:
            yield since, end
