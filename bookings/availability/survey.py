"""Ask of some rooms and some stretches of time: free, taken, shut, or outside hours?

The same number of questions of the database whatever the number of rooms, dates and sessions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from bookings.availability.hours import Hours
from bookings.availability.taken import NOTHING_OWN, Own, taken_moments
from venues.models import Room, Venue
from venues.periods import Period


class State(StrEnum):
    FREE = "free"
    TAKEN = "taken"
    CLOSED = "closed"
    OUTSIDE_HOURS = "outside_hours"


@dataclass(frozen=True)
class Finding:
    """What was found of one room in one stretch; `note` is what the closure says."""

    period: Period
    state: State
    note: str = ""

    @property
    def is_free(self) -> bool:
        return self.state == State.FREE


@dataclass(frozen=True)
class Survey:
    """The findings of each room, in the order of the periods asked; worked out from what was loaded at one go."""

    judge: _Judge | None  # None where nothing was asked
    cells: Mapping[int, Collection[int]]
    _seen: dict[int, list[Finding]] = field(default_factory=dict)

    def of(self, room: Room) -> list[Finding]:
        if room.pk not in self._seen:
            self._seen[room.pk] = list(self.each(room))
        return self._seen[room.pk]

    def each(self, room: Room) -> Iterator[Finding]:
        """The same one by one, for whoever needs only the first that is free."""
        return self.judge.findings(room, self.cells[room.pk]) if self.judge else iter(())

    def is_free(self, room: Room) -> bool:
        return all(finding.is_free for finding in self.of(room))


def survey(
    rooms: Sequence[Room],
    cells: Mapping[int, Collection[int]],
    periods: Sequence[Period],
    *,
    at: datetime,
    desk: bool = False,
    hours: Hours | None = None,
    own: Own = NOTHING_OWN,
) -> Survey:
    """What stands in the way of each room in each period, seen at the moment `at`.

    Rooms come with their venue loaded, and beside them the keys of the cells of each. The desk may
    book outside hours, never over a closure or another session. A hold that has lapsed stands in
    nobody's way, nor does what is one's own. Hours that are loaded already need not be asked again.
    """
    if not rooms or not periods:
        return Survey(None, cells)
    span = Period(min(p.start for p in periods), max(p.end for p in periods))
    taken = taken_moments((cell for room in rooms for cell in cells[room.pk]), _reach(rooms, periods), at=at, own=own)
    judge = _Judge(
        periods,
        hours or Hours.load({room.venue for room in rooms}, span),
        {cell: sorted(moments) for cell, moments in taken.items()},
        desk,
    )
    return Survey(judge, cells)


def guarded(room: Room, period: Period) -> Period:
    """The stretch a session takes of its cells, turnaround included (decision 6).

    Shared turnaround lies after the session and serves the neighbour too; kept
    apart, each session has its own before and after.
    """
    return period.widened(*turnaround(room))


def turnaround(room: Room) -> tuple[timedelta, timedelta]:
    """What a session takes before it and after it."""
    gap = room.turnaround_time
    return gap if room.turnaround == Room.Turnaround.APART else timedelta(0), gap


def _reach(rooms: Sequence[Room], periods: Sequence[Period]) -> list[Period]:
    gap = max(room.turnaround_time for room in rooms)
    return [period.widened(gap, gap) for period in periods]


@dataclass(frozen=True)
class _Judge:
    """All that a room is judged by, loaded for all of them; what rooms have in common is worked out once."""

    periods: Sequence[Period]
    hours: Hours
    taken: Mapping[int, Sequence[tuple[datetime, datetime]]]  # by cell, in order; none overlaps another
    desk: bool
    _opens: dict[tuple[int, str], list[bool]] = field(default_factory=dict)  # by timetable's id and zone

    def findings(self, room: Room, cells: Collection[int]) -> Iterator[Finding]:
        closures = [shut for shut in self.hours.shut.get(room.venue_id, ()) if shut.hits(cells)]
        opens = [] if self.desk else [self._open(cell, room.venue) for cell in cells]
        rows = [self.taken[cell] for cell in cells if cell in self.taken]
        before, after = turnaround(room)
        for number, period in enumerate(self.periods):
            shut = next((shut for shut in closures if shut.period.overlaps(period)), None)
            if shut:
                yield Finding(period, State.CLOSED, shut.note)
            elif not all(opened[number] for opened in opens):
                yield self._alike[State.OUTSIDE_HOURS][number]
            else:
                first, last = period.first - before, period.last + after
                state = State.TAKEN if any(_reaches_into(row, first, last) for row in rows) else State.FREE
                yield self._alike[state][number]

    @cached_property
    def _alike(self) -> dict[State, list[Finding]]:
        return {state: [Finding(period, state) for period in self.periods] for state in State}

    def _open(self, cell: int, venue: Venue) -> list[bool]:
        """Of each period, whether the cell is open for all of it."""
        asked = (id(self.hours.timetable(cell, venue.pk)), venue.zone)
        if asked not in self._opens:
            self._opens[asked] = [self.hours.are_open([cell], venue, period) for period in self.periods]
        return self._opens[asked]


def _reaches_into(row: Sequence[tuple[datetime, datetime]], first: datetime, last: datetime) -> bool:
    """Whether any of these takes some of a stretch: the last that starts before its end does, or none."""
    before = bisect_left(row, (last,))
    return before > 0 and row[before - 1][1] > first
