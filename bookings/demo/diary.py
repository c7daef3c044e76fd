"""The diary as it fills: what is open, what is shut, and what is taken already."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from bookings.availability import Hours, Shut, State
from bookings.availability.survey import guarded
from venues.models import Closure, Room
from venues.periods import Period


class Diary:
    """Kept beside the plan, so that nothing planned takes a cell twice; the database would refuse it."""

    def __init__(self, hours: Hours, now: datetime) -> None:
        self._hours, self._now = hours, now
        self._taken: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)

    def state(self, room: Room, period: Period) -> State:
        """What stands in the way, if anything; works and polling days come later and hit what is there."""
        if any(shut.period.overlaps(period) for shut in self._hours.shut_for(room) if not self._came_later(shut)):
            return State.CLOSED
        if not self._hours.are_open((cell.pk for cell in room.taken_cells), room.venue, period):
            return State.OUTSIDE_HOURS
        return State.TAKEN if self.is_taken(room, period) else State.FREE

    def hit_by(self, room: Room, period: Period) -> str:
        """The cause of the closure that came later and shut the room over this hire, or nothing."""
        shut = (shut for shut in self._hours.shut_for(room) if self._came_later(shut))
        return next((each.cause for each in shut if each.period.overlaps(period)), "")

    def is_taken(self, room: Room, period: Period) -> bool:
        return any(self._overlaps(cell.pk, guarded(room, period)) for cell in room.cells.all())

    def take(self, room: Room, period: Period) -> None:
        wanted = guarded(room, period)
        for cell in room.cells.all():
            insort(self._taken[cell.pk], (wanted.start.astimezone(UTC), wanted.end.astimezone(UTC)))

    def taken(self) -> Iterable[tuple[int, list[tuple[datetime, datetime]]]]:
        """By cell, everything taken, in order."""
        return self._taken.items()

    def _overlaps(self, cell: int, wanted: Period) -> bool:
        rows = self._taken[cell]
        after = bisect_left(rows, (wanted.end.astimezone(UTC),))
        return after > 0 and rows[after - 1][1] > wanted.start

    def _came_later(self, shut: Shut) -> bool:
        """Whether a closure was made when the diary was full already; those to come are known by now."""
        return shut.cause in {Closure.Cause.WORKS, Closure.Cause.POLL} and shut.period.start < self._now
