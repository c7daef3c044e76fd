"""When each cell could be booked."""

from __future__ import annotations

from datetime import date, timedelta

from tests.bookings.reports.by_hand.clock import Clock, tick, wall
from venues.models import Cell, Closure, OpeningHours, Venue

WITHOUT_END = 10**6


class Place:
    """Of every cell the ticks of the period: in service, open by its hours, shut by a closure, bookable."""

    def __init__(self, venue: Venue, clock: Clock) -> None:
        self.clock = clock
        self.cells = list(Cell.objects.filter(venue=venue))
        self.names = {
            next(iter(room.cells.all())).pk: room
            for room in venue.rooms.prefetch_related("cells")
            if room.cells.count() == 1
        }
        hours = OpeningHours.objects.filter(venue=venue).prefetch_related("cells")
        rows = [(row, {cell.pk for cell in row.cells.all()}) for row in hours]
        self.by_day: dict[tuple[int, date], list[OpeningHours]] = {}
        self.in_service = {cell.pk: {at for at in clock.ticks if _serves(cell, self._day(at))} for cell in self.cells}
        self.open = {
            cell.pk: {at for at in self.in_service[cell.pk] if self._is_open(cell, at, rows)} for cell in self.cells
        }
        self.closures = [
            (closure, {cell.pk for cell in closure.cells.all()}) for closure in Closure.objects.filter(venue=venue)
        ]
        self.shut = {cell.pk: self._shut(cell) for cell in self.cells}
        self.bookable = {pk: ticks - set(self.shut[pk]) for pk, ticks in self.open.items()}

    def _day(self, at: int) -> date:
        return wall(at, self.clock.zone).date()

    def _is_open(self, cell: Cell, at: int, rows: list[tuple[OpeningHours, set[int]]]) -> bool:
        """By the hours of that day, or by those of the day before that run past midnight."""
        shown = wall(at, self.clock.zone)
        minute = shown.hour * 60 + shown.minute
        return any(
            row.opens_minute <= minute + late * 1440 < row.closes_minute
            for late in (0, 1)
            for row in self._hours_of(cell, shown.date() - timedelta(days=late), rows)
        )

    def _hours_of(self, cell: Cell, day: date, rows: list[tuple[OpeningHours, set[int]]]) -> list[OpeningHours]:
        if (cell.pk, day) not in self.by_day:
            self.by_day[cell.pk, day] = _hours_of(cell, day, rows)
        return self.by_day[cell.pk, day]

    def _shut(self, cell: Cell) -> dict[int, Closure]:
        """By tick the closure that takes it: the unplanned one before the planned, then the one made first."""
        found: dict[int, Closure] = {}
        mine = [closure for closure, cells in self.closures if not cells or cell.pk in cells]
        for closure in sorted(mine, key=lambda closure: (is_planned(closure), closure.made_at, closure.pk)):
            for at in range(tick(closure.starts_at), tick(closure.ends_at)):
                if at in self.open[cell.pk]:
                    found.setdefault(at, closure)
        return found


def is_planned(closure: Closure) -> bool:
    return closure.starts_at - closure.made_at >= timedelta(days=14)


def _serves(cell: Cell, day: date) -> bool:
    begun = cell.in_service_from is None or cell.in_service_from <= day
    return begun and (cell.retired_on is None or day < cell.retired_on)


def _hours_of(cell: Cell, day: date, rows: list[tuple[OpeningHours, set[int]]]) -> list[OpeningHours]:
    """The cell's own where it has any that day, else the venue's; the shortest range that covers the day."""
    for wanted in ({cell.pk}, set()):
        covering = [
            row
            for row, cells in rows
            if (wanted <= cells if wanted else not cells)
            and (row.valid_from is None or row.valid_from <= day)
            and (row.valid_to is None or day <= row.valid_to)
        ]
        if covering:
            shortest = min(map(_length, covering))
            return [row for row in covering if _length(row) == shortest and row.weekday == day.weekday()]
    return []


def _length(row: OpeningHours) -> int:
    if row.valid_from and row.valid_to:
        return (row.valid_to - row.valid_from).days
    return WITHOUT_END - (1 if row.valid_from or row.valid_to else 0)
