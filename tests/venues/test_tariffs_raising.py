"""A whole price list, dearer or cheaper by so many per cent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.venues.price_lists import a_document
from venues.tariffs import read, write
from venues.tariffs.raising import raised


@pytest.mark.parametrize(
    ("amount", "dearer"),
    [
        ({"per_hour": "10.00"}, {"per_hour": "10.50"}),
        ({"flat": "0.00"}, {"flat": "0.00"}),
        ({"per": {"minutes": 240, "price": "35.00"}}, {"per": {"minutes": 240, "price": "36.80"}}),
        (
            {"steps": [{"up_to": 60, "price": "20.00"}, {"up_to": 90, "price": "30.00"}], "then_per_hour": "10.00"},
            {"steps": [{"up_to": 60, "price": "21.00"}, {"up_to": 90, "price": "31.50"}], "then_per_hour": "10.50"},
        ),
        (
            {"percent": "50", "of": "takings", "most": "100.00"},
            {"percent": "50", "of": "takings", "most": "105.00"},
        ),
    ],
)
def test_every_price_of_a_rate_is_raised(amount: dict[str, Any], dearer: dict[str, Any]) -> None:
    takings = {"code": "takings", "question": "What was taken?", "kind": "money", "after": True}
    cleaning = {"code": "cleaning", "name": "Cleaning", "flat": "30.00"}
    tariff = read(a_document([amount], facts=[takings], fees=[cleaning]))
    document = write(raised(tariff, Decimal(5), to=10))
    assert document["rates"] == [dearer]
    assert document["fees"][0]["flat"] == "30.00"


def test_of_a_list_in_units_the_unit_is_raised_and_the_units_stay() -> None:
    rates = [{"room": "hall", "per_hour": "1.35 units"}, {"room": "lounge", "per_hour": "10.00"}]
    tariff = raised(read(a_document(rates, unit_price="10.70")), Decimal(10), to=1)
    document = write(tariff)
    assert document["unit_price"] == "11.77"
    assert [rate["per_hour"] for rate in document["rates"]] == ["1.35 units", "11.00"]
    assert read(document) == tariff
