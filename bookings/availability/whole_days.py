"""What “all day” means of a room: from when it opens to when it shuts on that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cached_property

from bookings.availability.hours import Hours
from bookings.recurrence import Times
from venues.models import Room
from venues.opening import WeeklyHours


class WholeDays:
    """Of the rooms of one venue, by code, with their cells; the hours are loaded once somebody says “all day”."""

    def __init__(self, rooms: Mapping[str, Room]) -> None:
        self.rooms = rooms

    def __call__(self, codes: Iterable[str], on: date) -> Times | None:
        """When all of these rooms are open, closures not taken off; nothing where they are not on that day."""
        rooms = [self.rooms[code] for code in codes]
        rows = [self._hours.timetable(cell.pk, room.venue_id).on(on) for room in rooms for cell in room.cells.all()]
        if not rows or not all(rows):
            return None
        opens = max(_first(each) for each in rows)
        closes = min(_last(each) for each in rows)
        return Times(_clock(opens), _clock(closes)) if opens < closes else None

    @cached_property
    def _hours(self) -> Hours:
        return Hours.without_closures({room.venue for room in self.rooms.values()})


def _first(rows: Iterable[WeeklyHours]) -> int:
    return min(row.opens for row in rows)


def _last(rows: Iterable[WeeklyHours]) -> int:
    return max(row.closes for row in rows)


def _clock(minute: int) -> time:
    return time(*divmod(minute % 1440, 60))
