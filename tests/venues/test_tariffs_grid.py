"""The part of a price list that a grid shows: what goes in comes out, and nothing else is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.venues.price_lists import a_tariff, band, rate
from venues.files import read
from venues.money import Money
from venues.tariffs import Tariff
from venues.tariffs.grid import Cell, For, cells, grid_rates, other_rates, session_product, ways, with_cells

LISTS = sorted((Path(__file__).parents[1] / "data" / "tariffs").glob("*.toml"))[::4]
BANDS = [band("morning", "09:00", "13:00"), band("evening", "18:00", "23:00")]
PRODUCTS: list[dict[str, Any]] = [
    {"code": "session", "name": "Session", "sessions": ["morning"]},
    {"code": "half-day", "name": "Half day", "longest_minutes": 240},
    {"code": "night", "name": "Night", "sessions": ["evening"], "like": "hour", "charged_minutes": 180},
]


def row(**said: object) -> dict[str, object]:
    return {"category": "standard", "room": "hall", **said}


def in_pounds(price: int, **said: object) -> Cell:
    found: dict[str, Any] = {"category": "standard", "room": "hall", "band": None, **said}
    return Cell(price=Money(price * 100), **found)


def with_row(**said: object) -> Tariff:
    products = [product for product in PRODUCTS if product["code"] == said.get("product")]
    return a_tariff([row(**said)], BANDS, products=products)


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ({"per_hour": "9.00"}, in_pounds(9)),
        ({"per_hour": "9.00", "band": "evening"}, in_pounds(9, band="evening")),
        ({"per_hour": "9.00", "minimum_minutes": 120}, in_pounds(9, minimum_minutes=120)),
        (
            {"per_session": "40.00", "band": "morning", "product": "session"},
            in_pounds(40, band="morning", product="session", of=For.SESSION),
        ),
        ({"flat": "48.00", "product": "half-day"}, in_pounds(48, product="half-day", of=For.HIRE)),
        ({"per_day": "90.00", "product": "half-day"}, in_pounds(90, product="half-day", of=For.DAY)),
        ({"on_application": True}, Cell("standard", "hall", None, None)),
        (
            {"on_application": True, "product": "half-day"},
            Cell("standard", "hall", None, None, None, "half-day", For.HIRE),
        ),
    ],
)
def test_what_a_grid_shows(said: dict[str, object], cell: Cell) -> None:
    tariff = with_row(**said)
    assert cells(tariff) == [cell]
    assert with_cells(tariff, [cell]) == tariff


def test_rooms_together_are_a_row_of_their_own() -> None:
    tariff = a_tariff([{"category": "standard", "rooms": ["hall", "small"], "per_hour": "12.00"}])
    assert cells(tariff) == [in_pounds(12, room="hall+small")]
    assert with_cells(tariff, cells(tariff)) == tariff


@pytest.mark.parametrize(
    "said",
    [
        {"flat": "48.00"},
        {"flat": "48.00", "product": "half-day", "band": "evening"},
        {"per_session": "40.00", "product": "session"},
        {"per_session": "40.00", "product": "session", "band": "evening"},
        {"per_hour": "9.00", "people": {"to": 20}},
        {"per_hour": "9.00", "rank": 1},
        {"per_hour": "9.00", "step_minutes": 30},
        {"per_hour": "9.00", "category": ["standard", "community"]},
        {"per": {"minutes": 60, "price": "9.00"}},
    ],
)
def test_what_a_grid_cannot_show_stays(said: dict[str, object]) -> None:
    tariff = with_row(**said)
    assert cells(tariff) == []
    more = with_cells(tariff, [in_pounds(7)])
    assert (len(cells(more)), other_rates(more)) == (1, tariff.rates)


def test_ways_of_hiring_have_rows_where_a_grid_can_show_their_prices() -> None:
    sold, flat = row(per_session="40.00", product="session"), row(flat="48.00", product="half-day")
    tariff = a_tariff([rate("standard", "hall", "9.00"), sold, flat], BANDS, products=PRODUCTS)
    sessions = session_product(tariff)
    assert sessions
    assert sessions.code == "session"
    assert [way.code for way in ways(tariff)] == ["half-day"]
    assert ways(with_row(steps=[{"up_to": 120, "price": "40.00"}], product="half-day")) == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_published_list_is_the_same_after_its_grid_was_filled_in_again(path: Path) -> None:
    for tariff in read(path.read_bytes()).tariffs:
        again = with_cells(tariff, cells(tariff))
        assert again.rates == (*grid_rates(tariff), *other_rates(tariff))
        assert {*again.rates} == {*tariff.rates}
        assert with_cells(again, cells(again)) == again
