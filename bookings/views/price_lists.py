"""The price list that holds today, and those to come, as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.desk.price_grid import names_its_day
from bookings.prices import value_of
from venues.models import Category, Room, Tariff, Venue
from venues.tariffs.words import Names, RoomPrices, Section, price_list_words, rule_words


@dataclass(frozen=True)
class PriceList:
    """A price list with a table for each room, and who may have each price."""

    name: str
    dates: str
    names_its_day: bool
    holds_now: bool
    rooms: list[RoomPrices]
    rules: list[Section]  # all that a table of prices per hour cannot say
    minimum: str  # where it is the same throughout
    kinds: list[Category]  # of price, that say who may have them or what proof they ask

    @property
    def heading(self) -> str:
        """Prices, since 1 April 2026; a list whose name tells its day does not tell it twice."""
        return self.name if self.names_its_day else f"{self.name}, {self.dates}"


def price_lists(venue: Venue, rooms: Sequence[Room], *, today: date) -> list[PriceList]:
    """Two questions, whatever the length of the lists."""
    rows = Tariff.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today), venue=venue).order_by("valid_from")
    categories = list(venue.operator.categories.all())
    found = [_price_list(row, venue, rooms, categories, today) for row in rows]
    begun = [row for row in found if row.holds_now]
    return [*begun[-1:], *(row for row in found if not row.holds_now)]


def _price_list(
    row: Tariff, venue: Venue, rooms: Sequence[Room], categories: Sequence[Category], today: date
) -> PriceList:
    tariff = value_of(row, venue.operator.currency)
    names = Names.of(
        tariff,
        rooms={room.code: room.name for room in rooms},
        categories={category.code: category.name for category in categories},
    )
    shown = frozenset(rate for rate in tariff.rates if rate.is_plain)
    tables = [table for table in price_list_words(tariff, names) if table.code in names.rooms]
    minimums = {
        price.minimum for table in tables for line in table.rows for price in line.prices if price and not price.is_free
    }
    used = {line.code for table in tables for line in table.rows}
    return PriceList(
        name=row.name,
        dates=_dates(row, today),
        names_its_day=names_its_day(row.name, row.valid_from) and not (row.valid_to and row.valid_from <= today),
        holds_now=row.valid_from <= today,
        rooms=tables,
        rules=[] if tariff.is_plain else rule_words(tariff, names, shown=shown),
        minimum=minimums.pop() if len(minimums) == 1 else "",
        kinds=[each for each in categories if (each.who or each.proof) and each.code in used],
    )


def _dates(row: Tariff, today: date) -> str:
    first, last = date_words(row.valid_from), date_words(row.valid_to) if row.valid_to else ""
    if row.valid_from > today:
        return _("from %(first)s") % {"first": first}
    if last:
        return _("until %(last)s") % {"last": last}
    return _("since %(first)s") % {"first": first}
