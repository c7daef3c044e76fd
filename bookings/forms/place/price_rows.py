"""The rows of the grid to fill in: rooms, and rooms together; each at any time, in a band, in another way of hiring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bookings.desk.price_grid import least_of
from bookings.forms.place.bands import what_for
from bookings.forms.place.counts import Counts
from bookings.forms.place.money import ASK, LengthField, RateField, length_text, price_text
from bookings.forms.place.together import rooms_on_offer, together_in, together_words
from bookings.forms.place.ways import paid_by
from venues.files import VenueFile
from venues.files.contents import CategoryRow
from venues.money import Money
from venues.tariffs import Tariff
from venues.tariffs.grid import Cell, For, cells, session_product, ways

ANY = "any"
A_DAY = 24 * 60  # minutes


@dataclass(frozen=True)
class Slot:
    """A kind of row: what its boxes are called by, what people call it, and where the list in hand has its prices."""

    key: str
    name: str
    of: For = For.HOUR
    band: str | None = None
    product: str | None = None
    is_new: bool = False  # the list in hand does not know it yet

    def has(self, cell: Cell) -> bool:
        if self.is_new or (cell.band, cell.product) != (self.band, self.product):
            return False
        return cell.of is self.of or (cell.price is None and self.product is not None)


@dataclass(frozen=True)
class Spot:
    """A room, or rooms together: what its boxes and people call it, and its code in the list in hand."""

    key: str
    name: str
    room: str | None


@dataclass(frozen=True)
class Row:
    """A room in one way, with what the list in hand has of it, by category."""

    spot: Spot
    slot: Slot
    held: Mapping[str, Cell]

    def box(self, category: CategoryRow) -> str:
        return f"price.{self.spot.key}.{self.slot.key}.{category.code}"

    @property
    def least_box(self) -> str:
        return f"least.{self.spot.key}.{self.slot.key}"

    def among(self, found: Mapping[str | None, Sequence[Cell]]) -> dict[str, Cell]:
        """By category: what a list has in this row, of which these are the prices by room."""
        return held_in(self.spot, self.slot, found)


@dataclass(frozen=True)
class FormCell:
    """One price: for which category, its box, and what it was before all were raised."""

    category: str
    box: forms.BoundField
    now: Money | None


@dataclass(frozen=True)
class FormRow:
    """A room at any other time, in one band or in another way of hiring, with its boxes."""

    room: str
    when: str
    of: str
    cells: list[FormCell]
    least: forms.BoundField | None
    mixed: str  # where categories differ in their shortest hire, which stays so


def rows_of(base: Tariff, file: VenueFile, counts: Counts, said: Callable[[str], Any]) -> list[Row]:
    """Every room in every way; `said` is what a box of the page says."""
    slots = list(_slots(base, counts, said))
    found = by_room(base)
    return [Row(spot, slot, held_in(spot, slot, found)) for spot in _spots(base, file, counts) for slot in slots]


def by_room(tariff: Tariff | None) -> dict[str | None, list[Cell]]:
    found: dict[str | None, list[Cell]] = defaultdict(list)
    for cell in cells(tariff) if tariff else ():
        found[cell.room].append(cell)
    return found


def held_in(spot: Spot, slot: Slot, found: Mapping[str | None, Sequence[Cell]]) -> dict[str, Cell]:
    return {cell.category: cell for cell in found.get(spot.room, ()) if slot.has(cell)}


def _spots(base: Tariff, file: VenueFile, counts: Counts) -> Iterator[Spot]:
    rooms, held = rooms_on_offer(file), together_in(base, file)
    for room in rooms:
        yield Spot(room.code, room.name, room.code)
    for number in range(counts.together):
        codes = held[number] if number < len(held) else None
        name = together_words(codes, rooms) if codes else _("rooms together %(number)d") % {"number": number + 1}
        yield Spot(f"together{number}", name, codes)


def _slots(base: Tariff, counts: Counts, said: Callable[[str], Any]) -> Iterator[Slot]:
    otherwise = _("any other time") if counts.bands else _("by the hour")
    yield Slot(ANY, otherwise if counts.bands or counts.ways else "")
    sessions, held = session_product(base), ways(base)
    for number in range(counts.bands):
        if number < len(base.bands):
            band = base.bands[number]
            of = what_for(band, base)
            product = sessions.code if sessions and of is For.SESSION else None
            yield Slot(f"band{number}", band.name, of, band.code, product)
        else:
            name = said(f"band{number}-name") or _("time %(number)d") % {"number": number + 1}
            yield Slot(f"band{number}", name, is_new=True)
    for number in range(counts.ways):
        if number < len(held):
            way = held[number]
            yield Slot(f"way{number}", way.name, paid_by(way, base), product=way.code)
        else:
            name = said(f"way{number}-name") or _("way %(number)d") % {"number": number + 1}
            yield Slot(f"way{number}", name, For.HIRE, is_new=True)


def row_fields(row: Row, columns: tuple[CategoryRow, ...]) -> dict[str, forms.Field]:
    """A box for each category, and one for the shortest hire where that is the same for all of them."""
    where = f"{row.spot.name}, {row.slot.name}" if row.slot.name else row.spot.name
    found: dict[str, forms.Field] = {
        row.box(category): RateField(label=f"{where}, {category.name}", required=False, max_length=20)
        for category in columns
    }
    if row.slot.of is For.HOUR and not is_mixed(row.held):
        label = _("%(room)s: charged for at least how many hours") % {"room": where}
        most = max([A_DAY, *(cell.minimum_minutes or 0 for cell in row.held.values())])  # what is held may stay
        found[row.least_box] = LengthField(label=label, required=False, max_length=20, most=most)
    return found


def row_initial(row: Row, columns: tuple[CategoryRow, ...]) -> dict[str, str]:
    held = row.held
    found = {row.box(category): _cell_text(held[category.code]) for category in columns if category.code in held}
    least = {cell.minimum_minutes for cell in held.values()} - {None}
    if len(least) == 1 and not is_mixed(held):
        found[row.least_box] = length_text(least.pop() or 0)
    return found


def is_mixed(held: Mapping[str, Cell]) -> bool:
    """Whether categories differ in their shortest hire."""
    return len({cell.minimum_minutes for cell in held.values()}) > 1


def mixed_words(base: Tariff, held: Mapping[str, Cell], columns: tuple[CategoryRow, ...]) -> str:
    if not is_mixed(held):
        return ""
    names = {category.code: category.name for category in columns}
    return "; ".join(f"{names[code]}: {length_text(least_of(base, cell))}" for code, cell in held.items())


def _cell_text(cell: Cell) -> str:
    return _("ask") if cell.price is None else price_text(cell.price.pence)


def price_of(typed: int | str, currency: str) -> Money | None:
    """What a box says; None is told on application."""
    return None if typed == ASK else Money(int(typed), currency)
