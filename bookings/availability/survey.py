"""Ask of some rooms and some stretches of time: free, taken, shut, or outside hours?

The same number of questions of the database whatever the number of rooms, dates and sessions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bookings.availability.hours import Hours, Shut
from bookings.availability.taken import taken_moments
from venues.models import Room
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
    """The findings of each room, in the order of the periods asked."""

    findings: dict[int, list[Finding]]

    def of(self, room: Room) -> list[Finding]:
        return self.findings[room.pk]

    def is_free(self, room: Room) -> bool:
        return all(finding.is_free for finding in self.of(room))


def survey(rooms: Sequence[Room], periods: Sequence[Period], *, at: datetime, desk: bool = False) -> Survey:
    """What stands in the way of each room in each period, seen at the moment `at`.

    Rooms come with their venue and cells loaded (`select_related("venue")`,
    `prefetch_related("cells")`). The desk may book outside hours, never over a
    closure or another session. A hold that has lapsed stands in nobody's way.
    """
    if not rooms or not periods:
        return Survey({room.pk: [] for room in rooms})
    span = Period(min(p.start for p in periods), max(p.end for p in periods))
    cells = {room.pk: tuple(cell.pk for cell in room.cells.all()) for room in rooms}
    judge = _Judge(
        Hours.load({room.venue for room in rooms}, span),
        taken_moments((cell for some in cells.values() for cell in some), _reach(rooms, periods), at=at),
        desk,
    )
    return Survey({room.pk: [judge.finding(room, cells[room.pk], period) for period in periods] for room in rooms})


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
    """All that a room is judged by in a period, loaded for all of them."""

    hours: Hours
    taken: Mapping[int, Collection[tuple[datetime, datetime]]]
    desk: bool

    def finding(self, room: Room, cells: Sequence[int], period: Period) -> Finding:
        shut = self._closure(room, cells, period)
        if shut:
            return Finding(period, State.CLOSED, shut.note)
        if not self.desk and not self.hours.are_open(cells, room.venue, period):
            return Finding(period, State.OUTSIDE_HOURS)
        return Finding(period, State.TAKEN if self._is_taken(cells, period, *turnaround(room)) else State.FREE)

    def _closure(self, room: Room, cells: Sequence[int], period: Period) -> Shut | None:
        closures = self.hours.shut.get(room.venue_id, ())
        return next((shut for shut in closures if shut.period.overlaps(period) and shut.hits(cells)), None)

    def _is_taken(self, cells: Sequence[int], period: Period, before: timedelta, after: timedelta) -> bool:
        first, last = period.first - before, period.last + after
        return any(start < last and first < end for cell in cells for start, end in self.taken.get(cell, ()))
