"""A price that is worked out once for each hour of the week is the price that each date would have by itself."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bookings.offers import hour_of
from bookings.prices import PriceLists
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


@pytest.mark.once
@pytest.mark.parametrize("times", HIRES, ids=str)
@pytest.mark.parametrize("order", ["forwards", "backwards"])
def test_a_year_of_dates_costs_what_each_costs_by_itself(hall, times, order):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    prices, periods = PriceLists([hall.venue]), year_of(times)
    periods = periods if order == "forwards" else periods[::-1]
    for category in Category.objects.all():
        offers = prices.offers([hall], periods, category)
        alone = [prices.price([hall], period, category).quote for period in periods]
        assert [offer.quote for offer in offers] == alone
        assert [told(offer.quote) for offer in offers] == [told(quote) for quote in alone]
        assert [(offer.total, offer.standard) for offer in offers] == [(each.total, each.standard) for each in alone]


def test_most_dates_are_moved_and_those_of_a_clock_change_are_not(hall):
    category = Category.objects.get(code="standard")
    offers = PriceLists([hall.venue]).offers([hall], year_of(Times(time(22), time(4))), category)
    assert len({id(offer.alike) for offer in offers}) == 2 * 7 + 4  # each weekday by each list, and two nights twice
    assert hour_of(period_on(date(2026, 3, 27), HIRES[0], LONDON), LONDON) is not None
    assert hour_of(period_on(date(2026, 3, 29), HIRES[0], LONDON), LONDON) is None


def test_a_hire_longer_than_a_day_is_priced_by_itself(hall):
    start = period_on(YEAR[0], HIRES[0], LONDON).start
    assert hour_of(Period(start, start + timedelta(hours=25)), LONDON) is None


WINTER = {"seasons": [{"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}]}
DATED: dict[str, dict[str, Any]] = {
    "a season": {
        **WINTER,
        "adjustments": [{"code": "heating", "name": "Heating", "dates": "winter", "percent": "7"}],
    },
    "a bank holiday": {
        "named_days": [{"code": "holiday", "name": "Bank holidays", "calendar": "bank_holidays"}],
        "adjustments": [{"code": "double", "name": "Bank holidays", "dates": "holiday", "percent": "100"}],
    },
    "once a booking": {"fees": [{"code": "form", "name": "For the form", "once": "10.00"}]},
    "from the fourth date on": {
        "adjustments": [{"code": "block", "name": "Block", "date_number": {"from": 4}, "percent": "-20"}]
    },
    "ten dates or more": {
        "adjustments": [{"code": "ten", "name": "Ten dates", "dates_booked": {"from": 10}, "percent": "-10"}]
    },
}


@pytest.mark.once
@pytest.mark.parametrize("more", DATED.values(), ids=DATED)
def test_where_dates_differ_each_is_priced_by_itself(hall, more):
    """A price list is one document in one row: no database has a say in what a form makes of it."""
    for row in Tariff.objects.all():
        row.document = {**row.document, **more}
        row.save()
    prices, periods = PriceLists([hall.venue]), year_of(HIRES[0])[::7]
    category = Category.objects.get(code="standard")
    offers = prices.offers([hall], periods, category)
    alone = [
        prices.price([hall], period, category, dates_booked=len(periods), date_number=number).quote
        for number, period in enumerate(periods, 1)
    ]
    assert [offer.quote for offer in offers] == alone
    by_itself = [prices.price([hall], period, category).total for period in periods]
    assert by_itself != [offer.total for offer in offers] or len(set(by_itself)) > 2


def test_a_price_that_hangs_on_how_many_come_is_told_for_so_many(hall):
    for row in Tariff.objects.all():
        rates = [{**rate, "people": {"to": 30}} for rate in row.document["rates"]]
        dearer = [{**rate, "people": {"from": 31}, "per_hour": "40.00"} for rate in row.document["rates"]]
        row.document = {**row.document, "rates": [*rates, *dearer]}
        row.save()
    prices, period = PriceLists([hall.venue]), period_on(YEAR[20], HIRES[0], LONDON)
    category = Category.objects.get(code="standard")
    few, many = (prices.offers([hall], [period], category, people=number)[0].total for number in (30, 31))
    assert few < many
    with pytest.raises(tariffs.FactMissing, match="people"):
        prices.offers([hall], [period], category)
    assert prices.cheapest(hall, [period], "club") is None


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
