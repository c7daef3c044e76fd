"""A whole price list is read back in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from tests.venues.price_lists import rate
from venues.tariffs import read
from venues.tariffs.grid import grid_rates
from venues.tariffs.words import Names, Section, rule_words

ROOMS = {"hall": "Main hall", "small": "Small room"}
WHO = {"standard": "Standard", "community": "Community groups", "charity": "Charities"}
TEN = rate("standard", "hall", "10.00")


def sections(*rates: dict[str, Any], beside_grid: bool = False, **more: Any) -> list[Section]:
    document = {"name": "Prices", "valid_from": "2026-01-01", "standard": "standard", "rates": list(rates or (TEN,))}
    tariff = read({**document, **more})
    return rule_words(tariff, Names.of(tariff, ROOMS, WHO), shown=grid_rates(tariff) if beside_grid else ())


def sentences(code: str, *rates: dict[str, Any], **more: Any) -> list[str]:
    """Those of one section."""
    return [each for section in sections(*rates, **more) if section.code == code for each in section.sentences]


def test_a_treasurer_reads_a_price_back() -> None:
    evenings = {"code": "evening", "name": "Evenings", "days": ["mon", "tue", "wed", "thu"], "from": "18:00"}
    bands = [{**evenings, "to": "22:00"}]
    found = sections(rate("community", "hall", "8.50", "evening", least=120), bands=bands)
    assert [(section.title, *section.sentences) for section in found] == [
        ("Times and days", "Evenings: Monday to Thursday, 6pm to 10pm"),
        ("Hire", "Community groups, Main hall, Evenings: £8.50 an hour, at least 2 hours"),
    ]


def test_beside_a_grid_only_the_rest_is_told() -> None:
    half = {"room": "hall", "product": "half", "flat": "70.00"}
    within = {"from": "09:00", "to": "17:00"}
    products = [{"code": "half", "name": "Half day", "longest_minutes": 240, "within": within}]
    codes = [section.code for section in sections(TEN, beside_grid=True)]
    assert codes == []
    assert [
        each
        for section in sections(TEN, half, products=products, beside_grid=True)
        if section.code == "rates"
        for each in section.sentences
    ] == ["Main hall, Half day (up to 4 hours, 9am to 5pm): £70.00"]


def test_prices_that_differ_in_one_thing_are_told_together() -> None:
    assert sentences(
        "rates",
        TEN,
        rate("standard", "small", "6.00"),
        rate("community", "hall", "7.00"),
        rate("charity", "hall", "7.00"),
        rate("community", "small", "4.00"),
    ) == [
        "Standard: Main hall £10.00 an hour; Small room £6.00 an hour",
        "Community groups or Charities, Main hall: £7.00 an hour",
        "Community groups, Small room: £4.00 an hour",
    ]


def test_a_price_for_everybody_is_not_told_with_one_for_some() -> None:
    assert sentences("rates", {"per_hour": "9.00"}, {"room": "hall", "per_hour": "9.00"}) == [
        "Everybody, any room: £9.00 an hour",
        "Main hall: £9.00 an hour",
    ]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ({"per_hour": "0.00"}, "free"),
        ({"per": {"minutes": 240, "price": "35.00"}}, "£35.00 for every 4 hours or part of it"),
        ({"per": {"minutes": 240, "price": "35.00", "share": True}}, "£35.00 for 4 hours"),
        ({"per_session": "20.00"}, "£20.00 a session"),
        ({"per_day": "90.00"}, "£90.00 a day"),
        ({"once": "5.00"}, "£5.00 for the whole booking"),
        ({"per_person": "1.50"}, "£1.50 a person"),
        (
            {"steps": [{"up_to": 60, "price": "15.00"}, {"up_to": 240, "price": "30.00"}], "then_per_hour": "9.00"},
            "up to 1 hour £15.00, up to 4 hours £30.00, then £9.00 an hour",
        ),
        (
            {"day_steps": [{"up_to": 3, "price": "500.00"}], "then_per_day": "50.00"},
            "up to 3 days £500.00, then £50.00 a day",
        ),
        (
            {"flat": "500.00", "or_percent": {"percent": "10", "of": "takings", "most": "900.00"}},
            "£500.00 or, where that is more, 10% of the answer to “How much was taken?”, at most £900.00",
        ),
        (
            {"per_fact": {"fact": "units", "price": "0.33", "free": 25}},
            "£0.33 for each in answer to “How many units of electricity?”, the first 25 free",
        ),
        ({"on_application": True}, "price on application"),
        ({"per_hour": "1.35 units"}, "1.35 units (£14.45) an hour"),
    ],
)
def test_every_way_of_charging(amount: dict[str, Any], words: str) -> None:
    facts = [
        {"code": "takings", "question": "How much was taken?", "kind": "money", "unless_said": "0.00"},
        {"code": "units", "question": "How many units of electricity?", "kind": "number"},
    ]
    assert sentences("rates", {"room": "hall", **amount}, facts=facts, unit_price="10.70") == [f"Main hall: {words}"]


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({"people": {"from": 20, "to": 50}}, "for 20 to 50 people"),
        ({"people": {"after": 50}}, "for more than 50 people"),
        ({"length": {"from": 120, "before": 300}}, "for at least 2 hours but less than 5 hours"),
        ({"starts": {"from": "18:00"}}, "beginning at 6pm or later"),
        ({"ends": {"after": "24:00", "to": "25:30"}}, "ending after midnight and by 1:30am the next day"),
        ({"dates_booked": {"from": 10}}, "for bookings of at least 10 dates"),
        ({"date_number": {"from": 4}}, "from date 4 of a booking on"),
        ({"date_number": {"before": 4}}, "for the first 3 dates of a booking"),
        ({"hire": {"to": "100.00"}}, "where the hire costs up to £100.00"),
        ({"room": ["hall", "small"]}, "Main hall or Small room"),
        ({"with_room": "small"}, "where Small room is hired too"),
        ({"extra": "bar"}, "where Bar is asked for"),
        ({"slots_are": "late"}, "Late and no other session"),
        ({"fact": {"alcohol": True}}, "if yes to “Will there be alcohol?”"),
        ({"fact": {"takings": {"from": "500.00"}}}, "if the answer to “How much was taken?” is at least £500.00"),
        ({"dates": "winter", "band": "late"}, "Late, Winter"),
        ({"occasion": ["party", "wedding"]}, "Party or Wedding"),
    ],
)
def test_every_condition(conditions: dict[str, Any], words: str) -> None:
    named: dict[str, Any] = {
        "occasions": [{"code": "party", "name": "Party"}, {"code": "wedding", "name": "Wedding"}],
        "extras": [{"code": "bar", "name": "Bar", "prices": [{"flat": "9.00"}]}],
        "seasons": [{"code": "winter", "name": "Winter", "from": "10-01", "to": "04-30"}],
        "bands": [{"code": "late", "name": "Late", "days": ["fri"], "from": "22:00", "to": "01:00"}],
        "facts": [
            {"code": "alcohol", "question": "Will there be alcohol?", "kind": "yes_no"},
            {"code": "takings", "question": "How much was taken?", "kind": "money"},
        ],
    }
    fee = {"code": "late", "name": "Late fee", "flat": "15.00", **conditions}
    assert sentences("fees", fees=[fee], **named) == [f"Late fee: £15.00 each time ({words})"]


def test_alternatives_of_one_code_stand_in_one_sentence_what_holds_otherwise_last() -> None:
    bonds = [
        {"code": "bond", "name": "Bond", "flat": "100.00"},
        {"code": "bond", "name": "Bond", "flat": "250.00", "room": "hall"},
        {"code": "bond", "name": "Bond", "flat": "250.00", "room": "small"},
    ]
    assert sentences("bonds", bonds=bonds) == ["Bond: £250.00 (Main hall or Small room); £100.00 (otherwise)"]


@pytest.mark.parametrize(
    ("section", "rows", "words"),
    [
        (
            "limits",
            {"limits": [{"code": "c", "name": "A day", "of": "hire", "most": "80.00", "by_day": True}]},
            "A day: the hire of a room is at most £80.00, each day",
        ),
        (
            "adjustments",
            {"adjustments": [{"code": "b", "name": "Block", "percent": "-12.5", "dates_booked": {"from": 10}}]},
            "Block: 12.5% less (for bookings of at least 10 dates)",
        ),
        (
            "adjustments",
            {"adjustments": [{"code": "b", "name": "All year", "per_hour": "-2.50"}]},
            "All year: £2.50 an hour less",
        ),
        (
            "extras",
            {
                "extras": [
                    {
                        "code": "chairs",
                        "name": "Chairs",
                        "stock": 80,
                        "prices": [{"tiers": [{"from": 1, "each": "0.30"}, {"from": 40, "all": "10.00"}]}],
                    }
                ]
            },
            "Chairs: 1 to 39: £0.30 each; 40 or more: £10.00 for all together (there are 80)",
        ),
        (
            "deposits",
            {"deposits": [{"code": "d", "name": "Deposit", "percent": "25", "of": "total"}]},
            "Deposit: 25% of the total",
        ),
        (
            "setting_up",
            {"setting_up": [{"percent": "50", "free_minutes": 30}]},
            "The first 30 minutes free, the rest at 50% of what it would cost as hire",
        ),
        (
            "cancellation",
            {"cancellation": {"notice": "days", "steps": [{"at_least": 14, "refund": "100"}]}},
            "Cancel at least 14 days before and all of it comes back; later: nothing.",
        ),
        (
            "priced_as",
            {"priced_as": [{"category": "standard", "when": {"category": "community", "length": {"after": 720}}}]},
            "Community groups, for more than 12 hours: pays what Standard pays",
        ),
        (
            "fees",
            {"fees": [{"code": "l", "name": "Late", "per": {"minutes": 30, "price": "15.00"}, "from_bond": True}]},
            "Late: £15.00 for every 30 minutes or part of it, taken from the bond",
        ),
        (
            "counting",
            {"step_minutes": 30, "grace_minutes": 10},
            "Time is rounded up to steps of 30 minutes; up to 10 minutes over a step is not counted.",
        ),
        (
            "counting",
            {"rounding": {"to": "0.05", "way": "up"}},
            "Sums are rounded up to £0.05.",
        ),
        (
            "counting",
            {"rounding": {"way": "down", "together": True}},
            "Sums are rounded down to £0.01. Several rooms are added up first.",
        ),
        (
            "counting",
            {"tax": {"name": "VAT", "percent": "20", "included": False}},
            "VAT at 20% comes on top, unless a price says otherwise.",
        ),
        (
            "after",
            {"facts": [{"code": "t", "question": "What did you take?", "kind": "money", "after": True}]},
            "“What did you take?” What depends on it is charged afterwards.",
        ),
        (
            "times",
            {
                "named_days": [{"code": "holiday", "name": "bank holidays", "calendar": "bank_holidays"}],
                "bands": [
                    {"code": "w", "name": "Late", "days": ["sat", "sun", "holiday"], "from": "19:00", "to": "24:00"}
                ],
            },
            "Late: Saturday, Sunday and bank holidays, 7pm to midnight",
        ),
    ],
)
def test_every_other_row(section: str, rows: dict[str, Any], words: str) -> None:
    assert sentences(section, **rows)[0] == words
