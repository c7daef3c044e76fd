"""A price list as a grid to fill in: rooms and their times down, categories across, prices in the cells."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.plain_text import Line
from bookings.desk.price_grid import rules_of
from bookings.forms.fields import DayField
from bookings.forms.place.bands import BandFields, band_fields, band_initial, bound, days_with_a_name
from bookings.forms.place.counting import (
    NAMES,
    counting_fields,
    counting_initial,
    is_counted_otherwise,
    read_counting,
)
from bookings.forms.place.counts import Counts
from bookings.forms.place.money import LengthField, length_text
from bookings.forms.place.price_rows import (
    FormCell,
    FormRow,
    Row,
    Slot,
    by_room,
    mixed_words,
    row_fields,
    row_initial,
    rows_of,
)
from bookings.forms.place.price_typed import cells_typed, products_typed, read_typed, without_price
from bookings.forms.place.together import rooms_on_offer, together_field, together_in
from bookings.forms.place.ways import WayFields, bound_way, way_fields, way_initial
from venues.files import VenueFile
from venues.files.contents import CategoryRow
from venues.money import Money
from venues.tariffs import Tariff
from venues.tariffs.grid import TOGETHER, Cell, For, other_rates, ways, with_cells
from venues.tariffs.words import Section
from venues.tariffs.words.times import minimum_words


class PriceListForm(forms.Form):
    all_optional = True
    name = Line(
        label=gettext_lazy("What is this price list called?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the list a name, for example Prices from April 2027.")},
    )
    first = DayField(label=gettext_lazy("From which day does it hold?"))
    minimum = LengthField(
        label=gettext_lazy("Charged for at least, in hours, where a row above leaves it empty"),
        required=False,
        help_text=gettext_lazy(
            "Empty: for just as long as it is. Or 1, 2, 30 minutes. It is about money only: "
            "how short a hire one may book at all stands with the details of the hall."
        ),
    )
    bands = forms.IntegerField(widget=forms.HiddenInput, required=False)
    ways = forms.IntegerField(widget=forms.HiddenInput, required=False)
    together = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    now: Tariff | None = None  # the list in its place now, to be shown beside raised prices

    def __init__(
        self, data: Any = None, *, file: VenueFile, base: Tariff, counts: Counts, initial: dict[str, Any]
    ) -> None:
        """`base` is the list that is copied or changed."""
        super().__init__(data, initial={**_initial(file, base), **initial, **vars(counts)})
        self.file, self.base, self.counts = file, base, counts
        self.fields.update(counting_fields(base))
        named_days = days_with_a_name(base)
        for number in range(counts.bands):
            self.fields.update(band_fields(number, named_days))
        for number in range(counts.ways):
            self.fields.update(way_fields(number))
        for number in range(counts.together):
            self.fields[f"together{number}"] = together_field(number, rooms_on_offer(file))
        held: dict[str, Any] = {}
        for row in self.grid_rows:
            self.fields.update(row_fields(row, self.columns))
            held |= row_initial(row, self.columns)
        self.initial = {**held, **self.initial}

    @property
    def band_boxes(self) -> list[BandFields]:
        return [bound(self, number) for number in range(self.counts.bands)]

    @property
    def way_boxes(self) -> list[WayFields]:
        return [bound_way(self, number) for number in range(self.counts.ways)]

    @property
    def together_boxes(self) -> list[forms.BoundField]:
        return [self[f"together{number}"] for number in range(self.counts.together)]

    @property
    def counting_boxes(self) -> dict[str, forms.BoundField]:
        return {name: self[name] for name in NAMES}

    @property
    def is_counted_otherwise(self) -> bool:
        return is_counted_otherwise(self.base) or any(self.has_error(name) for name in NAMES)

    @property
    def least_words(self) -> str:
        return minimum_words(self.base.minimum_minutes)

    @property
    def says_more(self) -> bool:
        """Whether more than the table was typed or asked for."""
        return self.is_bound or any(vars(self.counts).values())

    @property
    def may_be_together(self) -> bool:
        return len(rooms_on_offer(self.file)) > 1

    @property
    def rules(self) -> tuple[Section, ...]:
        """What the list says beside the grid, which is kept as it is."""
        shown = frozenset(cell.as_rate() for row in self.grid_rows for cell in row.held.values())
        return rules_of(self.base, self.file, shown)

    @property
    def columns(self) -> tuple[CategoryRow, ...]:
        return self.file.operator.categories

    @property
    def for_anyone(self) -> str:
        """What the standard price is called, where there are others beside it."""
        names = [row.name for row in self.columns if row.standard]
        return names[0] if names and len(self.columns) > 1 else ""

    @property
    def rows(self) -> list[FormRow]:
        return [
            FormRow(
                row.spot.name,
                row.slot.name,
                self._of(row.slot),
                [
                    FormCell(category.name, self[row.box(category)], self._now(row, category))
                    for category in self.columns
                ],
                self[row.least_box] if row.least_box in self.fields else None,
                mixed_words(self.base, row.held, self.columns) if row.slot.of is For.HOUR else "",
            )
            for row in self.grid_rows
        ]

    def look_at_the_new(self, before: Counts) -> None:
        """The first box of what was added is where one types next."""
        new = {
            "bands": f"band{before.bands}-name",
            "ways": f"way{before.ways}-name",
            "together": f"together{before.together}",
        }
        for name, box in new.items():
            if box in self.fields and getattr(self.counts, name) > getattr(before, name):
                self.fields[box].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = read_typed(self, cleaned)
        counted = read_counting(self, cleaned, self.base)
        if self.errors:
            return cleaned
        prices = tuple(cells_typed(self, cleaned, typed))
        if not prices and not other_rates(self.base):
            first = next((row.box(self.columns[0]) for row in self.grid_rows), None)
            self.add_error(first, _("Write at least one price."))
        for box in without_price(self.base, typed, prices):
            self.add_error(box, _("Write a price for it in the table, or take it away."))
        used = {code for band in typed.bands.values() if band for code in band.named}
        known = {row.code for row in self.base.named_days}
        self.tariff = replace(
            with_cells(self.base, prices),
            name=cleaned["name"],
            valid_from=cleaned["first"],
            valid_to=None,
            standard=self.file.operator.standard,
            minimum_minutes=cleaned["minimum"] or 0,
            bands=tuple(band for band in typed.bands.values() if band),
            products=products_typed(self.base, typed),
            named_days=tuple(row for row in days_with_a_name(self.base) if row.code in known | used),
            currency=self.file.operator.currency,
            step_minutes=counted.step_minutes,
            grace_minutes=counted.grace_minutes,
            rounding=counted.rounding,
            choice=counted.choice,
            tax=counted.tax,
        )
        return cleaned

    @cached_property
    def grid_rows(self) -> list[Row]:
        return rows_of(self.base, self.file, self.counts, lambda name: self[name].value())

    @cached_property
    def _cells_now(self) -> dict[str | None, list[Cell]]:
        return by_room(self.now)

    def _now(self, row: Row, category: CategoryRow) -> Money | None:
        cell = row.among(self._cells_now).get(category.code)
        return cell.price if cell else None

    def _of(self, slot: Slot) -> str:
        """What its prices are for, as the page says now."""
        return str(self[f"{slot.key}-of"].value() or slot.of) if f"{slot.key}-of" in self.fields else slot.of


def _initial(file: VenueFile, base: Tariff) -> dict[str, Any]:
    """The boxes as the list has them, but for those of its rows."""
    found: dict[str, Any] = {"minimum": length_text(base.minimum_minutes) if base.minimum_minutes else ""}
    found |= counting_initial(base)
    for number, band in enumerate(base.bands):
        found |= band_initial(number, band, base)
    for number, way in enumerate(ways(base)):
        found |= way_initial(number, way, base)
    for number, rooms in enumerate(together_in(base, file)):
        found[f"together{number}"] = rooms.split(TOGETHER)
    return found
