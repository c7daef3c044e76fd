"""The price list in words: for each room a table, categories down and bands across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from venues.money import Money
from venues.tariffs.rows import Rate
from venues.tariffs.tariff import Tariff
from venues.tariffs.ways import PerTime
from venues.tariffs.words.names import Names
from venues.tariffs.words.times import band_hours_words, minimum_words

Prices = dict[str, dict[str, dict[str | None, Rate]]]  # by room, category and band


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

    @property
    def range(self) -> str:
        """From the lowest to the highest of its prices: £10.00 to £32.50 an hour."""
        found = sorted({price.per_hour.pence for row in self.rows for price in row.prices if price})
        currency = next((price.per_hour.currency for row in self.rows for price in row.prices if price), "")
        if not found or not found[-1]:
            return _("free") if found else _("No price")
        lowest = _("free") if not found[0] else str(Money(found[0], currency))
        if len(found) == 1:
            return _("%(price)s an hour") % {"price": lowest}
        return _("%(lowest)s to %(highest)s an hour") % {"lowest": lowest, "highest": Money(found[-1], currency)}


def price_list_words(tariff: Tariff, names: Names) -> list[RoomPrices]:
    """A table of hourly prices for each room that has one; other prices are told by `rule_words`.

    Rooms and categories stand in the order of their names.
    """
    prices: Prices = {}
    for rate in tariff.rates:
        if rate.is_plain:
            row = prices.setdefault(rate.when.room[0], {}).setdefault(rate.when.category[0], {})
            row[rate.when.band[0] if rate.when.band else None] = rate
    return [_room_prices(tariff, room, prices[room], names) for room in _in_order(names.rooms, prices)]


def _room_prices(tariff: Tariff, room: str, rates: Mapping[str, Mapping[str | None, Rate]], names: Names) -> RoomPrices:
    columns = _columns(tariff, {band for row in rates.values() for band in row})
    rows = [
        CategoryPrices(
            code=category,
            name=names.category(category),
            is_standard=category == tariff.standard,
            prices=tuple(_price(tariff, category, _rate(rates[category], column), column, names) for column in columns),
        )
        for category in _in_order(names.categories, rates)
    ]
    return RoomPrices(room, names.room(room), tuple(columns), tuple(rows))


def _columns(tariff: Tariff, used: set[str | None]) -> list[Column]:
    dates = {days.code: days.name for days in tariff.named_days}
    columns = [
        Column(band.code, band.name, band_hours_words(band, dates)) for band in tariff.bands if band.code in used
    ]
    if None in used:
        columns.append(Column(None, _("Any other time") if columns else _("Any time"), ""))
    return columns


def _rate(rates: Mapping[str | None, Rate], column: Column) -> Rate | None:
    """The price of the band, else that of any other time."""
    return rates.get(column.code) or rates.get(None)


def _price(tariff: Tariff, category: str, rate: Rate | None, column: Column, names: Names) -> Price | None:
    if rate is None or not isinstance(rate.way, PerTime):
        return None
    per_hour = Money(int(rate.way.price.pence), tariff.currency)
    minimum = minimum_words(tariff.minimum_of(rate)) if per_hour else ""
    words = _("%(category)s, %(when)s: %(price)s an hour") if per_hour else _("%(category)s, %(when)s: free")
    sentence = words % {
        "category": names.category(category),
        "when": column.heading,
        "price": per_hour,
    }
    return Price(per_hour, minimum, f"{sentence}, {minimum}" if minimum else sentence)


def _in_order(shown: Iterable[str], used: Iterable[str]) -> list[str]:
    """The codes in use: those with a name first, in the order of the names."""
    left = dict.fromkeys(used)
    named = [code for code in shown if code in left]
    return named + [code for code in left if code not in named]
