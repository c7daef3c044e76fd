"""Rooms added, changed, divided and taken away, as people think of them: the cells follow by themselves.

Each function gives the rows of the venue file that change, by the name of their table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.text import slugify

from venues.files.contents import NOT_FOR_ROOMS, CellRow, RoomRow, VenueFile
from venues.models import Room
from venues.tariffs.grid import without_room

Rows = dict[str, Any]
LONGEST_CODE = 50  # leaves a place for a number


@dataclass(frozen=True)
class PartPlan:
    """A part of a hall: what it is called, whether it is let by itself or shared, and its cell where it has one."""

    name: str
    is_let: bool
    cell: str = ""
    is_shared: bool = False


@dataclass(frozen=True)
class HallPlan:
    """A hall as it is to be divided: what all of it is called, whether all of it is let, and its parts."""

    name: str
    is_let: bool
    parts: tuple[PartPlan, ...]


def new_room(name: str) -> RoomRow:
    """A room of which nothing is known but its name; its code and its cell come when it is added."""
    return RoomRow("", name, "", (), None, Room.Turnaround.SHARED.value, False, False, None, ())


def with_room(file: VenueFile, row: RoomRow) -> Rows:
    """A room more, in a space of its own."""
    cell = CellRow(_code(row.name, [cell.code for cell in file.cells]), row.name)
    room = replace(row, code=_room_code(row.name, file.rooms), cells=(cell.code,))
    return {"rooms": (*file.rooms, room), "cells": (*file.cells, cell)}


def joined(file: VenueFile, codes: Collection[str], name: str) -> Rows:
    """Some rooms that can be had as one too, beside each by itself: it takes the spaces of all of them."""
    taken = {cell for code in codes for cell in room_of(file, code).cells}
    cells = tuple(cell.code for cell in file.cells if cell.code in taken)
    row = replace(new_room(name), code=_room_code(name, file.rooms), cells=cells)
    return {"rooms": (*file.rooms, row)}


def with_changed(file: VenueFile, row: RoomRow) -> Rows:
    """The room as it now is; a space that was called as the room takes the new name too."""
    before = room_of(file, row.code)
    alone = row.cells[0] if len(row.cells) == 1 else None
    return {
        "rooms": tuple(row if room.code == row.code else room for room in file.rooms),
        "cells": tuple(
            replace(cell, name=row.name) if cell.code == alone and cell.name == before.name else cell
            for cell in file.cells
        ),
    }


def moved(file: VenueFile, code: str, steps: int) -> Rows:
    """The room further up (-1) or down (1) among those on offer; retired ones come last."""
    offered = [room for room in file.rooms if room.retired_on is None]
    place = next(place for place, room in enumerate(offered) if room.code == code)
    to = min(max(place + steps, 0), len(offered) - 1)
    offered.insert(to, offered.pop(place))
    return {"rooms": (*offered, *(room for room in file.rooms if room.retired_on))}


def retired(file: VenueFile, code: str, on: date) -> Rows:
    """The room no longer on offer, nor the spaces that no other room takes."""
    rooms = tuple(replace(room, retired_on=on) if room.code == code else room for room in file.rooms)
    return {"rooms": rooms, "cells": _resting(file, rooms, room_of(file, code).cells, on)}


def back_on_offer(file: VenueFile, code: str) -> Rows:
    cells = room_of(file, code).cells
    return {
        "rooms": tuple(replace(room, retired_on=None) if room.code == code else room for room in file.rooms),
        "cells": tuple(replace(cell, retired_on=None) if cell.code in cells else cell for cell in file.cells),
    }


def deleted(file: VenueFile, code: str) -> Rows:
    """The file without the room, its prices, and the spaces that only it took."""
    rooms = tuple(room for room in file.rooms if room.code != code)
    tariffs = tuple(without_room(tariff, code) for tariff in file.tariffs)
    fair_use = replace(file.fair_use, kept=tuple(kept for kept in file.fair_use.kept if kept.room != code))
    return {
        "rooms": rooms,
        "tariffs": tariffs,
        "fair_use": fair_use,
        **_without_unused(file, rooms, room_of(file, code).cells),
    }


def hall_of(file: VenueFile, code: str) -> tuple[str, ...]:
    """The cells of the hall that a room is all or part of, in order: those it shares with other rooms on offer too."""
    found = set(room_of(file, code).cells)
    offered = [room for room in file.rooms if room.retired_on is None]
    while more := {cell for room in offered if found & set(room.cells) for cell in room.cells} - found:
        found |= more
    return tuple(cell.code for cell in file.cells if cell.code in found)


def plan_of(file: VenueFile, code: str) -> HallPlan:
    """How the hall of a room is divided now; a room that is not divided has no parts yet."""
    cells = hall_of(file, code)
    whole = _offered(file, cells)
    if len(cells) == 1:
        return HallPlan(whole.name if whole else room_of(file, code).name, True, ())
    rows = {cell.code: cell for cell in file.cells}
    rooms = {cell: _offered(file, (cell,)) for cell in cells}
    parts = tuple(
        PartPlan(
            room.name if (room := rooms[cell]) else rows[cell].name, rooms[cell] is not None, cell, rows[cell].shared
        )
        for cell in cells
    )
    return HallPlan(whole.name if whole else "", whole is not None, parts)


def divided(file: VenueFile, plan: HallPlan, code: str = "", *, leaving: date, deletable: Collection[str] = ()) -> Rows:
    """The hall divided as planned: a new one, or that of the room named.

    A room that is no longer let is deleted where it may be, retired from `leaving` where not.
    """
    before = hall_of(file, code) if code else ()
    if len(before) == 1 and plan.parts and not plan.parts[0].cell:
        first = replace(plan.parts[0], cell=before[0])  # what was said of the room holds of its first part
        plan = replace(plan, parts=(first, *plan.parts[1:]))
    file, cells = _with_parts(file, plan, before)

    wanted = [("", plan.name, cells)] if plan.is_let else []
    wanted += [(cell, part.name, (cell,)) for cell, part in zip(cells, plan.parts, strict=True) if part.is_let]
    rooms = list(file.rooms)
    kept = set()
    for cell, name, takes in wanted:
        # the one room of an undivided hall becomes all of it, or its first part where all of it is not let
        held = _offered(file, (cell,) if cell else before) if before else None
        if held is not None and held.code not in kept:
            rooms[rooms.index(held)] = replace(held, name=name, cells=takes)
            kept.add(held.code)
        else:
            row = replace(new_room(name), code=_room_code(name, rooms), cells=takes)
            rooms.append(row)
            kept.add(row.code)
    after = replace(file, rooms=tuple(rooms))

    for room in _whole_and_parts(file, before):
        if room.code not in kept:
            gone = deleted(after, room.code) if room.code in deletable else retired(after, room.code, leaving)
            after = replace(after, **gone)
    gone_cells = [cell for cell in before if cell not in cells]
    after = replace(after, **_without_unused(after, after.rooms, gone_cells))
    return {name: getattr(after, name) for name in ("rooms", "cells", "hours", "closures", "tariffs", "fair_use")}


def _whole_and_parts(file: VenueFile, cells: tuple[str, ...]) -> list[RoomRow]:
    """The rooms that the plan of a hall speaks of: all of it, and each part by itself."""
    found = (_offered(file, each) for each in (cells, *((cell,) for cell in cells)))
    return list({room.code: room for room in found if room is not None}.values())


def others_of(file: VenueFile, code: str) -> list[RoomRow]:
    """Rooms on offer that take some parts of the hall, but neither one nor all."""
    cells = hall_of(file, code)
    spoken_of = _whole_and_parts(file, cells)
    return [
        room for room in file.rooms if not room.retired_on and set(room.cells) & set(cells) and room not in spoken_of
    ]


def room_of(file: VenueFile, code: str) -> RoomRow:
    """Raises KeyError where the file has no such room."""
    for room in file.rooms:
        if room.code == code:
            return room
    raise KeyError(code)


def _with_parts(file: VenueFile, plan: HallPlan, before: tuple[str, ...]) -> tuple[VenueFile, tuple[str, ...]]:
    """The file with a cell for each part, and their codes; hours of all the hall stay those of all of it."""
    rows = list(file.cells)
    cells: list[str] = []
    for part in plan.parts:
        if part.cell:
            own = {row.code: row for row in rows}[part.cell]
            rows[rows.index(own)] = replace(own, name=part.name, shared=part.is_shared)
            cells.append(part.cell)
        else:
            row = CellRow(_code(part.name, [row.code for row in rows]), part.name, shared=part.is_shared)
            last = max((rows.index(held) for held in rows if held.code in (*before, *cells)), default=len(rows) - 1)
            rows.insert(last + 1, row)
            cells.append(row.code)

    new = tuple(cell for cell in cells if cell not in before)
    file = replace(file, cells=tuple(rows), hours=_spread(file.hours, before, new))
    return replace(file, closures=_spread(file.closures, before, new)), tuple(cells)


def _spread(rows: Iterable[Any], before: tuple[str, ...], new: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(
        replace(row, cells=(*row.cells, *new)) if before and set(before) <= set(row.cells) else row for row in rows
    )


def _offered(file: VenueFile, cells: tuple[str, ...]) -> RoomRow | None:
    """The first room on offer that takes these cells and no others."""
    return next((room for room in file.rooms if room.retired_on is None and set(room.cells) == set(cells)), None)


def _resting(file: VenueFile, rooms: Iterable[RoomRow], cells: Collection[str], on: date) -> tuple[CellRow, ...]:
    used = {cell for room in rooms if room.retired_on is None for cell in room.cells}
    return tuple(
        replace(cell, retired_on=cell.retired_on or on) if cell.code in cells and cell.code not in used else cell
        for cell in file.cells
    )


def _without_unused(file: VenueFile, rooms: Iterable[RoomRow], cells: Collection[str]) -> Rows:
    """Cells, hours and closures without those of these cells that no room takes any more."""
    used = {cell for room in rooms for cell in room.cells}
    gone = {cell for cell in cells if cell not in used}
    return {
        "cells": tuple(cell for cell in file.cells if cell.code not in gone),
        "hours": _only(file.hours, gone),
        "closures": _only(file.closures, gone),
    }


def _only(rows: Iterable[Any], gone: set[str]) -> tuple[Any, ...]:
    """Rows without these cells; one that was about them alone goes, since without a cell it would be about all."""
    left = (replace(row, cells=tuple(cell for cell in row.cells if cell not in gone)) for row in rows)
    return tuple(after for before, after in zip(rows, left, strict=True) if after.cells or not before.cells)


def _room_code(name: str, rooms: Iterable[RoomRow]) -> str:
    """As below; nor one at which the venue itself has a page."""
    return _code(name, {*NOT_FOR_ROOMS, *(room.code for room in rooms)})


def _code(name: str, taken: Collection[str]) -> str:
    """A code made from the name that no other has."""
    base = slugify(name)[:LONGEST_CODE].strip("-_") or "room"
    base = base.replace("_", "-")
    number, code = 2, base
    while code in taken:
        number, code = number + 1, f"{base}-{number}"
    return code
