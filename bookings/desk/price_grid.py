"""A price list as people pin it on a notice board: rooms down, categories across; and the holes in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.desk.dearer_kinds import dearer_kinds
from venues.files import VenueFile
from venues.files.checking import HOLE, open_week
from venues.files.contents import CategoryRow
from venues.money import Money
from venues.tariffs import Fault, Rate, Tariff, check
from venues.tariffs.grid import TOGETHER, Cell, For, by_band, cells, grid_rates, session_product, ways
from venues.tariffs.words import Names, Section, fault_words, rule_words
from venues.tariffs.words.definitions import product_limits
from venues.tariffs.words.names import all_of
from venues.tariffs.words.times import band_hours_words, minimum_words


@dataclass(frozen=True)
class GridRoom:
    """A room, or rooms that have one price together."""

    code: str
    name: str


@dataclass(frozen=True)
class GridRow:
    """A room at any time, in one band or in another way of hiring; prices are empty where there are none."""

    room: GridRoom
    when: str
    hours: str
    unit: str  # what its prices are for, where that is not an hour
    least: str  # what it says of the shortest hire, where that is not the general one
    prices: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    tariff: Tariff
    columns: tuple[CategoryRow, ...]
    rows: tuple[GridRow, ...]
    rules: tuple[Section, ...] = ()  # what the table cannot say
    dearer: tuple[str, ...] = ()  # which kinds of price cost more than the standard one

    @property
    def dates(self) -> str:
        first = date_words(self.tariff.valid_from)
        if self.tariff.valid_to is None:
            return _("from %(first)s") % {"first": first}
        return _("from %(first)s to %(last)s") % {"first": first, "last": date_words(self.tariff.valid_to)}

    @property
    def heading(self) -> str:
        """Its name and its dates; a first day that the name tells is not told twice."""
        name, last = self.tariff.name, self.tariff.valid_to
        if not names_its_day(name, self.tariff.valid_from):
            return f"{name}, {self.dates}"
        return _("%(name)s, until %(last)s") % {"name": name, "last": date_words(last)} if last else name

    @property
    def is_hourly(self) -> bool:
        """Whether every price is for an hour."""
        return not any(row.unit for row in self.rows)

    @property
    def first(self) -> str:
        return date_words(self.tariff.valid_from)

    @property
    def minimum(self) -> str:
        return minimum_words(self.tariff.minimum_minutes)

    @property
    def key(self) -> str:
        return self.tariff.valid_from.isoformat()


def names_its_day(name: str, first: date) -> bool:
    """Whether the name of a list tells its first day; that from 21 April does not tell 1 April."""
    return bool(re.search(rf"(?<!\d){re.escape(date_words(first))}(?!\d)", name))


def grid_of(tariff: Tariff, file: VenueFile, *, on: date | None = None) -> Grid:
    """The categories and rows that have a price; retired rooms are history, unless a day is told before they were."""
    found = cells(tariff)
    used = {cell.category for cell in found}
    columns = tuple(row for row in file.operator.categories if row.code in used)
    rows = tuple(row for room in _rooms(found, file, on) for row in _rows(tariff, room, columns))
    rules = rules_of(tariff, file, frozenset(grid_rates(tariff)))
    return Grid(tariff, columns, rows, rules, tuple(dearer_kinds(tariff, file)))


def rules_of(tariff: Tariff, file: VenueFile, shown: frozenset[Rate]) -> tuple[Section, ...]:
    """What a list says beside the prices that a grid shows, in sentences."""
    if tariff.is_plain:
        return ()
    return tuple(rule_words(tariff, names_in(file, tariff), shown=shown))


def names_in(file: VenueFile, tariff: Tariff) -> Names:
    """What a venue and its list call things."""
    return Names.of(
        tariff,
        rooms={room.code: room.name for room in file.rooms},
        categories={row.code: row.name for row in file.operator.categories},
    )


def in_force(file: VenueFile, today: date) -> Tariff | None:
    return next((row for row in file.tariffs if _holds(row, today)), None)


def holes(tariff: Tariff, file: VenueFile) -> list[str]:
    """Open hours for which a category has no price, in words."""
    rooms = {room.code: room.name for room in file.rooms}
    names = {row.code: row.name for row in file.operator.categories}
    week = {room.code: {} if room.retired_on else open_week(room, file.hours, tariff) for room in file.rooms}
    lengths = file.venue.shortest_minutes, file.venue.longest_minutes
    found = check(tariff, week, list(names), lengths)
    return [fault_words(_named(fault, rooms, names)) for fault in found if fault.code == HOLE]


def least_of(tariff: Tariff, cell: Cell) -> int:
    """The shortest hire that is charged for, in minutes."""
    return tariff.minimum_minutes if cell.minimum_minutes is None else cell.minimum_minutes


def _named(fault: Fault, rooms: dict[str, str], names: dict[str, str]) -> Fault:
    facts = {**fault.facts, "category": names[fault.facts["category"]]}
    if "room" in facts:
        facts["room"] = rooms[facts["room"]]
    return Fault(fault.place, fault.code, **facts)


def _rooms(found: Sequence[Cell], file: VenueFile, on: date | None) -> Iterator[GridRoom]:
    """Those on offer, then rooms together."""
    kept = (room for room in file.rooms if not room.retired_on or (on and on < room.retired_on))
    names = {room.code: room.name for room in kept}
    for code, name in names.items():
        yield GridRoom(code, name)
    for codes in dict.fromkeys(cell.room for cell in found if TOGETHER in cell.room):
        if names.keys() >= set(codes.split(TOGETHER)):
            words = all_of([names[code] for code in codes.split(TOGETHER)])
            yield GridRoom(codes, _("%(rooms)s together") % {"rooms": words})


def _rows(tariff: Tariff, room: GridRoom, columns: Sequence[CategoryRow]) -> list[GridRow]:
    """Those that have a price: the times with prices of their own, all others; sessions; other ways of hiring."""
    own = [cell for cell in cells(tariff) if cell.room == room.code]
    hourly, asked = [cell for cell in own if cell.of is For.HOUR], by_band(tariff)
    found = []
    for band in (*tariff.bands, None):
        code = band.code if band else None
        here = [cell for cell in hourly if cell.band == code]
        if here:
            prices = [asked.get((column.code, room.code), {}).get(code) for column in columns]
            name, hours = (band.name, band_hours_words(band, _dates(tariff))) if band else ("", "")
            found.append(GridRow(room, name, hours, "", _least_words(tariff, here), _prices(prices)))
    sessions = session_product(tariff)
    for band in tariff.bands if sessions else ():
        here = [cell for cell in own if cell.of is For.SESSION and cell.band == band.code]
        if here:
            hours = band_hours_words(band, _dates(tariff))
            found.append(GridRow(room, band.name, hours, _("the whole session"), "", _in_columns(here, columns)))
    for way in ways(tariff):
        for of, unit in ((For.HIRE, _("the whole hire")), (For.DAY, _("each day"))):
            here = [cell for cell in own if cell.product == way.code and cell.of is of]
            if here:
                limits = product_limits(way)
                found.append(GridRow(room, way.name, limits, unit, "", _in_columns(here, columns)))
    if len(found) > 1:  # then each says which it is
        others = _("At other times") if any(row.hours and not row.unit for row in found) else _("By the hour")
        found = [row if row.when else replace(row, when=others) for row in found]
    return found


def _in_columns(here: Sequence[Cell], columns: Sequence[CategoryRow]) -> tuple[str, ...]:
    by_category = {cell.category: cell for cell in here}
    return _prices([by_category.get(column.code) for column in columns])


def _prices(found: Sequence[Cell | None]) -> tuple[str, ...]:
    return tuple(
        "" if cell is None else _("ask us") if cell.price is None else _price_words(cell.price) for cell in found
    )


def _price_words(price: Money) -> str:
    return str(price) if price else _("free")


def _least_words(tariff: Tariff, here: Sequence[Cell]) -> str:
    own = {least_of(tariff, cell) for cell in here} - {tariff.minimum_minutes}
    return ", ".join(minimum_words(minutes) or _("any length") for minutes in sorted(own))


def _dates(tariff: Tariff) -> dict[str, str]:
    return {days.code: days.name for days in tariff.named_days}


def _holds(row: Tariff, today: date) -> bool:
    return row.valid_from <= today and (row.valid_to is None or today <= row.valid_to)
