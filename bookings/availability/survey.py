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

from bookings.availability.hours import Hours, Shut
from bookings.availability.taken import NOTHING_OWN, Own, taken_moments
from venues.models import Room, Venue
from venues.periods import Period

Row = Sequence[tuple[datetime, datetime]]  # what is taken of a cell, in order


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

    @property
    def periods(self) -> Sequence[Period]:
        return self.judge.periods if self.judge else ()

    def of(self, room: Room) -> list[Finding]:
        if room.pk not in self._seen:
            self._seen[room.pk] = self.judge.all_of(room, self.cells[room.pk]) if self.judge else []
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
    taken: Mapping[int, Row]  # by cell, in order; none overlaps another
    desk: bool
    _opens: dict[tuple[int, str], list[bool]] = field(default_factory=dict)  # by timetable's id and zone
    _halls: dict[tuple[int, ...], list[Finding]] = field(default_factory=dict)  # by the ids of closures and hours

    def findings(self, room: Room, cells: Collection[int]) -> Iterator[Finding]:
        """One by one, each worked out when it is asked."""
        closures, opens, rows = self._closures(room, cells), self._opened(room, cells), self._rows(cells)
        around = turnaround(room)
        for number in range(len(self.periods)):
            yield self._unless_taken(self._of_hall(number, closures, opens), number, around, rows)

    def all_of(self, room: Room, cells: Collection[int]) -> list[Finding]:
        """The same at one go: what does not hang on other hires is worked out once for the rooms of a hall."""
        closures, opens, rows = self._closures(room, cells), self._opened(room, cells), self._rows(cells)
        key = (*map(id, closures), 0, *map(id, opens))  # all of them are kept here, so that no identity is had twice
        if key not in self._halls:
            self._halls[key] = [self._of_hall(number, closures, opens) for number in range(len(self.periods))]
        if not rows:
            return self._halls[key]
        around = turnaround(room)
        return [self._unless_taken(found, number, around, rows) for number, found in enumerate(self._halls[key])]

    def _closures(self, room: Room, cells: Collection[int]) -> list[Shut]:
        shut = self.hours.shut.get(room.venue_id, ())
        return [each for each in shut if each.hits(cells) and each.period.overlaps(self._span)]

    def _opened(self, room: Room, cells: Collection[int]) -> list[list[bool]]:
        """Of each timetable that its cells have, whether it is open in each period."""
        if self.desk:
            return []
        opens = {id(opened): opened for cell in cells for opened in [self._open(cell, room.venue)]}
        return list(opens.values())

    def _rows(self, cells: Collection[int]) -> list[Row]:
        return [self.taken[cell] for cell in cells if cell in self.taken]

    def _of_hall(self, number: int, closures: Sequence[Shut], opens: Sequence[Sequence[bool]]) -> Finding:
        """Of one of the periods, whatever others have taken."""
        period = self.periods[number]
        shut = next((shut for shut in closures if shut.period.overlaps(period)), None)
        if shut:
            return Finding(period, State.CLOSED, shut.note)
        is_open = all(opened[number] for opened in opens)
        return self._alike[State.FREE if is_open else State.OUTSIDE_HOURS][number]

    def _unless_taken(
        self, found: Finding, number: int, around: tuple[timedelta, timedelta], rows: Sequence[Row]
    ) -> Finding:
        """`around` is what a hire of the room takes before it and after it."""
        if not rows or not found.is_free:
            return found
        before, after = around
        first, last = found.period.first - before, found.period.last + after
        for row in rows:
            if _reaches_into(row, first, last):
                return self._alike[State.TAKEN][number]
        return found

    @cached_property
    def _span(self) -> Period:
        """From the first of the periods to the last."""
        return Period(min(period.first for period in self.periods), max(period.last for period in self.periods))

    @cached_property
    def _alike(self) -> dict[State, list[Finding]]:
        return {state: [Finding(period, state) for period in self.periods] for state in State}

    def _open(self, cell: int, venue: Venue) -> list[bool]:
        """Of each period, whether the cell is open for all of it."""
        asked = (id(self.hours.timetable(cell, venue.pk)), venue.zone)
        if asked not in self._opens:
            self._opens[asked] = [self.hours.are_open([cell], venue, period) for period in self.periods]
        return self._opens[asked]


def _reaches_into(row: Row, first: datetime, last: datetime) -> bool:
    """Whether any of these takes some of a stretch: the last that starts before its end does, or none."""
    before = bisect_left(row, (last,))
    return before > 0 and row[before - 1][1] > first
