"""What a price list leaves to be settled: days with two names, rooms that differ, discounts that are too large, tax."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.venues.price_lists import LONDON, a_document
from tests.venues.tariff_strategies import Table
from venues.money import Money
from venues.periods import Period
from venues.tariffs import ExtraAsked, Request, TariffFaults, check, quote, read
from venues.tariffs.words import fault_words

HOUR = timedelta(hours=1)


def test_nothing_is_rounded_but_where_the_list_says_so() -> None:
    """A third of a penny here and there stays exact until the room is added up, and then to what the list says."""
    hire = Request(
        ("hall", "lounge"),
        Period(datetime(2026, 5, 5, 10, tzinfo=LONDON), datetime(2026, 5, 5, 10, 50, tzinfo=LONDON)),
        LONDON,
        "standard",
    )
    rates = [{"per_hour": "8.03"}]  # 669 and a sixth for fifty minutes
    sums = {
        None: 1338,
        "together": 1338,
        "up": 1340,
        "up together": 1339,
        "to 0.05": 1340,
    }
    ways: dict[str | None, Table] = {
        None: {},
        "together": {"rounding": {"together": True}},
        "up": {"rounding": {"way": "up"}},
        "up together": {"rounding": {"way": "up", "together": True}},
        "to 0.05": {"rounding": {"to": "0.05"}},
    }
    got = {name: quote(read(a_document(rates, **more)), hire).total.pence for name, more in ways.items()}
    assert got == sums


def test_hours_for_which_an_occasion_has_no_price_are_told() -> None:
    evening = {"code": "evening", "name": "Evening", "days": ["sat"], "from": "18:00", "to": "24:00"}
    tariff = read(
        a_document(
            [{"occasion": "class", "per_hour": "5.00"}, {"occasion": "wedding", "band": "evening", "per_hour": "9.00"}],
            [evening],
            occasions=[{"code": code, "name": code.title()} for code in ("class", "wedding", "fair")],
        )
    )
    told = [fault_words(fault) for fault in check(tariff, {"hall": {5: [(540, 1440)]}}, ["standard"])]
    assert told == [
        "“standard” has no price for “hall” for “Wedding” while it is open: Saturday, 9am to 6pm.",
        "“standard” has no price for “hall” for “Fair” while it is open: Saturday, 9am to midnight.",
    ]


def test_a_hole_on_a_day_with_a_name_is_told_by_that_name() -> None:
    feast = {"code": "feast", "name": "Feast days", "yearly": "08-15"}
    rates = [{"per_hour": "5.00"}, {"dates": "feast", "steps": [{"up_to": 30, "price": "5.00"}]}]
    tariff = read(a_document(rates, named_days=[feast]))
    (hole,) = check(tariff, {"hall": {day: [(540, 660)] for day in range(7)}}, ["standard"])
    assert fault_words(hole) == "“standard” has no price for “hall” while it is open: Feast days, 9am to 11am."


@pytest.mark.parametrize(
    ("one", "other", "is_fault"),
    [
        ({"dates": "summer"}, {"dates": "july"}, False),  # one lies in the other
        ({"dates": "summer"}, {"dates": "autumn"}, True),  # both hold in August
        ({"dates": "summer"}, {"dates": "winter"}, False),
        ({"dates": "feast"}, {"dates": "fair"}, True),  # both on the 15th
        ({"dates": "fair"}, {"dates": "summer"}, False),  # a named day goes first
        ({"dates": "bank-holiday"}, {"dates": "feast"}, True),
        ({"dates": "term"}, {"dates": "holidays"}, False),
        ({"dates": "term"}, {"dates": "bank-holiday"}, True),
        ({"band": "on-holidays"}, {"band": "on-feasts"}, True),
        ({"dates": "fete"}, {"dates": "fair"}, False),
        ({"dates": ["fete", "july"]}, {"band": "mornings"}, True),  # on any other Monday in July
        ({"dates": ["fete", "winter"]}, {"dates": "summer"}, False),  # only on the day of the fete
        ({"dates": ["fete", "winter"]}, {"dates": "july"}, False),
        ({"band": "sundays-and-feasts"}, {"dates": "summer"}, True),  # on every Sunday
        ({"band": "on-feasts"}, {"dates": "summer"}, False),
    ],
)
def test_prices_for_days_that_can_be_the_same_are_told_apart_or_refused(
    one: Table, other: Table, is_fault: bool
) -> None:
    seasons = {"summer": ("06-01", "08-31"), "july": ("07-01", "07-31"), "autumn": ("08-15", "10-31")}
    seasons["winter"] = ("11-01", "03-31")
    days: dict[str, Table] = {
        "feast": {"yearly": ["08-15", "12-26"]},
        "fair": {"yearly": ["08-14", "08-15"]},
        "fete": {"on": ["2026-07-04"]},
        "bank-holiday": {"calendar": "bank_holidays"},
        "term": {"calendar": "term"},
        "holidays": {"calendar": "school_holidays"},
    }
    bands = [
        {"code": "on-holidays", "name": "A", "days": ["bank-holiday"], "from": "09:00", "to": "18:00"},
        {"code": "on-feasts", "name": "B", "days": ["feast"], "from": "12:00", "to": "20:00"},
        {"code": "mornings", "name": "C", "days": ["mon"], "from": "09:00", "to": "11:00"},
        {"code": "sundays-and-feasts", "name": "D", "days": ["sun", "feast"], "from": "09:00", "to": "11:00"},
    ]
    document = a_document(
        [{"per_hour": "5.00"}, {**one, "per_hour": "6.00"}, {**other, "per_hour": "7.00"}],
        bands,
        seasons=[{"code": code, "name": code, "from": first, "to": last} for code, (first, last) in seasons.items()],
        named_days=[{"code": code, "name": code, **days} for code, days in days.items()],
    )
    found = check(read(document), {"hall": {day: [(540, 660)] for day in range(7)}}, ["standard"])
    assert [(fault.place, fault.code) for fault in found] == ([("rates[2]", "equally_apply")] if is_fault else [])


def test_rooms_hired_together_that_say_different_things_are_settled() -> None:
    """The dearer setting up holds; and whoever pays as the standard category in one room does so in both."""
    document = a_document(
        [{"category": "standard", "per_hour": "20.00"}, {"per_hour": "10.00"}],
        setting_up=[{"room": "hall", "percent": "50"}, {"room": "lounge", "percent": "25"}],
        priced_as=[
            {"category": "business", "when": {"category": "guest", "room": "hall"}},
            {"category": "standard", "when": {"category": "guest", "room": "lounge"}},
        ],
    )
    start = datetime(2026, 5, 5, 10, tzinfo=LONDON)
    before = Period(start - HOUR, start)
    asked = Request(("hall", "lounge"), Period(start, start + HOUR), LONDON, "guest", setting_up=(before,))
    assert quote(read(document), asked).total.pence == 2 * 2000 + 2000
    assert quote(read(document), replace(asked, rooms=("hall",))).total.pence == 1000 + 500


def test_discounts_take_off_no_more_than_there_is() -> None:
    more = [
        {"code": "off", "name": "Off", "per_hour": "-4.00"},
        {"code": "half", "name": "Half", "percent": "-50"},
    ]
    document = a_document(
        [{"room": "hall", "per_hour": "5.00"}, {"room": "lounge", "per_hour": "0.00"}], adjustments=more
    )
    start = datetime(2026, 5, 5, 10, tzinfo=LONDON)
    asked = Request(("hall",), Period(start, start + HOUR), LONDON, "standard")
    lines = quote(read(document), asked).lines
    assert [line.amount.pence for line in lines] == [500, -250, -250]
    assert quote(read(document), replace(asked, rooms=("lounge",))).total.pence == 0


def test_tax_that_prices_have_inside_is_told() -> None:
    tax = {"name": "VAT", "percent": "20", "included": True}
    extras = [{"code": "tea", "name": "Tea", "tax": "5", "prices": [{"flat": "2.10"}]}]
    document = a_document([{"per_hour": "12.00"}], tax=tax, extras=extras)
    start = datetime(2026, 5, 5, 10, tzinfo=LONDON)
    asked = Request(("hall",), Period(start, start + HOUR), LONDON, "standard", extras=(ExtraAsked("tea"),))
    quoted = quote(read(document), asked)
    assert (quoted.total.pence, quoted.net, quoted.tax) == (1410, Money(1200), Money(210))


def test_a_code_has_one_name() -> None:
    fees = [{"code": "cleaning", "name": name, "flat": "1.00", "room": name} for name in ("hall", "lounge")]
    with pytest.raises(TariffFaults) as refusal:
        read(a_document([{"per_hour": "1.00"}], fees=fees))
    assert [(fault.place, fault.code) for fault in refusal.value.faults] == [("fees[1].name", "other_name")]
