"""Cells with their hours and closures, rooms with what is known of getting in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bookings.reports.load import access
from bookings.reports.load.ground import Ground, Shut
from bookings.reports.rows import CellRow, ClosureRow, Named, RoomRow, StepFree
from bookings.reports.span import Span, midnight
from venues.access.vocabulary import CORE
from venues.at_one_go import Told
from venues.models import Cell, Room
from venues.opening import Timetable
from venues.periods import Period, overlap


@dataclass(frozen=True)
class Place:
    """The venue as the figures see it; rooms by key, so that sessions can be told in cells."""

    cells: tuple[CellRow, ...]
    rooms: tuple[RoomRow, ...]
    room_cells: dict[int, frozenset[int]]
    room_names: dict[int, Named]
    layouts: Mapping[int, Mapping[int, int | None]]  # of each room, by key, how many each takes
    access_from: date | None
    core_facts: int = len(CORE)

    def takes(self, rooms: Sequence[int], *asked: int | None) -> int | None:
        """The layout that was asked for, the date's own first; else as many as the rooms take at most together."""
        for layout in filter(None, asked):
            for room in rooms:
                if layout in self.layouts[room]:
                    return self.layouts[room][layout]
        known = [[most for most in self.layouts[room].values() if most is not None] for room in rooms]
        return sum(map(max, known)) if known and all(known) else None


def read(ground: Ground, span: Span, told: Told) -> Place:
    """Rooms, cells, hours, closures and access claims of a span."""
    venue, rooms = ground.venue, ground.rooms
    room_cells = {room.pk: frozenset(cell.pk for cell in room.cells.all()) for room in rooms}
    guides = access.read(ground, span, told)
    whole = Period(span.start, span.end)
    hours, closures = ground.hours, [shut for shut in ground.closures if shut.row.period.overlaps(whole)]

    @cache
    def opening(timetable: Timetable, in_service: Period) -> tuple[Period, ...]:
        """Most cells have the hours of the venue, which a year makes long to work out."""
        return tuple(overlap(timetable.open_in(in_service, span.zone), [in_service]))

    def inside(whole: Room) -> list[Room]:
        return [room for room in rooms if room_cells[room.pk] <= room_cells[whole.pk]]

    cells = []
    for cell in ground.cells:
        in_service = _in_service(cell, span)
        alone = _smallest_room(cell, rooms, room_cells)
        cells.append(
            CellRow(
                key=cell.pk,
                named=_name(cell, alone, room_cells),
                opening=opening(hours.timetable(cell.pk, venue.pk), in_service) if in_service else (),
                in_service=(in_service,) if in_service else (),
                closures=tuple(_closures_of(cell, closures)),
                step_free=guides.step_free(alone) if alone else StepFree.NOT_KNOWN,
                core=guides.core(alone) if alone else {},
                meanwhile=guides.meanwhile(alone, inside(alone), span) if alone and guides.outages else (),
            )
        )
    bookable = [room for room in rooms if room.retired_on is None or room.retired_on > span.last_covered]
    return Place(
        cells=tuple(cells),
        rooms=tuple(RoomRow(Named(room.code, room.name), guides.facts(room)) for room in bookable),
        room_cells=room_cells,
        room_names={room.pk: Named(room.code, room.name) for room in rooms},
        layouts={room.pk: {layout.pk: layout.capacity for layout in room.layouts.all()} for room in rooms},
        access_from=guides.since,
    )


def _in_service(cell: Cell, span: Span) -> Period | None:
    """The part of the span that is over and in which the cell was in service."""
    if span.done is None:
        return None
    start = max(span.done.start, midnight(cell.in_service_from, span.zone)) if cell.in_service_from else span.done.start
    end = min(span.done.end, midnight(cell.retired_on, span.zone)) if cell.retired_on else span.done.end
    return Period(start, end) if start < end else None


def _smallest_room(cell: Cell, rooms: Iterable[Room], room_cells: dict[int, frozenset[int]]) -> Room | None:
    """The room that is this cell alone, else the smallest that holds it; one still on offer before a retired one."""
    holding = [room for room in rooms if cell.pk in room_cells[room.pk]]
    return min(holding, key=lambda room: (len(room_cells[room.pk]), room.retired_on is not None, room.pk), default=None)


def _name(cell: Cell, room: Room | None, room_cells: dict[int, frozenset[int]]) -> Named:
    """A cell goes by the name of the room that is that cell alone."""
    if room and room_cells[room.pk] == {cell.pk}:
        return Named(room.code, room.name)
    return Named(cell.code, cell.name)


def _closures_of(cell: Cell, closures: Iterable[Shut]) -> Iterable[ClosureRow]:
    return (shut.row for shut in closures if not shut.cells or cell.pk in shut.cells)
