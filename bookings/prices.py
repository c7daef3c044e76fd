"""What a hire costs at a venue: the right version of its price list, and the right category."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from venues import tariffs
from venues.bank_holidays import bank_holidays
from venues.models import Category, Room, Tariff, Venue
from venues.money import Money
from venues.periods import Period

A_DAY = timedelta(days=1)
KEPT = 1000  # price lists that a process remembers


class Hour(NamedTuple):
    """When a hire of at most a day is, as a price list reads it: the weekday, the clock on the wall, and how long."""

    weekday: int
    start: time
    length: timedelta


@dataclass(frozen=True)
class Offer:
    """A category with the quote it gives: one worked out for the same hour of the week so many days before or after.

    A search makes tens of thousands of offers, and shows the lines of a few.
    """

    category: Category
    alike: tariffs.Quote
    days_later: int = 0

    @cached_property
    def quote(self) -> tariffs.Quote:
        return moved(self.alike, self.days_later)

    @property
    def total(self) -> Money:
        return self.alike.total

    @property
    def standard(self) -> Money:
        return self.alike.standard


@lru_cache(maxsize=KEPT)
def _read(document: str, currency: str) -> tariffs.Tariff:
    """Kept by what it says, from one visit to the next: a search of a district reads hundreds."""
    return tariffs.read(json.loads(document), currency)


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
        self._hours: dict[tuple[Period, ZoneInfo], tuple[date, Hour | None]] = {}
        self._alike: dict[tuple[int, str, str, Hour, int | None], tuple[date, tariffs.Quote]] = {}

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
            self._read[row.pk] = _read(json.dumps(row.document), currency)
        return self._read[row.pk]

    def quote(
        self,
        rooms: Sequence[Room],
        period: Period,
        category: Category,
        *,
        people: int | None = None,
        dates_booked: int = 1,
        date_number: int = 1,
    ) -> tariffs.Quote:
        """The price of one date of a booking, the first, second …; raises `tariffs.Refusal` where it has none."""
        venue = rooms[0].venue
        codes = tuple(room.code for room in rooms)
        row = self.on(venue, period.start.astimezone(venue.tz).date())
        if row is None:
            raise tariffs.NoPrice(codes[0], category.code, period)
        request = tariffs.Request(
            codes,
            period,
            venue.tz,
            category.code,
            people=people,
            dates_booked=dates_booked,
            date_number=date_number,
            calendars=tariffs.Calendars(bank_holidays(venue.nation)),
        )
        return tariffs.quote(self.read(row, venue.operator.currency), request)

    def offers(
        self, room: Room, periods: Sequence[Period], category: Category, *, people: int | None = None
    ) -> list[Offer]:
        """One a period; raises `tariffs.Refusal` where one has no price.

        Where the list is the same every week, each hour of the week is worked out once.
        """
        venue, found = room.venue, []
        zone = venue.tz
        for number, period in enumerate(periods, 1):
            day, hour = self._on_the_clock(period, zone)
            row = self.on(venue, day)
            if row is None or hour is None or not self.read(row, venue.operator.currency).is_the_same_every_week:
                quote = self.quote(
                    [room], period, category, people=people, dates_booked=len(periods), date_number=number
                )
                found.append(Offer(category, quote))
                continue
            asked = (row.pk, room.code, category.code, hour, people)
            if asked not in self._alike:
                self._alike[asked] = day, self.quote([room], period, category, people=people)
            first, quote = self._alike[asked]
            found.append(Offer(category, quote, (day - first).days))
        return found

    def _on_the_clock(self, period: Period, zone: ZoneInfo) -> tuple[date, Hour | None]:
        if (period, zone) not in self._hours:
            day = period.first.astimezone(zone).date()
            self._hours[period, zone] = day, hour_of(period, zone)
        return self._hours[period, zone]

    def cheapest(
        self, room: Room, periods: Sequence[Period], kind: str, *, people: int | None = None
    ) -> list[Offer] | None:
        """The offers, one a period, of the cheapest category meant for this kind of hirer (decision 14).

        None where no category has a price for every period.
        """
        best: list[Offer] | None = None
        for category in self.categories(room.venue):
            if not category.is_meant_for(kind):
                continue
            try:
                offers = self.offers(room, periods, category, people=people)
            except tariffs.Refusal:
                continue
            if best is None or total_pence(offers) < total_pence(best):
                best = offers
        return best


def hour_of(period: Period, zone: ZoneInfo) -> Hour | None:
    """None where it is longer than a day, or the clocks change on one of its days: that has a price of its own."""
    start, end = period.first.astimezone(zone), period.last.astimezone(zone)
    before, after = (datetime.combine(day, time(), zone) for day in (start.date(), end.date() + A_DAY))
    if period.length > A_DAY or before.utcoffset() != after.utcoffset():
        return None
    return Hour(start.weekday(), start.time(), period.length)


def moved(quote: tariffs.Quote, days: int) -> tariffs.Quote:
    """The same price for the same hour so many days later."""
    later = timedelta(days=days)
    return replace(
        quote,
        lines=tuple(
            replace(line, period=Period(line.period.start + later, line.period.end + later)) if line.period else line
            for line in quote.lines
        ),
    )


def total_pence(offers: Iterable[Offer]) -> int:
    return sum(offer.total.pence for offer in offers)
