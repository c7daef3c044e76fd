"""What is rounded: the price of a hire after each change of it, and nothing that has a price of its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.venues.price_lists import LONDON, a_tariff, between, parts, pounds, rate
from venues.tariffs import ExtraAsked, Quote, Request, quote
from venues.tariffs.words import Names, short_line_words

HALL = rate("standard", "hall", "10.00")
TWO_ROOMS = [rate("standard", "hall", "10.10"), rate("standard", "lounge", "8.35")]


def asked(rates: list[dict[str, Any]], *, rooms: str = "hall", wanted: str = "", **more: Any) -> Quote:
    when = between("2026-03-10T10:00", "2026-03-10T11:00")
    extras = (ExtraAsked(wanted),) if wanted else ()
    return quote(a_tariff(rates, **more), Request(tuple(rooms.split("+")), when, LONDON, "standard", extras=extras))


def off(percent: str, code: str = "off", **more: Any) -> dict[str, Any]:
    return {"code": code, "name": "Less", "percent": percent, **more}


@pytest.mark.parametrize(
    ("way", "to", "price", "percent", "total"),
    [
        ("down", "0.05", "28.75", "-12.5", "25.15"),
        ("up", "0.05", "28.75", "-12.5", "25.20"),
        ("up", "1.00", "10.00", "-4", "10.00"),
        ("down", "1.00", "10.00", "4", "10.00"),
        ("down", "1.00", "10.00", "-4", "9.00"),
        ("half_up", "0.50", "10.00", "-2.5", "10.00"),
        ("half_up", "0.01", "0.30", "-5", "0.29"),
    ],
)
def test_the_price_after_a_percentage_is_rounded_not_the_percentage(
    way: str, to: str, price: str, percent: str, total: str
) -> None:
    told = asked([rate("standard", "hall", price)], rounding={"to": to, "way": way}, adjustments=[off(percent)])
    assert told.total == pounds(total)
    assert sum(line.amount.pence for line in told.lines) == told.total.pence


def test_a_line_says_so_where_rounding_made_it_another_sum() -> None:
    told = asked([HALL], rounding={"to": "1.00", "way": "up"}, adjustments=[off("-4"), off("-25", "quarter", order=1)])
    words = [short_line_words(line, Names()) for line in told.lines[1:]]
    assert words[0].endswith("4% off £10.00, and the price then rounded")
    assert told.total == pounds("8")


def test_several_rooms_are_rounded_once_where_the_list_adds_them_up() -> None:
    for together, total in ((False, "16.64"), (True, "16.63")):
        rounding = {"way": "up", "together": together}
        told = asked(TWO_ROOMS, rooms="hall+lounge", rounding=rounding, adjustments=[off("-9.9")])
        assert told.total == pounds(total)


def test_extras_fees_and_sums_off_keep_the_price_that_is_printed() -> None:
    chair = {"code": "chair", "name": "Chairs", "prices": [{"per_item": "0.30"}]}
    fee = {"code": "key", "name": "Key", "flat": "1.25"}
    less = {"code": "less", "name": "Less", "flat": "-2.20"}
    told = asked(
        [HALL],
        wanted="chair",
        extras=[chair],
        rounding={"to": "0.50", "way": "down"},
        fees=[fee],
        adjustments=[less],
    )
    assert [amount for *_more, amount in parts(told)] == ["£10.00", "−£2.20", "£1.25", "£0.30"]


@pytest.mark.parametrize(("included", "tax", "total"), [(True, "1.67", "10.00"), (False, "2.40", "14.40")])
def test_tax_is_exact_to_the_penny_on_the_rounded_price(included: bool, tax: str, total: str) -> None:
    told = asked(
        [rate("standard", "hall", "10.00" if included else "12.40")],
        rounding={"to": "1.00"},
        tax={"name": "VAT", "percent": "20", "included": included},
    )
    assert (told.tax, told.total) == (pounds(tax), pounds(total))
