"""Holes are told as they are: by length, by the number of people, by the date, and for extras."""

from __future__ import annotations

from typing import Any

import pytest

from tests.venues.price_lists import a_document
from venues.tariffs import check, read
from venues.tariffs.words import fault_words

ALL_DAY = {day: [(0, 1440)] for day in range(7)}
NINE_TO_NINE = {day: [(540, 1260)] for day in range(7)}
HALF_DAY = {"code": "half-day", "name": "Half a day", "longest_minutes": 120}


def told(rates: list[dict[str, Any]], *, hours: Any = NINE_TO_NINE, lengths: Any = (0, None), **more: Any) -> list[str]:
    tariff = read(a_document(rates, **more))
    return [fault_words(fault) for fault in check(tariff, {"hall": hours}, ["standard"], lengths)]


@pytest.mark.parametrize(
    ("rates", "more", "length"),
    [
        (
            [{"length": {"to": 120}, "per_hour": "9.00"}, {"length": {"from": 240}, "per_hour": "7.00"}],
            {},
            "more than 2 hours but less than 4 hours",
        ),
        ([{"steps": [{"up_to": 60, "price": "9.00"}, {"up_to": 120, "price": "15.00"}]}], {}, "more than 2 hours"),
        ([{"product": "half-day", "flat": "9.00"}], {"products": [HALF_DAY]}, "more than 2 hours"),
        ([{"length": {"after": 120}, "per_hour": "9.00"}], {}, "up to 2 hours"),
    ],
)
def test_lengths_without_a_price_are_told(rates: list[dict[str, Any]], more: dict[str, Any], length: str) -> None:
    holes = [words for words in told(rates, **more) if "a hire of" in words]
    assert holes == [f"“standard” has no price for “hall” for a hire of {length}: every day."]


def test_lengths_that_the_venue_does_not_take_are_no_hole() -> None:
    rates = [{"steps": [{"up_to": 120, "price": "9.00"}]}]
    assert told(rates, lengths=(0, 120)) == []
    assert told([{"steps": [{"up_to": 120, "price": "9.00"}], "length": {"from": 60}}], lengths=(60, 120)) == []
    assert len(told(rates, lengths=(0, 121))) == 1


def test_a_hole_between_two_numbers_of_people_tells_the_numbers() -> None:
    rates = [{"people": {"to": 50}, "per_hour": "9.00"}, {"people": {"from": 60}, "per_hour": "12.00"}]
    assert told(rates, hours=ALL_DAY) == [
        "“standard” has no price for “hall” for 51 to 59 people while it is open: every day, all day."
    ]
    assert told(rates[:1], hours=ALL_DAY) == [
        "“standard” has no price for “hall” for at least 51 people while it is open: every day, all day."
    ]


def test_a_day_that_a_season_leaves_out_is_told_by_its_date() -> None:
    season = {"code": "open", "name": "All year", "from": "05-02", "to": "04-30"}
    assert told([{"dates": "open", "per_hour": "9.00"}], hours=ALL_DAY, seasons=[season]) == [
        "“standard” has no price for “hall” while it is open: 1 May, all day."
    ]


def test_an_extra_without_a_price_for_somebody_who_may_hire_is_told() -> None:
    kitchen = {"code": "kitchen", "name": "Kitchen", "prices": [{"category": "community", "flat": "5.00"}]}
    tariff = read(a_document([{"per_hour": "9.00"}], extras=[kitchen]))
    (fault,) = check(tariff, {"hall": NINE_TO_NINE}, ["standard", "community"])
    assert fault.place == "extras[0]"
    assert fault_words(fault) == "“standard” has no price for the extra “Kitchen”, so they cannot ask for it."
    nobody_else = read(a_document([{"category": "community", "per_hour": "9.00"}], extras=[kitchen]))
    assert [each.place for each in check(nobody_else, {"hall": NINE_TO_NINE}, ["standard", "community"])] == ["rates"]
