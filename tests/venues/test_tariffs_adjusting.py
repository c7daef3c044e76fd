"""What an adjustment does to the lines of a hire."""

from __future__ import annotations

from tests.venues.price_lists import LONDON, a_tariff, band, between, pounds, rate
from venues.tariffs import Quote, Request, Tariff, quote

RATES = [rate("standard", "hall", "10.00"), rate("community", "hall", "8.00", "morning")]
BANDS = [band("morning", "09:00", "12:00"), band("evening", "18:00", "22:00")]
WINTER = {"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}


def asked(tariff: Tariff, start: str, end: str) -> Quote:
    return quote(tariff, Request(("hall",), between(start, end), LONDON, "standard"))


def lengths(quote: Quote) -> list[object]:
    return [line.quantity for line in quote.lines if line.kind == "hire"]


def test_a_hire_at_one_price_is_one_line_though_bands_of_others_begin_and_end_in_it() -> None:
    heating = {"code": "heating", "name": "Heating", "dates": "winter", "percent": "10"}
    tariff = a_tariff(RATES, BANDS, seasons=[WINTER], adjustments=[heating])
    told = asked(tariff, "2026-03-10T11:00", "2026-03-10T19:00")
    assert (lengths(told), told.total) == ([480], pounds("88"))


def test_it_is_cut_where_an_adjustment_begins() -> None:
    late = {"code": "late", "name": "Evenings", "band": "evening", "percent": "50"}
    told = asked(a_tariff(RATES, BANDS, adjustments=[late]), "2026-03-10T11:00", "2026-03-10T19:00")
    assert (lengths(told), told.total) == ([420, 60], pounds("85"))


def test_and_where_its_season_ends() -> None:
    heating = {"code": "heating", "name": "Heating", "dates": "winter", "percent": "10"}
    tariff = a_tariff(RATES, BANDS, seasons=[WINTER], adjustments=[heating])
    told = asked(tariff, "2026-04-30T22:00", "2026-05-01T01:00")
    assert (lengths(told), told.total) == ([120, 60], pounds("32"))
