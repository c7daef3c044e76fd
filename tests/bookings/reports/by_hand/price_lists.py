"""What four usual hires cost by the list of the last day, quoted by the price engine: that has proofs of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from fractions import Fraction

from bookings.asking import Answers
from bookings.hires import as_request
from bookings.prices import value_of
from tests.bookings.reports.by_hand.clock import Clock
from tests.bookings.reports.by_hand.told import NOT_KNOWN, Told, in_pounds, number
from venues import tariffs
from venues.models import Category, Room, Tariff, Venue
from venues.periods import Period
from venues.tariffs.days import TERM

WEDNESDAY, SATURDAY = 2, 5
HIRES = {  # weekday, from, minutes, people, dates, what else
    "a": (WEDNESDAY, 19, 120, 12, 1, ""),
    "b": (WEDNESDAY, 10, 90, 25, 12, ""),
    "c": (SATURDAY, 14, 180, 40, 1, "kitchen"),
    "d": (SATURDAY, 18, 240, 80, 1, "bar"),
}


def figures(venue: Venue, clock: Clock) -> Iterator[Told]:
    last = clock.until - timedelta(days=1)
    lists = Tariff.objects.filter(venue=venue, valid_from__lte=last).order_by("-valid_from", "-pk")
    row = next((row for row in lists if row.valid_to is None or row.valid_to >= last), None)
    categories = list(Category.objects.filter(operator=venue.operator))
    if row is None or not categories:
        yield Told("A5", "n", None, None, NOT_KNOWN)
        return
    prices = value_of(row, venue.operator.currency)
    rooms = [room for room in venue.rooms.all() if room.retired_on is None or room.retired_on > last]
    priced = set()
    for code in HIRES:
        for category in categories:
            found = _cheapest(venue, prices, code, category, rooms, clock)
            if found is not None:
                priced.add(code)
                yield in_pounds(f"A5.{code}_{category.code.replace('-', '_')}", Fraction(found))
    yield number("A5", len(priced))


def _cheapest(
    venue: Venue, prices: tariffs.Tariff, code: str, category: Category, rooms: list[Room], clock: Clock
) -> int | None:
    """In the smallest room that takes so many and has a price."""
    takes = {room: max((each.capacity or 0 for each in room.layouts.all()), default=0) for room in rooms}
    for room in sorted(rooms, key=lambda room: (takes[room], room.position, room.pk)):
        if takes[room] >= HIRES[code][3]:
            try:
                return _price(venue, prices, code, category, room, clock)
            except tariffs.Refusal:
                continue
    return None


def _price(venue: Venue, prices: tariffs.Tariff, code: str, category: Category, room: Room, clock: Clock) -> int:
    weekday, hour, minutes, people, dates, beside = HIRES[code]
    last = clock.until - timedelta(days=1)
    while last.weekday() != weekday:
        last -= timedelta(days=1)
    extra = next((each for each in prices.extras if beside and beside in f"{each.code} {each.name}".lower()), None)
    answers = Answers(extras=(tariffs.ExtraAsked(extra.code),) if extra else (), facts={TERM: True})
    pence = 0
    for n in range(dates):
        start = datetime.combine(last - timedelta(weeks=dates - 1 - n), time(hour), venue.tz)
        hire = Period(start, start + timedelta(minutes=max(minutes, venue.shortest_minutes)))
        asked = as_request(
            venue, [room.code], hire, category.code, people=people, dates_booked=dates, date_number=n + 1,
            answers=answers,
        )  # fmt: skip
        pence += tariffs.quote(prices, asked).total.pence
    return pence
