"""What four usual hires cost by the price list in force at the end of a span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from bookings.asking import Answers
from bookings.hires import as_request
from bookings.prices import value_of
from bookings.reports.load.ground import Ground
from bookings.reports.rows import BENCHMARKS, Benchmark, BenchmarkRow, Named, NotPriced
from bookings.reports.span import Span
from venues import tariffs
from venues.models import Category, Room, Tariff, Venue
from venues.periods import Period
from venues.tariffs.days import TERM

WEDNESDAY, SATURDAY = 2, 5


def load(ground: Ground, span: Span) -> tuple[BenchmarkRow, ...]:
    """Of every category."""
    venue, row = ground.venue, next((row for row in ground.tariffs if _holds(row, span.last)), None)
    if row is None:
        return ()
    prices = value_of(row, venue.operator.currency)
    on_offer = [room for room in ground.rooms if room.retired_on is None or room.retired_on > span.last]
    return tuple(
        _cheapest(venue, prices, benchmark, category, _fitting(on_offer, benchmark.people), span)
        for benchmark in BENCHMARKS
        for category in ground.categories
    )


def _holds(row: Tariff, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def _fitting(rooms: Sequence[Room], people: int) -> list[Room]:
    """Those that are known to take so many, the smallest first."""
    known = [(room.largest_capacity, room.position, room.pk, room) for room in rooms if room.largest_capacity]
    return [room for capacity, _position, _key, room in sorted(known) if capacity >= people]


def _cheapest(
    venue: Venue, prices: tariffs.Tariff, benchmark: Benchmark, category: Category, rooms: Sequence[Room], span: Span
) -> BenchmarkRow:
    """In the smallest room that has a price for it."""
    named, why = Named(category.code, category.name), NotPriced.NOT_OFFERED
    for room in rooms:
        try:
            total, bond = _price(venue, prices, benchmark, category, room, span)
        except tariffs.AskThem:
            why = NotPriced.ON_APPLICATION
        except (tariffs.FactMissing, tariffs.ProductMissing):
            why = NotPriced.MORE_IS_ASKED
        except tariffs.Refusal:
            continue
        else:
            return BenchmarkRow(benchmark, named, Named(room.code, room.name), total, bond)
    return BenchmarkRow(benchmark, named, None, None, 0, why)


def _price(
    venue: Venue, prices: tariffs.Tariff, benchmark: Benchmark, category: Category, room: Room, span: Span
) -> tuple[int, int]:
    """In pence all in, for all its dates, and the most that is held against damage."""
    found = [
        tariffs.quote(
            prices,
            as_request(
                venue,
                [room.code],
                period,
                category.code,
                people=benchmark.people,
                dates_booked=benchmark.dates,
                date_number=number,
                answers=Answers(extras=_extras(prices, benchmark), facts={TERM: True}),
            ),
        )
        for number, period in enumerate(_periods(venue, benchmark, span.last), 1)
    ]
    bonds = max(sum(held.amount.pence for held in quote.bonds) for quote in found)
    return sum(quote.total.pence for quote in found), bonds


def _periods(venue: Venue, benchmark: Benchmark, last: date) -> Iterator[Period]:
    """The last such day of the span, or as many weeks up to it; no shorter than the hall lets its rooms for."""
    weekday = SATURDAY if benchmark.weekend else WEDNESDAY
    day = last - timedelta(days=(last.weekday() - weekday) % 7)
    length = timedelta(minutes=max(benchmark.minutes, venue.shortest_minutes))
    for week in reversed(range(benchmark.dates)):
        start = datetime.combine(day - timedelta(weeks=week), time(benchmark.hour), venue.tz)
        yield Period(start, start + length)


def _extras(prices: tariffs.Tariff, benchmark: Benchmark) -> tuple[tariffs.ExtraAsked, ...]:
    """A kitchen, a bar: by its name on the list; where the list has none it costs nothing more."""
    wanted = benchmark.extra
    found = [extra for extra in prices.extras if wanted and wanted in f"{extra.code} {extra.name}".casefold()]
    return (tariffs.ExtraAsked(found[0].code),) if found else ()
