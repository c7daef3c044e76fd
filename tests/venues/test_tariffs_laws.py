"""What holds for every price list and every hire."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from venues.money import Money
from venues.periods import Period
from venues.tariffs import Band, Calendars, Rate, Request, Tariff, quote, read, write
from venues.tariffs.clock import local_time, moment, parts, wall_moment
from venues.tariffs.days import Days

ROOMS, CATEGORIES = ("hall", "lounge"), ("standard", "community")
ZONES = [ZoneInfo(name) for name in ("Europe/London", "America/Havana", "Australia/Lord_Howe", "UTC")]
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2030, 1, 1)
MINUTE = timedelta(minutes=1)
PENCE = st.integers(0, 5000)
WHOLE_PENCE_A_MINUTE = st.integers(0, 80).map(lambda pence: pence * 60)
QUARTERS = st.integers(0, 95).map(lambda quarter: quarter * 15)

zones = st.sampled_from(ZONES)
days = st.dates(FIRST_DAY, LAST_DAY)
# Half of them are the eves of British clock changes
some_days = st.one_of(days, st.sampled_from([date(2026, 3, 28), date(2026, 10, 24)]))


@st.composite
def band_lists(draw: st.DrawFn) -> tuple[Band, ...]:
    """Bands that never overlap: neighbours in a day, some left out, the last perhaps past midnight."""
    edges = sorted(draw(st.sets(QUARTERS, min_size=2, max_size=5)))
    past_midnight = draw(st.integers(0, edges[0] // 15)) * 15
    weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    ends = [*edges[1:], 1440 + past_midnight]
    bands = [
        Band(f"band-{number}", f"Band {number}", weekdays, start, end)
        for number, (start, end) in enumerate(zip(edges, ends, strict=True), 1)
    ]
    return tuple(band for band in bands if draw(st.booleans()))


@st.composite
def tariffs(draw: st.DrawFn, pence: st.SearchStrategy[int] = PENCE, *, minimums: bool = False) -> Tariff:
    """A list in which each category has a price for each room at any time."""
    bands = draw(band_lists())
    least = st.none() | st.integers(0, 600) if minimums else st.none()
    codes = [None, *(band.code for band in bands if draw(st.booleans()))]
    return Tariff(
        name="Prices",
        valid_from=draw(days),
        valid_to=draw(st.none() | st.just(LAST_DAY)),
        standard="standard",
        minimum_minutes=draw(st.integers(0, 300)) if minimums else 0,
        bands=bands,
        rates=tuple(
            Rate.hourly(category, room, code, Money(draw(pence)), draw(least))
            for category in CATEGORIES
            for room in ROOMS
            for code in codes
        ),
    )


@st.composite
def requests(draw: st.DrawFn) -> Request:
    zone = draw(zones)
    start = wall_moment(draw(some_days), draw(st.integers(0, 1439)), zone)
    period = between(start, start + draw(st.integers(1, 3 * 1440)), zone)
    rooms = draw(st.lists(st.sampled_from(ROOMS), min_size=1, unique=True))
    return Request(tuple(rooms), period, zone, draw(st.sampled_from(CATEGORIES)))


def between(start: int, end: int, zone: ZoneInfo) -> Period:
    return Period(local_time(start, zone), local_time(end, zone))


def stretches(tariff: Tariff, period: Period, zone: ZoneInfo) -> list[tuple[int, int, str | None]]:
    """From, to, and the band that holds meanwhile: of these lists there is never more than one."""
    found = parts(Days.of(tariff), moment(period.start), moment(period.end), zone, Calendars())
    return [(part.start, part.end, next(iter(part.slice.bands), None)) for part in found]


@given(tariffs(minimums=True), requests())
def test_lines_add_up_to_the_total(tariff: Tariff, request: Request) -> None:
    priced = quote(tariff, request)
    assert sum(line.amount.pence for line in priced.lines) == priced.total.pence
    assert quote(tariff, replace(request, category="standard")).total == priced.standard


@given(tariffs(minimums=True), requests())
def test_all_the_time_is_charged_once_and_the_minimum_filled(tariff: Tariff, request: Request) -> None:
    for room in request.rooms:
        lines = [line for line in quote(tariff, request).lines if line.room == room]
        used = [line.period.minutes for line in lines if line.period]
        assert sum(used) == request.period.minutes
        charged, minimum = sum(line.quantity for line in lines), max(line.minimum or 0 for line in lines)
        assert charged == max(minimum, request.period.minutes)


@given(tariffs(), requests(), st.integers(0, 600), st.integers(0, 600))
def test_a_longer_hire_is_never_cheaper(tariff: Tariff, request: Request, before: int, after: int) -> None:
    longer = replace(request, period=request.period.widened(before * MINUTE, after * MINUTE))
    assert quote(tariff, request).total <= quote(tariff, longer).total


@given(tariffs(minimums=True), requests(), st.randoms())
def test_the_order_of_rows_never_matters(tariff: Tariff, request: Request, chance: random.Random) -> None:
    bands, rates = list(tariff.bands), list(tariff.rates)
    chance.shuffle(bands)
    chance.shuffle(rates)
    assert quote(replace(tariff, bands=tuple(bands), rates=tuple(rates)), request) == quote(tariff, request)


@given(tariffs(WHOLE_PENCE_A_MINUTE), requests(), st.data())
def test_two_hires_in_a_row_cost_what_one_does(tariff: Tariff, request: Request, data: st.DataObject) -> None:
    """Wherever it is cut, at the edge of a band or not, when no part needs rounding."""
    start, end = moment(request.period.start), moment(request.period.end)
    edges = [first for first, _, _ in stretches(tariff, request.period, request.zone)[1:]]
    cut = data.draw(st.integers(start, end) | st.sampled_from(edges or [start]))
    pieces = [between(*piece, request.zone) for piece in ((start, cut), (cut, end)) if piece[0] < piece[1]]
    pence = sum(quote(tariff, replace(request, period=piece)).total.pence for piece in pieces)
    assert pence == quote(tariff, request).total.pence


@given(tariffs(minimums=True))
def test_what_is_written_reads_the_same(tariff: Tariff) -> None:
    document = write(tariff)
    assert read(document) == tariff
    assert read(json.loads(json.dumps(document, sort_keys=True))) == tariff
    assert json.dumps(write(read(document))) == json.dumps(document)


@given(tariffs(), requests())
def test_each_quarter_of_an_ordinary_day_is_in_the_band_the_wall_clock_says(tariff: Tariff, request: Request) -> None:
    found = stretches(tariff, request.period, ZONES[-1])
    assert [end for _, end, _ in found[:-1]] == [start for start, _, _ in found[1:]]
    assert (found[0][0], found[-1][1]) == (moment(request.period.start), moment(request.period.end))
    for start, end, code in found:
        for at in range(start, end, 15):
            assert band_on_the_wall(tariff, local_time(at, ZONES[-1])) == code


def band_on_the_wall(tariff: Tariff, at: datetime) -> str | None:
    """The same question answered the slow way."""
    minute, weekday = at.hour * 60 + at.minute, at.weekday()
    for band in tariff.bands:
        today = weekday in band.days and band.from_minute <= minute < band.to_minute
        yesterday = (weekday - 1) % 7 in band.days and minute + 1440 < band.to_minute
        if today or yesterday:
            return band.code
    return None


@given(tariffs(), requests())
def test_nothing_is_left_out_where_clocks_change(tariff: Tariff, request: Request) -> None:
    found = stretches(tariff, request.period, request.zone)
    assert [end for _, end, _ in found[:-1]] == [start for start, _, _ in found[1:]]
    assert (found[0][0], found[-1][1]) == (moment(request.period.start), moment(request.period.end))


@given(some_days, st.integers(0, 1440), zones)
def test_a_time_on_the_wall_is_the_first_moment_the_clock_has_reached_it(
    day: date, minute: int, zone: ZoneInfo
) -> None:
    at = wall_moment(day, minute, zone)
    wall = datetime.combine(day, datetime.min.time()) + minute * MINUTE
    assert local_time(at - 1, zone).replace(tzinfo=None) < wall <= local_time(at, zone).replace(tzinfo=None)
