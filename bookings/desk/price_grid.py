"""A price list as people pin it on a notice board: rooms down, categories across; and the holes in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from accounts.clock import date_words
from venues.files import VenueFile
from venues.files.checking import HOLE, open_week
from venues.files.contents import CategoryRow, RoomRow
from venues.money import Money
from venues.tariffs import Band, Fault, Tariff, check
from venues.tariffs.grid import Cell, by_band, cells
from venues.tariffs.words import Names, Section, fault_words, rule_words
from venues.tariffs.words.times import band_hours_words, minimum_words


@dataclass(frozen=True)
class GridRow:
    """A room at any time, or in one band; a rate for each category, None where there is none."""

    room: RoomRow
    band: Band | None
    rates: tuple[Cell | None, ...]
    asked: tuple[Cell | None, ...]  # the same, with what holds at other times where there is none
    least: str  # what it says of the shortest hire, where that is not the general one
    is_alone: bool = True  # no other row has prices of this room

    @property
    def when(self) -> str:
        if self.band is None:
            return "" if self.is_alone else _("At other times")
        return self.band.name

    @property
    def hours(self) -> str:
        return band_hours_words(self.band) if self.band else ""

    @property
    def prices(self) -> list[Money | None]:
        """What is asked: at a time without a price of its own, the price of other times."""
        return [rate.per_hour if rate else None for rate in self.asked]


@dataclass(frozen=True)
class Grid:
    tariff: Tariff
    columns: tuple[CategoryRow, ...]
    rows: tuple[GridRow, ...]
    rules: tuple[Section, ...] = ()  # what the table cannot say

    @property
    def dates(self) -> str:
        first = date_words(self.tariff.valid_from)
        if self.tariff.valid_to is None:
            return _("from %(first)s") % {"first": first}
        return _("from %(first)s to %(last)s") % {"first": first, "last": date_words(self.tariff.valid_to)}

    @property
    def minimum(self) -> str:
        return minimum_words(self.tariff.minimum_minutes)

    @property
    def key(self) -> str:
        return self.tariff.valid_from.isoformat()


def grid_of(tariff: Tariff, file: VenueFile) -> Grid:
    """The categories and rows that have a price; retired rooms are history."""
    used = {cell.category for cell in cells(tariff)}
    columns = tuple(row for row in file.operator.categories if row.code in used)
    on_offer = [room for room in file.rooms if not room.retired_on]
    rows = tuple(row for room in on_offer for row in _rows(tariff, room, columns))
    return Grid(tariff, columns, rows, rules_of(tariff, file))


def rules_of(tariff: Tariff, file: VenueFile) -> tuple[Section, ...]:
    """What a list says that a table of prices per hour cannot show, in sentences."""
    if tariff.is_plain:
        return ()
    names = Names.of(
        tariff,
        rooms={room.code: room.name for room in file.rooms},
        categories={row.code: row.name for row in file.operator.categories},
    )
    return tuple(rule_words(tariff, names, beside_grid=True))


def in_force(file: VenueFile, today: date) -> Tariff | None:
    return next((row for row in file.tariffs if _holds(row, today)), None)


def holes(tariff: Tariff, file: VenueFile) -> list[str]:
    """Open hours for which a category has no price, in words."""
    rooms = {room.code: room.name for room in file.rooms}
    names = {row.code: row.name for row in file.operator.categories}
    week = {room.code: {} if room.retired_on else open_week(room, file.hours, tariff) for room in file.rooms}
    return [
        fault_words(_named(fault, rooms, names)) for fault in check(tariff, week, list(names)) if fault.code == HOLE
    ]


def own_rates(tariff: Tariff, room: str, band: str | None) -> list[Cell]:
    """The prices per hour that the list itself has for a room in a band."""
    return [cell for cell in cells(tariff) if (cell.room, cell.band) == (room, band)]


def least_of(tariff: Tariff, cell: Cell) -> int:
    """The shortest hire that is charged for, in minutes."""
    return tariff.minimum_minutes if cell.minimum_minutes is None else cell.minimum_minutes


def _named(fault: Fault, rooms: dict[str, str], names: dict[str, str]) -> Fault:
    facts = {**fault.facts, "room": rooms[fault.facts["room"]], "category": names[fault.facts["category"]]}
    return Fault(fault.place, fault.code, **facts)


def _rows(tariff: Tariff, room: RoomRow, columns: Sequence[CategoryRow]) -> list[GridRow]:
    """Those that have a price: first the times with prices of their own, then all others."""
    rows = [_row(tariff, room, band, columns) for band in (*tariff.bands, None)]
    priced = [row for row in rows if any(row.rates)]
    return [replace(row, is_alone=len(priced) == 1) for row in priced]


def _row(tariff: Tariff, room: RoomRow, band: Band | None, columns: Sequence[CategoryRow]) -> GridRow:
    rates = {rate.category: rate for rate in own_rates(tariff, room.code, band.code if band else None)}
    own = {least_of(tariff, rate) for rate in rates.values()} - {tariff.minimum_minutes}
    least = ", ".join(minimum_words(minutes) or _("any length") for minutes in sorted(own))
    own_code = band.code if band else None
    asked = (by_band(tariff).get((column.code, room.code), {}).get(own_code) for column in columns)
    return GridRow(room, band, tuple(rates.get(column.code) for column in columns), tuple(asked), least)


def _holds(row: Tariff, today: date) -> bool:
    return row.valid_from <= today and (row.valid_to is None or today <= row.valid_to)
