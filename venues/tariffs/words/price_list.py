"""The price list in words: for each room a table, categories down and bands across."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from venues.money import Money
from venues.tariffs.tariff import Tariff
from venues.tariffs.words.names import Names
from venues.tariffs.words.times import band_hours_words, minimum_words


@dataclass(frozen=True)
class Column:
    """A band with its hours; the time in no band has no code and no hours."""

    code: str | None
    name: str
    hours: str

    @property
    def heading(self) -> str:
        """Evenings (Monday to Thursday, 5pm to 10pm)."""
        if not self.hours:
            return self.name
        return _("%(band)s (%(hours)s)") % {"band": self.name, "hours": self.hours}


@dataclass(frozen=True)
class Price:
    """A cell of the table, and the same as a sentence that stands alone."""

    per_hour: Money
    minimum: str
    sentence: str

    @property
    def is_free(self) -> bool:
        return not self.per_hour


@dataclass(frozen=True)
class CategoryPrices:
    """A row of the table: one price for each column, None where there is none."""

    code: str
    name: str
    is_standard: bool
    prices: tuple[Price | None, ...]


@dataclass(frozen=True)
class RoomPrices:
    code: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[CategoryPrices, ...]


def price_list_words(tariff: Tariff, names: Names) -> list[RoomPrices]:
    """A table for each room that has a price; rooms and categories stand in the order of their names."""
    rooms = _in_order(names.rooms, (rate.room for rate in tariff.rates))
    return [_room_prices(tariff, room, names) for room in rooms]


def _room_prices(tariff: Tariff, room: str, names: Names) -> RoomPrices:
    rates = [rate for rate in tariff.rates if rate.room == room]
    columns = _columns(tariff, {rate.band for rate in rates})
    rows = [
        CategoryPrices(
            code=category,
            name=names.category(category),
            is_standard=category == tariff.standard,
            prices=tuple(_price(tariff, room, category, column, names) for column in columns),
        )
        for category in _in_order(names.categories, (rate.category for rate in rates))
    ]
    return RoomPrices(room, names.room(room), tuple(columns), tuple(rows))


def _columns(tariff: Tariff, used: set[str | None]) -> list[Column]:
    columns = [Column(band.code, band.name, band_hours_words(band)) for band in tariff.bands if band.code in used]
    if None in used:
        columns.append(Column(None, _("Any other time") if columns else _("Any time"), ""))
    return columns


def _price(tariff: Tariff, room: str, category: str, column: Column, names: Names) -> Price | None:
    rate = tariff.prices.get((category, room), {}).get(column.code)
    if rate is None:
        return None
    minimum = minimum_words(tariff.minimum_of(rate)) if rate.per_hour else ""
    words = _("%(category)s, %(when)s: %(price)s an hour") if rate.per_hour else _("%(category)s, %(when)s: free")
    sentence = words % {
        "category": names.category(category),
        "when": column.heading,
        "price": rate.per_hour,
    }
    return Price(rate.per_hour, minimum, f"{sentence}, {minimum}" if minimum else sentence)


def _in_order(shown: Iterable[str], used: Iterable[str]) -> list[str]:
    """The codes in use: those with a name first, in the order of the names."""
    left = dict.fromkeys(used)
    named = [code for code in shown if code in left]
    return named + [code for code in left if code not in named]
