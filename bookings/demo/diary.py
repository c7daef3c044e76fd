"""The diary as it fills: what is open, what is shut, and what is taken already."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bookings.availability import Hours, Shut, State
from bookings.availability.survey import guarded
from venues.models import Closure, Room
from venues.periods import Period


@dataclass(frozen=True)
class _Known:
    """Of a room: its cells, those that a hire has to itself, and when it is shut, known beforehand or not."""

    cells: list[int]
    taken_cells: list[int]
    shut: list[Shut]
    shut_later: list[Shut]


class Diary:
    """Kept beside the plan, so that nothing planned takes a cell twice; the database would refuse it."""

    def __init__(self, hours: Hours, now: datetime) -> None:
        self._hours, self._now = hours, now
        self._taken: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        self._known: dict[int, _Known] = {}  # by room

    def state(self, room: Room, period: Period) -> State:
        """What stands in the way, if anything; works and polling days come later and hit what is there."""
        known = self._know(room)
        if any(shut.period.overlaps(period) for shut in known.shut):
            return State.CLOSED
        if not self._hours.are_open(known.taken_cells, room.venue, period):
            return State.OUTSIDE_HOURS
        return State.TAKEN if self.is_taken(room, period) else State.FREE

    def hit_by(self, room: Room, period: Period) -> str:
        """The cause of the closure that came later and shut the room over this hire, or nothing."""
        return next((each.cause for each in self._know(room).shut_later if each.period.overlaps(period)), "")

    def is_taken(self, room: Room, period: Period) -> bool:
        wanted = guarded(room, period)
        return any(self._overlaps(cell, wanted) for cell in self._know(room).cells)

    def take(self, room: Room, period: Period) -> None:
        wanted = guarded(room, period)
        for cell in self._know(room).cells:
            insort(self._taken[cell], (wanted.start.astimezone(UTC), wanted.end.astimezone(UTC)))

    def taken(self) -> Iterable[tuple[int, list[tuple[datetime, datetime]]]]:
        """By cell, everything taken, in order."""
        return self._taken.items()

    def _know(self, room: Room) -> _Known:
        """Read off a room once, not for each of its thousand dates."""
        if room.pk not in self._known:
            shut = self._hours.shut_for(room)
            self._known[room.pk] = _Known(
                cells=[cell.pk for cell in room.cells.all()],
                taken_cells=[cell.pk for cell in room.taken_cells],
                shut=[each for each in shut if not self._came_later(each)],
                shut_later=[each for each in shut if self._came_later(each)],
            )
        return self._known[room.pk]

    def _overlaps(self, cell: int, wanted: Period) -> bool:
        rows = self._taken[cell]
        after = bisect_left(rows, (wanted.end.astimezone(UTC),))
        return after > 0 and rows[after - 1][1] > wanted.start

    def _came_later(self, shut: Shut) -> bool:
        """Whether a closure was made when the diary was full already; those to come are known by now."""
        return shut.cause in {Closure.Cause.WORKS, Closure.Cause.POLL} and shut.period.start < self._now
