"""What holds for price lists of every shape, and hires of every kind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.venues.hire_strategies import hires
from tests.venues.price_lists import LONDON
from tests.venues.tariff_strategies import CATEGORIES, CONDITIONS, ROOMS, Table, documents, rows, table
from venues.periods import Period
from venues.tariffs import (
    AskThem,
    FactMissing,
    Fault,
    Line,
    NoPrice,
    ProductMissing,
    Quote,
    Refusal,
    Request,
    Tariff,
    TariffFaults,
    check,
    quote,
    read,
)
from venues.tariffs.contradictions import contradictions
from venues.tariffs.words import fault_words

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]  # a whole price list is a large thing to draw
OPEN: Mapping[int, list[tuple[int, int]]] = {1: [(540, 720), (840, 1320)], 5: [(1080, 1500)], 6: [(600, 840)]}
SHUFFLED = ("rates", "limits", "adjustments", "fees", "extras", "bonds", "deposits", "setting_up", "bands", "products")
HOUR = timedelta(hours=1)

few_hires = st.lists(hires(), min_size=4, max_size=4)


def answer(tariff: Tariff, request: Request) -> Quote | tuple[type[Refusal], str]:
    try:
        return quote(tariff, request)
    except Refusal as refusal:
        return type(refusal), str(refusal)


def without_contradiction(document: Table) -> Tariff:
    tariff = read(document)
    faults = contradictions(tariff)
    assert all(fault_words(fault) for fault in faults)
    assume(not faults)
    return tariff


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(documents(2), few_hires)
def test_lines_add_up_and_a_price_is_never_less_than_nothing(document: Table, some: list[Request]) -> None:
    tariff = without_contradiction(document)
    for request in some:
        quoted = answer(tariff, request)
        if not isinstance(quoted, Quote):
            continue
        assert sum(line.amount.pence for line in quoted.lines) == quoted.total.pence >= 0
        assert quoted.net is not None
        assert quoted.tax is not None
        assert quoted.net + quoted.tax == quoted.total
        assert all(Line.from_row(line.as_row(), request.zone) == line for line in quoted.lines)
        assert all(sum_.amount.pence <= quoted.total.pence for sum_ in quoted.deposits)


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(documents(2), few_hires, st.randoms())
def test_the_order_of_rows_never_matters(document: Table, some: list[Request], chance: random.Random) -> None:
    tariff = without_contradiction(document)
    other = read(shuffled(document, chance))
    for request in some:
        one, two = answer(tariff, request), answer(other, request)
        assert one == two or as_a_set(one) == as_a_set(two)


def shuffled(document: Table, chance: random.Random) -> Table:
    extras = [{**extra, "prices": chance.sample(extra["prices"], len(extra["prices"]))} for extra in document["extras"]]
    document = {**document, "extras": extras}
    return document | {key: chance.sample(document[key], len(document[key])) for key in SHUFFLED}


def as_a_set(told: Any) -> Any:
    """The same price, its lines in whatever order."""
    if not isinstance(told, Quote):
        return told
    some = (*told.lines, *told.others, *told.bonds, *told.deposits, *told.open_facts, *told.off_bonds)
    return Counter(map(repr, some)), told.total, told.standard, told.product, told.net, told.tax


nearly = table({"notice": st.just("days")})  # a scale that lacks its steps
nonsense = rows(
    st.one_of(*(table({key: found}) for key, found in CONDITIONS.items())),
    st.sampled_from(
        [{"per_hour": "8.505"}, {"per_hour": "-1.00"}, {"per_hour": 8}, {"flat": "1.00", "once": "2.00"}, {}]
    ),
    most=2,
)


@st.composite
def drafts(draw: st.DrawFn) -> Table:
    """Lists as people send them in: with holes, for some occasions only, by the session only, or with nonsense."""
    document = dict(draw(documents()))
    by_hour, by_session, by_day, *more = document["rates"]
    by_occasion = [
        {"occasion": "class", "per_hour": "4.00"},
        {"occasion": "wedding", "band": draw(st.sampled_from(["evening", "morning"])), "per_hour": "9.00"},
    ]
    rates = draw(
        st.sampled_from([[by_hour, by_session], [by_session], by_occasion, [*by_occasion, by_session], [by_hour]])
    )
    document["rates"] = [*rates, by_day, *more]
    if by_session not in rates:
        document["products"] = [product for product in document["products"] if product["code"] != "session"]
    if draw(st.integers(0, 3)) == 0:
        document["rates"] += draw(nonsense)
        document["cancellation"] = draw(nearly)
    return document


@st.composite
def open_hours(draw: st.DrawFn, tariff: Tariff) -> Request:
    """An hour in which the hall is open, on a day on which the list holds; anything said, or nothing."""
    request = draw(hires(st.just(("hall",))))
    last = tariff.valid_to or tariff.valid_from + timedelta(days=1200)
    on = draw(st.dates(tariff.valid_from, max(last, tariff.valid_from)).filter(lambda day: day.weekday() in OPEN))
    first, last_minute = draw(st.sampled_from(OPEN[on.weekday()]))
    edges = [edge for edge in (600, 780, 1080, 1140, 1380) if first <= edge <= last_minute - 60]
    minute = draw(
        st.integers(first // 15, last_minute // 15 - 4).map(lambda n: n * 15) | st.sampled_from(edges or [first])
    )
    start = datetime(on.year, on.month, on.day, tzinfo=LONDON) + timedelta(minutes=minute)
    on_time = {code: said for code, said in request.facts.items() if code != tariff.overrun}
    if tariff.overrun:  # whoever stays on may stay past every open hour
        on_time[tariff.overrun] = 0
    period = Period(start, start + HOUR)
    return replace(request, zone=LONDON, period=period, facts=on_time, product=None, extras=(), setting_up=())


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(drafts(), st.data())
def test_a_list_is_faulty_by_name_or_prices_every_open_hour(document: Table, data: st.DataObject) -> None:
    tariff, faults = judged(document)
    assert all(fault.place and fault_words(fault) for fault in faults)
    if tariff is None or any(fault.code != "no_price" for fault in faults):
        return
    for _hour in range(12):
        request = data.draw(open_hours(tariff))
        try:
            quote(tariff, request)
        except (FactMissing, AskThem, ProductMissing):
            continue  # a question that the list asks by name, or a person who is asked
        except NoPrice:
            assert any(is_told(fault, request) for fault in faults), (request, faults)


def judged(document: Table) -> tuple[Tariff | None, Sequence[Fault]]:
    try:
        tariff = read(document)
    except TariffFaults as refusal:
        return None, refusal.faults
    return tariff, check(tariff, {room: OPEN if room == "hall" else {} for room in ROOMS}, CATEGORIES)


def is_told(hole: Fault, request: Request) -> bool:
    """Whether the hole touches this hour for this category, on its weekday or the one before."""
    start = request.period.start
    minute = start.hour * 60 + start.minute
    return (
        hole.facts["category"] == request.category
        and "from_minute" in hole.facts
        and any(
            hole.facts["from_minute"] < minute + 60 + shift and minute + shift < hole.facts["to_minute"]
            for shift in (0, 1440)
        )
    )
