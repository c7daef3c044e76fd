"""What a hire costs at a venue: the right version of its price list, and the right category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from venues import tariffs
from venues.models import Category, Room, Tariff, Venue
from venues.periods import Period


@dataclass(frozen=True)
class Offer:
    """A category with the quote it gives."""

    category: Category
    quote: tariffs.Quote


class PriceLists:
    """The published price lists and categories of some venues, loaded at one go."""

    def __init__(self, venues: Iterable[Venue]) -> None:
        """Asks for the price lists now, and for the categories when they are first wanted."""
        found = list(venues)
        self._operators = {venue.operator_id for venue in found}
        self._rows: dict[int, list[Tariff]] = defaultdict(list)
        for row in Tariff.objects.filter(venue__in={venue.pk for venue in found}).order_by("valid_from"):
            self._rows[row.venue_id].append(row)
        self._read: dict[int, tariffs.Tariff] = {}

    @cached_property
    def _categories(self) -> dict[int, list[Category]]:
        by_operator: dict[int, list[Category]] = defaultdict(list)
        for category in Category.objects.filter(operator__in=self._operators):
            by_operator[category.operator_id].append(category)
        return by_operator

    def categories(self, venue: Venue) -> list[Category]:
        return self._categories[venue.operator_id]

    def on(self, venue: Venue, day: date) -> Tariff | None:
        """The version in force on the day of the event."""
        for row in reversed(self._rows[venue.pk]):
            if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
                return row
        return None

    def read(self, row: Tariff, currency: str) -> tariffs.Tariff:
        """The price list as a value; each row is read once."""
        if row.pk not in self._read:
            self._read[row.pk] = tariffs.read(row.document, currency)
        return self._read[row.pk]

    def quote(self, rooms: Sequence[Room], period: Period, category: Category) -> tariffs.Quote:
        """The price of one hire; raises `tariffs.NoPrice` where the list has none."""
        venue = rooms[0].venue
        codes = tuple(room.code for room in rooms)
        row = self.on(venue, period.start.astimezone(venue.tz).date())
        if row is None:
            raise tariffs.NoPrice(codes[0], category.code, period)
        return tariffs.quote(
            self.read(row, venue.operator.currency), tariffs.Request(codes, period, venue.tz, category.code)
        )

    def cheapest(self, room: Room, periods: Sequence[Period], kind: str) -> list[Offer] | None:
        """The offers, one a period, of the cheapest category meant for this kind of hirer (decision 14).

        None where no category has a price for every period.
        """
        best: list[Offer] | None = None
        for category in self.categories(room.venue):
            if not category.is_meant_for(kind):
                continue
            try:
                offers = [Offer(category, self.quote([room], period, category)) for period in periods]
            except tariffs.NoPrice:
                continue
            if best is None or total_pence(offers) < total_pence(best):
                best = offers
        return best


def total_pence(offers: Iterable[Offer]) -> int:
    return sum(offer.quote.total.pence for offer in offers)
