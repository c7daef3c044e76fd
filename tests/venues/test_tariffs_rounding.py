"""Where a sum is rounded, and which way."""

from __future__ import annotations

import pytest

from tests.venues.price_lists import a_tariff, hire, pounds, rate
from venues.tariffs import Tariff

UNITS = {"classroom": "0.50 units", "second": "0.45 units", "third": "0.45 units"}


def lists_in_units(**rounding: object) -> Tariff:
    rates = [{**rate("standard", room, price)} for room, price in UNITS.items()]
    return a_tariff(rates, unit_price="10.70", rounding=rounding)


@pytest.mark.parametrize(
    ("way", "apart", "together"), [("down", "14.97", "14.98"), ("half_up", "14.99", "14.98"), ("up", "14.99", "14.98")]
)
def test_each_room_is_rounded_unless_the_list_adds_them_up_first(way: str, apart: str, together: str) -> None:
    times = "2026-03-10T10:00", "2026-03-10T11:00"
    rooms = "classroom+second+third"
    assert hire(lists_in_units(way=way), rooms, *times).total == pounds(apart)
    told = hire(lists_in_units(way=way, together=True), rooms, *times)
    assert told.total == pounds(together)
    assert sum(line.amount.pence for line in told.lines) == told.total.pence


def test_one_room_costs_the_same_either_way() -> None:
    times = "2026-03-10T10:00", "2026-03-10T11:00"
    for way in ("down", "up", "half_up", "half_even"):
        alone, added = (hire(lists_in_units(way=way, together=flag), "third", *times) for flag in (False, True))
        assert alone.total == added.total
