"""Of several limits the strictest holds, and of ways that cost the same the one that holds less, in whatever order."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.venues.price_lists import LONDON, a_document, a_tariff, between, pounds
from venues.tariffs import ExtraAsked, Quote, Request, check, quote, read
from venues.tariffs.words import fault_words

HALL = {"room": "hall", "per_hour": "10.00"}
ANY_DAY: dict[str, Any] = {"hall": {}}


def limit(code: str, of: str = "hire", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": code.title(), "of": of, **more}


def asked(rates: list[dict[str, Any]], hours: int = 3, wanted: tuple[ExtraAsked, ...] = (), **tables: Any) -> Quote:
    when = between("2026-03-10T10:00", f"2026-03-10T{10 + hours}:00")
    return quote(a_tariff(rates, **tables), Request(("hall",), when, LONDON, "standard", extras=wanted))


@pytest.mark.parametrize("of", ["hire", "total"])
def test_the_greatest_least_and_the_smallest_most_hold_whatever_the_order(of: str) -> None:
    rows = [limit("a", of, least="12.00"), limit("b", of, least="15.00"), limit("c", of, most="25.00")]
    for some in permutations([*rows, limit("d", of, most="20.00")]):
        for hours, total, code in ((1, "15.00", "b"), (3, "20.00", "d")):
            told = asked([HALL], hours, limits=list(some))
            assert (told.total, [line.code for line in told.lines if line.kind == "limit"]) == (pounds(total), [code])


def test_a_group_of_extras_is_held_by_the_strictest_too() -> None:
    chairs = {"code": "chairs", "name": "Chairs", "group": "things", "prices": [{"per_item": "0.50"}]}
    rows = [limit("a", "things", most="8.00"), limit("b", "things", most="6.00"), limit("c", "things", least="2.00")]
    for some in permutations(rows):
        for number, total in ((1, "32.00"), (40, "36.00")):
            told = asked([HALL], 3, (ExtraAsked("chairs", number),), extras=[chairs], limits=list(some))
            assert told.total == pounds(total)


@pytest.mark.parametrize("of", ["hire", "total"])
def test_a_least_above_a_most_is_a_fault_where_both_can_hold(of: str) -> None:
    rows = [limit("cap", of, category="community", most="5.00"), limit("floor", of, least="7.00")]
    for some in permutations(rows):
        document = a_document([HALL], limits=list(some))
        (fault,) = check(read(document), ANY_DAY, ["standard", "community"])
        assert (fault.place, fault.facts["other"]) == ("limits[1]", "limits[0]")
        assert "limits[0]" in fault_words(fault)
    apart = [rows[0], {**rows[1], "category": "standard"}]
    assert check(read(a_document([HALL], limits=apart)), ANY_DAY, ["standard", "community"]) == []


def test_of_ways_that_cost_the_same_the_one_holds_of_which_less_is_held() -> None:
    ways = [{"code": code, "name": code.title(), "longest_minutes": 240} for code in ("b-way", "a-way", "c-way")]
    rates = [HALL, *({"product": each["code"], "flat": "5.00"} for each in ways)]
    bond = {"code": "bond", "name": "Bond", "product": "a-way", "flat": "100.00"}
    for some in permutations(ways):
        told = asked(rates, products=list(some), bonds=[bond])
        assert (told.product, [other.product for other in told.others]) == ("b-way", ["c-way", "a-way", "hour"])
        assert asked(rates, products=list(some)).product == "a-way"
