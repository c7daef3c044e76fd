"""So many per cent off, agreed with one hirer: a line of its own, whatever the list says."""

from __future__ import annotations

from decimal import Decimal

from tests.venues.price_lists import LONDON, a_tariff, between, pounds, rate
from venues.tariffs import Line, Quote, Request, Tariff, quote
from venues.tariffs.words import Names, short_line_words

RATES = [rate("standard", "hall", "10.00"), rate("community", "hall", "8.35")]
CLEANING = {"code": "cleaning", "name": "Cleaning", "flat": "15.00"}


def asked(tariff: Tariff, off: str | None, category: str = "community") -> Quote:
    percent_off = Decimal(off) if off else None
    when = between("2026-03-10T19:00", "2026-03-10T21:00")
    return quote(tariff, Request(("hall",), when, LONDON, category, percent_off=percent_off))


def test_it_comes_off_the_hire_before_fees_and_the_standard_price_stays() -> None:
    told = asked(a_tariff(RATES, fees=[CLEANING]), "20.00")
    assert [line.amount for line in told.lines] == [pounds("16.70"), pounds("-3.34"), pounds("15.00")]
    assert (told.total, told.standard) == (pounds("28.36"), pounds("35.00"))


def test_the_price_after_it_is_rounded_and_bears_its_tax_to_the_penny() -> None:
    tariff = a_tariff(RATES, rounding={"to": "0.05"}, tax={"name": "VAT", "percent": "20", "included": False})
    told = asked(tariff, "12.5")
    assert [line.amount for line in told.lines] == [pounds("16.70"), pounds("-2.10"), pounds("2.92")]
    assert (told.net, told.tax, told.standard) == (pounds("14.60"), pounds("2.92"), pounds("24.00"))


def test_the_standard_category_keeps_its_price_beside_it() -> None:
    told = asked(a_tariff(RATES), "100", "standard")
    assert (told.total, told.standard) == (pounds("0"), pounds("20.00"))


def test_it_says_what_it_is_and_is_read_back_from_what_is_kept() -> None:
    line = asked(a_tariff(RATES), "20.00").lines[-1]
    assert short_line_words(line, Names()) == "Agreed with you: 20% off £16.70"
    assert Line.from_row(line.as_row(), LONDON) == line


def test_what_costs_nothing_has_nothing_off() -> None:
    told = asked(a_tariff([rate("standard", "hall", "10.00"), rate("community", "hall", "0.00")]), "20")
    assert len(told.lines) == 1
