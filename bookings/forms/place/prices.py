"""A price list as a grid to fill in: rooms and their times down, categories across, pounds an hour in the cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.clock import date_words
from accounts.plain_text import Line
from bookings.desk.price_grid import least_of, own_rates, rules_of
from bookings.forms.fields import DayField
from bookings.forms.place.bands import BandFields, band_fields, band_initial, bound, read_band
from bookings.forms.place.money import LengthField, PriceField, length_text, price_text
from venues.files import VenueFile
from venues.files.contents import CategoryRow, RoomRow
from venues.money import Money
from venues.tariffs import Band, Tariff
from venues.tariffs.grid import Cell, cells, other_rates, overlapping_bands, with_cells
from venues.tariffs.words import Section, fault_words

ANY = "any"


@dataclass(frozen=True)
class FormCell:
    """One price: for which category, its box, and what it was before all were raised."""

    category: str
    box: forms.BoundField
    now: Money | None


@dataclass(frozen=True)
class FormRow:
    """A room at any other time, or in one band, with its boxes."""

    room: str
    when: str
    cells: list[FormCell]
    least: forms.BoundField | None
    mixed: str  # where categories differ in their shortest hire, which stays so


class PriceListForm(forms.Form):
    all_optional = True
    name = Line(
        label=gettext_lazy("What is this price list called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the list a name, for example Prices from April 2027.")},
    )
    first = DayField(label=gettext_lazy("From which day does it hold?"))
    minimum = LengthField(
        label=gettext_lazy("For how many hours is a hire charged at least?"),
        required=False,
        help_text=gettext_lazy("Empty: for just as long as it is. Or 1, 2, 30 minutes."),
    )
    bands = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    now: Tariff | None = None  # the list in its place now, to be shown beside raised prices

    def __init__(
        self, data: Any = None, *, file: VenueFile, base: Tariff, number: int, initial: dict[str, Any]
    ) -> None:
        """`base` is the list that is copied or changed; `number` how many bands have boxes."""
        super().__init__(data, initial={**_initial(file, base), **initial, "bands": number})
        self.file, self.base, self.number = file, base, number
        for band in range(number):
            self.fields.update(band_fields(band))
        for room, slot in self._places():
            for category in file.operator.categories:
                label = (
                    f"{room.name}, {self._when(slot)}, {category.name}" if number else f"{room.name}, {category.name}"
                )
                self.fields[_cell(room, slot, category)] = PriceField(label=label, required=False, max_length=20)
            if not self._mixed(room, slot):
                where = f"{room.name}, {self._when(slot)}" if number else room.name
                label = _("%(room)s: at least how long") % {"room": where}
                self.fields[_least(room, slot)] = LengthField(label=label, required=False, max_length=20)

    @property
    def band_boxes(self) -> list[BandFields]:
        return [bound(self, number) for number in range(self.number)]

    @property
    def rules(self) -> tuple[Section, ...]:
        """What the list says beside the grid, which is kept as it is."""
        return rules_of(self.base, self.file)

    @property
    def columns(self) -> tuple[CategoryRow, ...]:
        return self.file.operator.categories

    @property
    def rows(self) -> list[FormRow]:
        return [
            FormRow(
                room.name,
                self._when(slot) if self.number else "",
                [
                    FormCell(category.name, self[_cell(room, slot, category)], self._now(room, slot, category))
                    for category in self.columns
                ],
                self[_least(room, slot)] if _least(room, slot) in self.fields else None,
                self._mixed(room, slot),
            )
            for room, slot in self._places()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        found = self._bands(cleaned)
        if self.errors:
            return cleaned
        prices = tuple(self._cells(cleaned, found))
        if not prices and not other_rates(self.base):
            first = next((_cell(*place, self.columns[0]) for place in self._places()), None)
            self.add_error(first, _("Write at least one price."))
        changed = replace(
            self.base,
            name=cleaned["name"],
            valid_from=cleaned["first"],
            valid_to=None,
            standard=self.file.operator.standard,
            minimum_minutes=cleaned["minimum"] or 0,
            bands=tuple(band for band in found.values() if band),
            currency=self.file.operator.currency,
        )
        self.tariff = with_cells(changed, prices)
        return cleaned

    def _bands(self, cleaned: dict[str, Any]) -> dict[str, Band | None]:
        """The bands by the slot of the page; those that are taken away have none."""
        found: dict[str, Band | None] = {}
        taken: set[str] = set()
        for number in range(self.number):
            gone = cleaned.get(f"band{number}-gone")
            found[f"band{number}"] = None if gone else read_band(self, cleaned, number, taken)
        sound = {slot: band for slot, band in found.items() if band}
        for fault in overlapping_bands(list(sound.values())):
            names = {band.code: band.name for band in sound.values()}
            slot = next(slot for slot, band in sound.items() if band.code == fault.facts["other"])
            fault.facts.update(band=names[fault.facts["band"]], other=names[fault.facts["other"]])
            self.add_error(f"{slot}-days", fault_words(fault))
        return found

    def _cells(self, cleaned: dict[str, Any], found: dict[str, Band | None]) -> Iterator[Cell]:
        """What the boxes say; and, of a list that is changed, what no box shows: rooms that are retired."""
        for category in self.columns:
            for room, slot in self._places():
                band = found.get(slot)
                pence = cleaned.get(_cell(room, slot, category))
                if pence is not None and (band or slot == ANY):
                    yield Cell(
                        category.code,
                        room.code,
                        band.code if band else None,
                        Money(pence, self.file.operator.currency),
                        self._least_of(cleaned, room, slot, category),
                    )
        if cleaned["first"] == self.base.valid_from:
            shown = {room.code for room, _slot in self._places()}
            codes = {band.code for band in found.values() if band} | {None}
            yield from (cell for cell in cells(self.base) if cell.room not in shown and cell.band in codes)

    def _least_of(self, cleaned: dict[str, Any], room: RoomRow, slot: str, category: CategoryRow) -> int | None:
        if _least(room, slot) in self.fields:
            minutes: int | None = cleaned.get(_least(room, slot))
            return minutes
        kept = {rate.category: rate.minimum_minutes for rate in self._base_rates(room, slot)}
        return kept.get(category.code)

    def _places(self) -> Iterator[tuple[RoomRow, str]]:
        for room in self.file.rooms:
            if not room.retired_on:
                yield room, ANY
                for number in range(self.number):
                    yield room, f"band{number}"

    def _when(self, slot: str) -> str:
        if slot == ANY:
            return _("any other time")
        number = int(slot.removeprefix("band"))
        if number < len(self.base.bands):
            return self.base.bands[number].name
        return self[f"{slot}-name"].value() or _("time %(number)d") % {"number": number + 1}

    def _base_rates(self, room: RoomRow, slot: str) -> list[Cell]:
        return _base_rates(self.base, room, slot)

    def _now(self, room: RoomRow, slot: str, category: CategoryRow) -> Money | None:
        rates = _base_rates(self.now, room, slot) if self.now else []
        return next((rate.per_hour for rate in rates if rate.category == category.code), None)

    def _mixed(self, room: RoomRow, slot: str) -> str:
        rates = self._base_rates(room, slot)
        if len({rate.minimum_minutes for rate in rates}) < 2:
            return ""
        names = {category.code: category.name for category in self.columns}
        return "; ".join(f"{names[rate.category]}: {length_text(least_of(self.base, rate))}" for rate in rates)


def name_for(day: date) -> str:
    return _("Prices from %(day)s") % {"day": date_words(day)}


def _initial(file: VenueFile, base: Tariff) -> dict[str, Any]:
    """The boxes as the list has them."""
    found: dict[str, Any] = {"minimum": length_text(base.minimum_minutes) if base.minimum_minutes else ""}
    for number, band in enumerate(base.bands):
        found |= band_initial(number, band)
    slots = [ANY, *(f"band{number}" for number in range(len(base.bands)))]
    for room in file.rooms:
        for slot in slots:
            rates = _base_rates(base, room, slot)
            for rate in rates:
                found[f"price.{room.code}.{slot}.{rate.category}"] = price_text(rate.per_hour.pence)
            if rates and rates[0].minimum_minutes is not None:
                found[_least(room, slot)] = length_text(rates[0].minimum_minutes)
    return found


def _base_rates(base: Tariff, room: RoomRow, slot: str) -> list[Cell]:
    if slot == ANY:
        return own_rates(base, room.code, None)
    number = int(slot.removeprefix("band"))
    return own_rates(base, room.code, base.bands[number].code) if number < len(base.bands) else []


def _cell(room: RoomRow, slot: str, category: CategoryRow) -> str:
    return f"price.{room.code}.{slot}.{category.code}"


def _least(room: RoomRow, slot: str) -> str:
    return f"least.{room.code}.{slot}"
