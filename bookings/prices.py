"""What a hire costs at a venue: the right version of its price list, and the right category."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from bookings.asking import NOTHING, Answers
from bookings.hires import as_request
from bookings.offers import Hour, Offer, hour_of
from bookings.terms import NOBODY, Agreed, what_holds
from venues import tariffs
from venues.at_one_go import Asked, Told, objects_of
from venues.models import Category, Room, Tariff, Venue
from venues.periods import Period

KEPT = 1000  # price lists that a process remembers
HELPFUL = (tariffs.FactMissing, tariffs.ProductMissing, tariffs.AskThem)  # refusals that are not the end of it


Hire = tuple[date, Tariff | None, Hour | None]  # the day, the list that holds then, and the hour of the week
Asking = tuple[tuple[int, ...], int | None, Answers]  # the rooms, how many people, what was said
Worked = tuple[Category, tariffs.Price, int]  # what an offer is made of
Alike = tuple[int, str, Hour, Decimal | None]  # the list, the category, when, and so much off


@lru_cache(maxsize=KEPT)
def _read(document: str, currency: str) -> tariffs.Tariff:
    """Kept by what it says, from one visit to the next: a search of a district reads hundreds."""
    return tariffs.read(json.loads(document), currency)


def value_of(row: Tariff, currency: str) -> tariffs.Tariff:
    """A price list as a value."""
    return _read(json.dumps(row.document), currency)


class PriceLists:
    """The published price lists and categories of some venues, loaded at one go."""

    def __init__(self, venues: Iterable[Venue], *, booked: date | None = None, told: Told | None = None) -> None:
        """Asks for the price lists now, and for the categories when they are first wanted; or for nothing, where
        `questions` were answered already.

        `booked` is the day of booking, today where it is not said; at a venue that says so its prices hold.
        """
        found = list(venues)
        self._booked = booked
        self._operators = {venue.operator_id for venue in found}
        self._loaded = None if told is None else told["categories"]
        self._rows: dict[int, list[Tariff]] = defaultdict(list)
        lists = Tariff.objects.filter(venue__in={venue.pk for venue in found}) if told is None else told["price_lists"]
        for row in sorted(lists, key=lambda row: row.valid_from):
            self._rows[row.venue_id].append(row)
        self._read: dict[int, tariffs.Tariff] = {}
        self._hours: dict[tuple[Period, ZoneInfo], tuple[date, Hour | None]] = {}
        self._same_hour: dict[Hour, Hour] = {}
        self._hires: dict[tuple[int, Period], Hire] = {}
        self._together: dict[tuple[int, ...], tuple[Sequence[Period], Sequence[Hire]]] = {}
        self._alike: dict[Asking, dict[Alike, tuple[date, tariffs.Price]]] = defaultdict(dict)

    @staticmethod
    def questions(venues: Collection[int] | QuerySet[Venue]) -> Asked:
        """What these are made of, with all categories of their operators."""
        categories = Category.objects.filter(operator__venues__in=venues).distinct()
        return {
            "price_lists": objects_of(Tariff.objects.filter(venue__in=venues)),
            "categories": objects_of(categories),
        }

    @cached_property
    def _categories(self) -> dict[int, list[Category]]:
        by_operator: dict[int, list[Category]] = defaultdict(list)
        loaded = self._loaded
        found = Category.objects.filter(operator__in=self._operators) if loaded is None else loaded
        for category in sorted(found, key=lambda category: (category.position, category.pk)):
            by_operator[category.operator_id].append(category)
        return by_operator

    def categories(self, venue: Venue) -> list[Category]:
        return self._categories[venue.operator_id]

    def on(self, venue: Venue, day: date) -> Tariff | None:
        """The version that holds for a hire on this day: that of the day, or of the day of booking."""
        if venue.prices_of == Venue.PricesOf.BOOKING:
            day = self._booked or timezone.localdate(timezone=venue.tz)
        for row in reversed(self._rows[venue.pk]):
            if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
                return row
        return None

    def value_on(self, venue: Venue, day: date) -> tariffs.Tariff | None:
        """The same, as a value."""
        row = self.on(venue, day)
        return self.read(row, venue.operator.currency) if row else None

    def between(self, venue: Venue, first: date, last: date) -> list[tariffs.Tariff]:
        """Those that hold for a hire on some day from the first to the last, as values."""
        if venue.prices_of == Venue.PricesOf.BOOKING:
            held = self.value_on(venue, first)
            return [held] if held else []
        rows = [row for row in self._rows[venue.pk] if row.valid_from <= last and first <= (row.valid_to or first)]
        return [self.read(row, venue.operator.currency) for row in rows]

    def rows(self, venue: Venue) -> Sequence[Tariff]:
        """All of them, the earliest first."""
        return self._rows[venue.pk]

    def row(self, venue: Venue, key: int) -> Tariff:
        """That one of them, whichever day it holds for."""
        return next(row for row in self._rows[venue.pk] if row.pk == key)

    def by_key(self, venue: Venue, key: int) -> tariffs.Tariff:
        """The same, as a value."""
        return self.read(self.row(venue, key), venue.operator.currency)

    def read(self, row: Tariff, currency: str) -> tariffs.Tariff:
        """The price list as a value; each row is read once."""
        if row.pk not in self._read:
            self._read[row.pk] = value_of(row, currency)
        return self._read[row.pk]

    def price(
        self,
        rooms: Sequence[Room],
        period: Period,
        category: Category,
        *,
        people: int | None = None,
        dates_booked: int = 1,
        date_number: int = 1,
        answers: Answers = NOTHING,
        percent_off: Decimal | None = None,
    ) -> tariffs.Price:
        """What one date of a booking costs, the first, second …; raises `tariffs.Refusal` where it has no price."""
        venue = rooms[0].venue
        codes = tuple(room.code for room in rooms)
        row = self.on(venue, period.start.astimezone(venue.tz).date())
        if row is None:
            raise tariffs.NoPrice(codes[0], category.code, period)
        request = as_request(
            venue,
            codes,
            period,
            category.code,
            people=people,
            dates_booked=dates_booked,
            date_number=date_number,
            answers=answers,
            percent_off=percent_off,
        )
        return tariffs.price(self.read(row, venue.operator.currency), request)

    def offers(
        self,
        rooms: Sequence[Room],
        periods: Sequence[Period],
        category: Category,
        *,
        people: int | None = None,
        answers: Answers = NOTHING,
        agreed: Agreed = NOBODY,
        numbers: Sequence[int] = (),
        booked: int = 0,
    ) -> list[Offer]:
        """One a period, in one room or in several at once; raises `tariffs.Refusal` where one has no price.

        Where the list is the same every week, each hour of the week is worked out once. What was agreed for
        a day takes the place of the category, or comes off its price. Of a series that is partly in another
        room, `numbers` says which of its `booked` dates these are.
        """
        worked_out = self._worked_out(rooms, periods, category, people, answers, agreed, numbers, booked)
        return [Offer(*each) for each in worked_out]

    def _worked_out(
        self,
        rooms: Sequence[Room],
        periods: Sequence[Period],
        category: Category,
        people: int | None,
        answers: Answers,
        agreed: Agreed = NOBODY,
        numbers: Sequence[int] = (),
        booked: int = 0,
    ) -> list[Worked]:
        """What an offer is made of, one a period."""
        venue, found, booked = rooms[0].venue, list[Worked](), booked or len(periods)
        worked_out = self._alike[tuple(room.pk for room in rooms), people, answers]
        hires = self._hires_in(venue, periods)
        for number, period, (day, row, hour) in zip(numbers or range(1, len(periods) + 1), periods, hires, strict=True):
            pays, off = what_holds(agreed.get(day), category) if agreed else (category, None)
            if row is None or hour is None:
                price = self.price(
                    rooms,
                    period,
                    pays,
                    people=people,
                    dates_booked=booked,
                    date_number=number,
                    answers=answers,
                    percent_off=off,
                )
                found.append((pays, price, 0))
                continue
            asked = (row.id, pays.code, hour, off)
            if asked not in worked_out:
                price = self.price(rooms, period, pays, people=people, answers=answers, percent_off=off)
                worked_out[asked] = day, price
            first, price = worked_out[asked]
            found.append((pays, price, (day - first).days))
        return found

    def _hires_in(self, venue: Venue, periods: Sequence[Period]) -> Sequence[Hire]:
        """Of each period; the rooms of a hall are mostly asked about the very same ones."""
        asked = (venue.id, *map(id, periods))
        if asked not in self._together:
            hires = [self._hire(venue, period) for period in periods]
            self._together[asked] = tuple(periods), hires  # kept, so that no other has the identity of one of them
        return self._together[asked][1]

    def _hire(self, venue: Venue, period: Period) -> Hire:
        """The day of it, the list that prices it, and its hour of the week where that has one price on all dates."""
        if (venue.id, period) not in self._hires:
            day, hour = self._on_the_clock(period, venue.tz)
            row = self.on(venue, day)
            weekly = row is not None and self.read(row, venue.operator.currency).is_the_same_every_week
            self._hires[venue.id, period] = day, row, hour if weekly else None
        return self._hires[venue.id, period]

    def _on_the_clock(self, period: Period, zone: ZoneInfo) -> tuple[date, Hour | None]:
        if (period, zone) not in self._hours:
            day = period.first.astimezone(zone).date()
            hour = hour_of(period, zone)
            self._hours[period, zone] = day, self._same_hour.setdefault(hour, hour) if hour else None
        return self._hours[period, zone]

    def cheapest(
        self,
        room: Room,
        periods: Sequence[Period],
        kind: str,
        *,
        people: int | None = None,
        answers: Answers = NOTHING,
    ) -> list[Offer] | None:
        """The offers, one a period, of the cheapest category meant for this kind of hirer (decision 14).

        None where no category has a price for every period.
        """
        found = self._by_category(room, periods, kind, people, answers)
        priced = (worked_out for worked_out in found if isinstance(worked_out, list))
        cheapest = min(priced, key=lambda each: sum(price.pence for _pays, price, _later in each), default=None)
        return None if cheapest is None else [Offer(*each) for each in cheapest]

    def why_not(
        self,
        room: Room,
        periods: Sequence[Period],
        kind: str,
        *,
        people: int | None = None,
        answers: Answers = NOTHING,
    ) -> tariffs.Refusal | None:
        """What would help where there is no cheapest: an answer first, then to ask the hall; None: nothing."""
        found = self._by_category(room, periods, kind, people, answers)
        helpful = [told for told in found if isinstance(told, HELPFUL)]
        return min(helpful, key=lambda told: [isinstance(told, kind) for kind in HELPFUL].index(True), default=None)

    def _by_category(
        self, room: Room, periods: Sequence[Period], kind: str, people: int | None, answers: Answers
    ) -> Iterator[list[Worked] | tariffs.Refusal]:
        """What each category meant for this kind of hirer would pay, or why that cannot be said."""
        for category in self.categories(room.venue):
            if category.is_meant_for(kind):
                try:
                    yield self._worked_out([room], periods, category, people, answers)
                except tariffs.Refusal as refusal:
                    yield refusal
