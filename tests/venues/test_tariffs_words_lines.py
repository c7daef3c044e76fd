"""Every kind of line of a price says how much of what it charges, and why."""

from __future__ import annotations

from typing import Any

import pytest

from tests.venues.price_lists import LONDON, between, rate
from venues.tariffs import Quote, Request, Tariff, quote, read
from venues.tariffs.quotes import AskThem, ExtraAsked, FactMissing, NoSuchExtra, ProductMissing, Refusal
from venues.tariffs.words import Names, line_words, refusal_words, short_line_words

HALL = {"hall": "Main hall", "kitchen": "Kitchen"}
WHO = {"standard": "Standard", "community": "Community"}
TEN = rate("standard", "hall", "10.00")
SATURDAY = ("2026-03-07T14:00", "2026-03-07T17:00")


def a_list(*rates: dict[str, Any], **more: Any) -> Tariff:
    document = {"name": "Prices", "valid_from": "2026-01-01", "standard": "standard", "rates": list(rates or (TEN,))}
    return read({**document, **more})


def said(tariff: Tariff, start: str = SATURDAY[0], end: str = SATURDAY[1], **asked: Any) -> list[str]:
    """The lines of the price in words."""
    return [line_words(line, names(tariff)) for line in priced(tariff, start, end, **asked).lines]


def priced(tariff: Tariff, start: str, end: str, **asked: Any) -> Quote:
    asked = {"rooms": ("hall",), "category": "standard", **asked}
    return quote(tariff, Request(period=between(start, end), zone=LONDON, **asked))


def names(tariff: Tariff) -> Names:
    return Names.of(tariff, HALL, WHO)


WHEN = "Main hall, Saturday 7 March 2026, 2pm to 5pm: "


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ({"per_hour": "12.00"}, "3 hours at £12.00 an hour (Standard)"),
        ({"per": {"minutes": 120, "price": "15.00"}}, "4 hours at £15.00 for every 2 hours (Standard)"),
        ({"per": {"minutes": 180, "price": "15.00"}}, "£15.00 for 3 hours (Standard)"),
        ({"per_day": "100.00"}, "1 day at £100.00 (Standard)"),
        ({"flat": "70.00"}, "£70.00 for the whole time (Standard)"),
        ({"once": "70.00"}, "£70.00 for the whole booking (Standard)"),
        ({"per_person": "2.00"}, "40 people at £2.00 each (Standard)"),
        ({"steps": [{"up_to": 240, "price": "50.00"}]}, "£50.00 for up to 4 hours (Standard)"),
        ({"day_steps": [{"up_to": 3, "price": "500.00"}]}, "£500.00 for up to 3 days (Standard)"),
        ({"per_fact": {"fact": "games", "price": "1.50"}}, "6 at £1.50 each (How many games?) (Standard)"),
        (
            {"flat": "50.00", "or_percent": {"percent": "10", "of": "takings"}},
            "10% of £800.00 (How much was taken?) (Standard)",
        ),
        (
            {"percent": "10", "of": "takings", "least": "120.00"},
            "10% of £800.00 (How much was taken?), but never less than £120.00 (Standard)",
        ),
        ({"per_hour": "2 units"}, "3 hours at 2 units (£21.40) an hour (Standard)"),
    ],
)
def test_hire_by_every_way_of_charging(amount: dict[str, Any], words: str) -> None:
    tariff = a_list(
        {"category": "standard", "room": "hall", **amount},
        unit_price="10.70",
        facts=[
            {"code": "games", "question": "How many games?", "kind": "number"},
            {"code": "takings", "question": "How much was taken?", "kind": "money"},
        ],
    )
    assert said(tariff, people=40, facts={"games": 6, "takings": 80000}) == [WHEN + words]


def test_a_session_and_a_package_are_named() -> None:
    tariff = a_list(
        {"category": "standard", "room": "hall", "product": "session", "per_session": "25.00"},
        {"category": "standard", "room": "hall", "product": "party", "occasion": "party", "flat": "90.00"},
        bands=[{"code": "afternoon", "name": "Afternoon", "days": ["sat"], "from": "13:00", "to": "18:00"}],
        occasions=[{"code": "party", "name": "Party"}],
        products=[
            {"code": "session", "name": "By the session", "sessions": ["afternoon"]},
            {"code": "party", "name": "Party package", "only_if_asked": True},
        ],
    )
    (line,) = said(tariff)
    assert line.endswith("1 session at £25.00 (Standard, By the session)")
    assert said(tariff, product="party", occasion="party") == [
        WHEN + "£90.00 for the whole time (Standard, Party, Party package)"
    ]


def test_rooms_priced_as_one_are_named_together() -> None:
    tariff = a_list({"category": "standard", "rooms": ["hall", "kitchen"], "per_hour": "14.00"})
    (line,) = said(tariff, rooms=("hall", "kitchen"))
    assert line.startswith("Main hall and Kitchen together, Saturday 7 March 2026")


def test_what_is_added_to_the_time() -> None:
    shortest = a_list({**TEN, "minimum_minutes": 240})
    rounded = a_list({**TEN, "step_minutes": 60})
    start, end = "2026-03-07T14:00", "2026-03-07T16:45"
    assert said(shortest)[1] == ("Main hall: the shortest hire is 4 hours, so 1 hour more at £10.00 an hour (Standard)")
    assert said(rounded, start, end)[1] == (
        "Main hall: rounded up to 3 hours, so 15 minutes more at £10.00 an hour (Standard)"
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            {"limits": [{"code": "cap", "name": "Saturday", "of": "hire", "most": "25.00"}]},
            "Main hall, Saturday: never more than £25.00",
        ),
        (
            {"limits": [{"code": "cap", "name": "The first two hours", "of": "hire", "most": "15.00", "minutes": 120}]},
            "Main hall, The first two hours: never more than £15.00 for 2 hours",
        ),
        (
            {"limits": [{"code": "form", "name": "Each booking form", "of": "total", "least": "40.00"}]},
            "Each booking form: never less than £40.00",
        ),
        (
            {"adjustments": [{"code": "block", "name": "10 or more dates", "percent": "-10"}]},
            "Main hall, 10 or more dates: 10% off £30.00",
        ),
        (
            {"adjustments": [{"code": "heat", "name": "Winter heating", "percent": "7.50"}]},
            "Main hall, Winter heating: 7.5% on top of £30.00",
        ),
        (
            {"adjustments": [{"code": "year", "name": "All year", "per_hour": "-2.50"}]},
            "Main hall, All year: 3 hours at £2.50 an hour less",
        ),
        ({"adjustments": [{"code": "off", "name": "Voucher", "flat": "-5.00"}]}, "Main hall, Voucher: £5.00 less"),
        ({"fees": [{"code": "clean", "name": "Cleaning", "flat": "20.00"}]}, "Cleaning: £20.00 each time"),
        (
            {"fees": [{"code": "insured", "name": "Insurance", "percent": "12.5", "of": "hire"}]},
            "Insurance: 12.5% of £30.00",
        ),
        (
            {"tax": {"name": "VAT", "percent": "20", "included": False}},
            "VAT: 20% of £30.00",
        ),
    ],
)
def test_what_comes_after_the_hire(rows: dict[str, Any], words: str) -> None:
    assert said(a_list(**rows))[-1] == words


@pytest.mark.parametrize(
    ("price", "asked", "words"),
    [
        ({"per_item": "0.30"}, {"quantity": 6}, "Chairs: 6 at £0.30 each"),
        ({"per_item": "2.00", "lot": 10}, {"quantity": 25}, "Chairs: 25 at £2.00 for every 10"),
        (
            {"tiers": [{"from": 1, "each": "1.00"}, {"from": 20, "all": "15.00"}]},
            {"quantity": 24},
            "Chairs: £15.00 for 24",
        ),
        ({"per_hour": "4.00"}, {"minutes": 90}, "Chairs: 1 hour 30 minutes at £4.00 an hour"),
        ({"per_person": "1.50"}, {"quantity": 30}, "Chairs: 30 people at £1.50 each"),
        ({"once": "7.50"}, {}, "Chairs: £7.50 for the whole booking"),
    ],
)
def test_extras(price: dict[str, Any], asked: dict[str, Any], words: str) -> None:
    tariff = a_list(extras=[{"code": "chairs", "name": "Chairs", "prices": [price]}])
    assert said(tariff, extras=(ExtraAsked("chairs", **asked),))[-1] == words


def test_a_line_tells_its_tax() -> None:
    tariff = a_list(
        {**TEN, "tax": "0"},
        tax={"name": "VAT", "percent": "20", "included": True},
        fees=[{"code": "clean", "name": "Cleaning", "flat": "20.00"}],
    )
    assert said(tariff) == [
        WHEN + "3 hours at £10.00 an hour (Standard), without VAT",
        "Cleaning: £20.00 each time, with VAT at 20%",
    ]


def test_where_room_and_date_stand_beside_a_line_it_leaves_them_out() -> None:
    tariff = a_list(fees=[{"code": "clean", "name": "Cleaning", "flat": "20.00"}])
    lines = priced(tariff, *SATURDAY).lines
    assert [short_line_words(line, names(tariff)) for line in lines] == [
        "3 hours at £10.00 an hour (Standard)",
        "Cleaning: £20.00 each time",
    ]


def test_names_are_the_same_from_the_list_and_from_what_is_kept_of_it() -> None:
    rows = {
        "occasions": [{"code": "party", "name": "Party"}],
        "facts": [{"code": "takings", "question": "How much was taken?", "kind": "money"}],
        "fees": [{"code": "clean", "name": "Cleaning", "flat": "20.00"}],
        "tax": {"name": "VAT", "percent": "20", "included": True},
    }
    assert Names.written([rows], HALL, WHO) == names(a_list(**rows))


@pytest.mark.parametrize(
    ("rows", "asked", "refusal", "words"),
    [
        ({"rates": [{"room": "hall", "per_person": "1.00"}]}, {}, FactMissing, "How many people?"),
        (
            {"rates": [{"room": "hall", "on_application": True}]},
            {},
            AskThem,
            "The price of Main hall is told on application: ask the hall.",
        ),
        (
            {"extras": [{"code": "bar", "name": "Bar", "prices": [{"category": "community", "flat": "9.00"}]}]},
            {"extras": (ExtraAsked("bar"),)},
            NoSuchExtra,
            "The price list has no price of “Bar” for Standard.",
        ),
        (
            {
                "choose": "hirer",
                "products": [{"code": "half", "name": "Half day"}],
                "rates": [TEN, {"room": "hall", "product": "half", "flat": "25.00"}],
            },
            {},
            ProductMissing,
            "This can be hired in more than one way. Choose one: Half day: £25.00; By the hour: £30.00.",
        ),
    ],
)
def test_a_refusal_is_a_sentence(
    rows: dict[str, Any], asked: dict[str, Any], refusal: type[Refusal], words: str
) -> None:
    tariff = a_list(**rows)
    with pytest.raises(refusal) as told:
        priced(tariff, *SATURDAY, **asked)
    assert refusal_words(told.value, names(tariff), LONDON) == words
