"""A price that is worked out once for each hour of the week is the price that each date would have by itself."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bookings.prices import PriceLists, hour_of
from bookings.recurrence import NoSuchTime, Times, period_on
from tests.make import a_tariff, a_venue, the_room
from venues import tariffs
from venues.models import Category, Room, Tariff
from venues.periods import Period

LONDON = ZoneInfo("Europe/London")
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(366)]
HIRES = [
    Times(time(19), time(21)),
    Times(time(15, 30), time(23, 15)),
    Times(time(22), time(4)),  # over the hour that a clock change takes or repeats
    Times(time(0, 30), time(1, 30)),
    Times(time(8), time(8)),  # a day
]
BANDS = [
    {
        "code": "evening",
        "name": "Evenings",
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "from": "17:00",
        "to": "02:00",
    },
    {"code": "weekend", "name": "Weekends", "days": ["sat", "sun"], "from": "09:00", "to": "17:00"},
]


@pytest.fixture
def hall(db) -> Room:
    """Two versions of a price list with bands, a minimum and two categories: the second begins in the summer."""
    venue = a_venue()
    first = a_tariff(venue)
    Tariff.objects.filter(pk=first.pk).update(valid_to=date(2026, 7, 5), document=a_document(first, raised=0))
    Tariff.objects.create(venue=venue, name="Dearer", valid_from=date(2026, 7, 6), document=a_document(first, raised=1))
    return the_room(venue, "main")


def a_document(like: Tariff, *, raised: int) -> dict[str, Any]:
    rates = [
        {"category": category, "room": "main", "per_hour": f"{per_hour + raised}.35", **where}
        for category, per_hour in (("standard", 12), ("community", 8))
        for where in ({"band": "evening", "minimum_minutes": 150}, {"band": "weekend"}, {})
    ]
    return {**like.document, "bands": BANDS, "rates": rates}


@pytest.mark.parametrize("times", HIRES, ids=str)
@pytest.mark.parametrize("order", ["forwards", "backwards"])
def test_a_year_of_dates_costs_what_each_costs_by_itself(hall, times, order):
    prices, periods = PriceLists([hall.venue]), year_of(times)
    periods = periods if order == "forwards" else periods[::-1]
    for category in Category.objects.all():
        offers = prices.offers(hall, periods, category)
        alone = [prices.quote([hall], period, category) for period in periods]
        assert [offer.quote for offer in offers] == alone
        assert [told(offer.quote) for offer in offers] == [told(quote) for quote in alone]
        assert [(offer.total, offer.standard) for offer in offers] == [(each.total, each.standard) for each in alone]


def test_most_dates_are_moved_and_those_of_a_clock_change_are_not(hall):
    category = Category.objects.get(code="standard")
    offers = PriceLists([hall.venue]).offers(hall, year_of(Times(time(22), time(4))), category)
    assert len({id(offer.alike) for offer in offers}) == 2 * 7 + 4  # each weekday by each list, and two nights twice
    assert hour_of(period_on(date(2026, 3, 27), HIRES[0], LONDON), LONDON) is not None
    assert hour_of(period_on(date(2026, 3, 29), HIRES[0], LONDON), LONDON) is None


def test_a_hire_longer_than_a_day_is_priced_by_itself(hall):
    start = period_on(YEAR[0], HIRES[0], LONDON).start
    assert hour_of(Period(start, start + timedelta(hours=25)), LONDON) is None


def test_price_lists_know_no_dates_but_those_of_the_whole_list():
    """Else a price cannot be moved from week to week: `Hour` must then say which dates are alike."""
    whole = {"name", "valid_from", "valid_to", "standard", "minimum_minutes", "currency", "bands", "rates"}
    assert {field.name for field in fields(tariffs.Tariff)} == whole
    assert {field.name for field in fields(tariffs.Band)} == {"code", "name", "days", "from_minute", "to_minute"}
    assert {field.name for field in fields(tariffs.Rate)} == {
        "category", "room", "band", "per_hour", "minimum_minutes",
    }  # fmt: skip
    assert {field.name for field in fields(tariffs.Request)} == {"rooms", "period", "zone", "category"}


def year_of(times: Times) -> list[Period]:
    """Every day on which these times exist."""
    found = []
    for day in YEAR:
        try:
            found.append(period_on(day, times, LONDON))
        except NoSuchTime:
            continue
    return found


def told(quote: tariffs.Quote) -> list[str]:
    """The clock and the offset of each line: equal moments may be told differently."""
    return [f"{line.period.start.isoformat()} {line.period.end.isoformat()}" for line in quote.lines if line.period]
