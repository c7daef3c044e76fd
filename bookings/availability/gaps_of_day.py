"""When rooms are open and free on some days, so that another time or another room can be offered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import attrgetter

from bookings.availability.hours import Hours
from bookings.availability.survey import turnaround
from bookings.availability.taken import NOTHING_OWN, Own, taken_periods
from bookings.models import Occupancy
from venues.models import Room
from venues.periods import Period, overlap, subtract

BEGINS = attrgetter("first")


@dataclass(frozen=True)
class FreeTimes:
    """All that is taken of some rooms in some spans, and their hours."""

    hours: Hours
    taken: Mapping[int, Sequence[Period]]  # by cell

    @classmethod
    def load(
        cls, rooms: Sequence[Room], spans: Sequence[Period], hours: Hours, *, at: datetime, own: Own = NOTHING_OWN
    ) -> FreeTimes:
        """One question; the hours come loaded for all of the spans."""
        gap = max(room.turnaround_time for room in rooms)
        cells = {cell.pk for room in rooms for cell in room.cells.all()}
        return cls(hours, taken_periods(cells, [span.widened(gap, gap) for span in spans], at=at, own=own))

    def of(self, room: Room, span: Period) -> list[Period]:
        """The stretches of a span in which a hire of this room can lie, turnaround minded."""
        before, after = turnaround(room)
        reach = span.widened(before, after)
        holes = [period.widened(after, before) for cell in room.cells.all() for period in self._taken(cell.pk, reach)]
        shut = [shut.period for shut in self.hours.shut_for(room) if shut.period.overlaps(span)]
        return subtract(self.hours.open_periods(room, span), [*holes, *shut])

    def _taken(self, cell: int, reach: Period) -> Iterator[Period]:
        """What has some of a cell in a stretch; none lasts longer than a day, and none overlaps another."""
        periods = self.taken.get(cell, ())
        for number in range(bisect_left(periods, reach.first - Occupancy.LONGEST, key=BEGINS), len(periods)):
            if periods[number].first >= reach.last:
                return
            if periods[number].overlaps(reach):
                yield periods[number]

    def nearest(self, rooms: Sequence[Room], asked: Period, span: Period) -> list[Period]:
        """As long as what was asked, in all of the rooms: the last that starts earlier, the first that does later."""
        earlier, later = [], []
        for gap in reduce(overlap, (self.of(room, span) for room in rooms)):
            first, last = gap.start, gap.end - asked.length
            if first <= last:
                earlier += [min(last, asked.start)] if first < asked.start else []
                later += [max(first, asked.start)] if last > asked.start else []
        starts = [*sorted(earlier)[-1:], *sorted(later)[:1]]
        return [_lasting(start, asked.length) for start in starts if start != asked.start]


def _lasting(start: datetime, length: timedelta) -> Period:
    return Period(start, start + length)
