"""Prices that hang on what people say, or on what only time will tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.venues.price_lists import LONDON, a_tariff, band, between, pounds, rate
from venues.tariffs import NoPrice, Quote, Request, Tariff, quote
from venues.tariffs.quotes import AskThem, ExtraAsked, FactMissing

MINUTES_LATE = {"code": "minutes-late", "question": "How late did they leave?", "kind": "number", "after": True}
TAKINGS = {"code": "takings", "question": "What was taken at the door?", "kind": "money", "after": True}
EXCESS = {"code": "excess", "question": "What is the excess of their policy?", "kind": "money", "after": True}
PEOPLE_IN_WORK = {"code": "in-work", "question": "How many of you are in work?", "kind": "number"}


def asked(tariff: Tariff, start: str = "10:00", end: str = "12:00", *rooms: str, **facts: Any) -> Quote:
    named = {code.replace("_", "-"): value for code, value in facts.items()}
    period = between(f"2026-03-10T{start}", f"2026-03-10T{end}")
    return quote(tariff, Request(rooms or ("hall",), period, LONDON, "standard", facts=named))


@pytest.mark.parametrize(("late", "total"), [(0, "20"), (1, "170"), (30, "170"), (31, "320"), (40, "320"), (61, "470")])
def test_a_part_of_what_is_counted_costs_the_whole(late: int, total: str) -> None:
    fee = {"code": "late", "name": "Late", "per_fact": {"fact": "minutes-late", "price": "150.00", "each": 30}}
    tariff = a_tariff([rate("standard", "hall", "10.00")], facts=[MINUTES_LATE], fees=[fee])
    assert asked(tariff, minutes_late=late).total == pounds(total)


def test_a_bond_that_only_time_will_tell_stays_open_and_is_named_once() -> None:
    bond = {"code": "damage", "name": "Damage", "percent": "100", "of": "excess"}
    fee = {"code": "handling", "name": "Handling", "percent": "1", "of": "excess"}
    tariff = a_tariff([rate("standard", "hall", "10.00")], facts=[EXCESS], fees=[fee], bonds=[bond])

    before = asked(tariff)
    assert (before.open_facts, before.bonds, before.total) == (("excess",), (), pounds("20"))
    after = asked(tariff, excess=25000)
    assert (after.open_facts, [held.amount for held in after.bonds]) == ((), [pounds("250")])


def test_a_question_goes_before_a_way_of_hiring_without_a_price() -> None:
    donation = {"category": "standard", "product": "donation", "per_fact": {"fact": "in-work", "price": "2.00"}}
    tariff = a_tariff(
        [rate("community", "hall", "10.00"), donation],
        products=[{"code": "donation", "name": "Donation"}],
        facts=[PEOPLE_IN_WORK],
    )
    with pytest.raises(FactMissing, match="in-work"):
        asked(tariff)
    assert asked(tariff, in_work=8).total == pounds("16")


def test_sessions_that_are_named_are_also_so_many() -> None:
    sold = {"category": "standard", "rooms": ["hall", "room"], "product": "block"}
    tariff = a_tariff(
        [
            {**sold, "slots": {"to": 1}, "flat": "30.00"},
            {**sold, "slots": {"from": 2}, "flat": "60.00"},
            {**sold, "slots_are": ["morning", "afternoon"], "flat": "45.00"},
        ],
        [band("morning", "08:00", "12:30"), band("afternoon", "12:30", "17:00"), band("evening", "17:00", "23:00")],
        products=[{"code": "block", "name": "Block", "sessions": ["morning", "afternoon", "evening"]}],
    )
    both = ("hall", "room")
    assert asked(tariff, "09:00", "11:00", *both).total == pounds("30")
    assert asked(tariff, "09:00", "13:00", *both).total == pounds("45")
    assert asked(tariff, "13:00", "20:00", *both).total == pounds("60")
    with pytest.raises(NoPrice):
        asked(tariff, "09:00", "11:00", "hall")


@pytest.mark.parametrize(
    ("takings", "total", "open_facts"),
    [(None, "500", ("takings",)), (400000, "500", ()), (900000, "900", ()), (2000000, "1000", ())],
)
def test_until_the_takings_are_known_the_sum_they_may_exceed_stands(
    takings: int | None, total: str, open_facts: tuple[str, ...]
) -> None:
    share = {"percent": "10", "of": "takings", "most": "1000.00"}
    night = {"category": "standard", "room": "hall", "flat": "500.00", "or_percent": share}
    told = asked(a_tariff([night], facts=[TAKINGS]), takings=takings)
    assert (told.total, told.open_facts) == (pounds(total), open_facts)


def test_what_a_meter_will_say_of_the_hire_or_of_an_extra_is_open() -> None:
    units = {"code": "units", "question": "How many units did they use?", "kind": "number", "after": True}
    metered = {"per_fact": {"fact": "units", "price": "0.50"}}
    heating = {"code": "heating", "name": "Heating", "prices": [metered]}
    tariff = a_tariff([{"category": "standard", "room": "hall", **metered}], facts=[units], extras=[heating])

    before = asked(tariff)
    assert (before.lines, before.total, before.open_facts) == ((), pounds("0"), ("units",))
    request = Request(
        ("hall",), between("2026-03-10T10:00", "2026-03-10T12:00"), LONDON, "standard", extras=(ExtraAsked("heating"),)
    )
    assert quote(tariff, request).open_facts == ("units",)
    assert quote(tariff, replace(request, facts={"units": 30})).total == pounds("30")


@pytest.mark.parametrize(("start", "end"), [("19:00", "21:00"), ("16:00", "19:00")])
def test_an_hour_whose_price_a_person_tells_makes_the_whole_hire_one_to_ask_about(start: str, end: str) -> None:
    evening = {"category": "standard", "room": "hall", "band": "evening", "on_application": True}
    evenings = band("evening", "18:00", "22:00")
    with pytest.raises(AskThem):
        asked(a_tariff([rate("standard", "hall", "10.00"), evening], bands=[evenings]), start, end)


PARTY = {"code": "party", "name": "Party"}
MEETING = {"code": "meeting", "name": "Meeting"}


def test_what_it_is_for_is_asked_where_only_that_has_a_price() -> None:
    rates = [
        {**rate("standard", "hall", "10.00"), "occasion": "meeting"},
        {**rate("standard", "hall", "40.00"), "occasion": "party"},
    ]
    tariff = a_tariff(rates, occasions=[PARTY, MEETING])
    with pytest.raises(FactMissing, match="occasion"):
        asked(tariff)
    nowhere = a_tariff(
        [{**rate("standard", "hall", "10.00", "early"), "occasion": "party"}],
        [band("early", "06:00", "08:00")],
        occasions=[PARTY],
    )
    with pytest.raises(NoPrice):
        asked(nowhere)


def test_who_pays_as_another_is_only_asked_of_ways_of_hiring_that_fit() -> None:
    weekend = {"code": "weekend", "name": "Weekend", "days": ["sat", "sun"]}
    often = {"code": "often", "question": "How many weekends this year?", "kind": "number"}
    when = {"category": "standard", "product": "weekend", "fact": {"often": {"from": 2}}}
    tariff = a_tariff(
        [rate("standard", "hall", "10.00"), {"category": "dear", "product": "weekend", "flat": "300.00"}],
        products=[weekend],
        facts=[often],
        priced_as=[{"category": "dear", "when": when}],
    )
    assert asked(tariff).total == pounds("20")  # a Tuesday


def test_of_one_code_the_dearest_holds_where_it_is_for_different_rooms() -> None:
    def by_room(code: str, hall: str, room: str) -> list[dict[str, Any]]:
        return [
            {"code": code, "name": code.title(), "flat": "1.00"},
            {"code": code, "name": code.title(), "room": "hall", "flat": hall},
            {"code": code, "name": code.title(), "room": "room", "flat": room},
        ]

    tariff = a_tariff(
        [rate("standard", "hall", "10.00"), rate("standard", "room", "5.00")],
        fees=by_room("heating", "8.00", "3.00"),
        bonds=by_room("damage", "50.00", "100.00"),
        deposits=by_room("first", "6.00", "4.00"),
    )
    both = asked(tariff, "10:00", "12:00", "room", "hall")
    assert both.total == pounds("38")
    assert [held.amount for held in (*both.bonds, *both.deposits)] == [pounds("100"), pounds("6")]
    assert asked(tariff, "10:00", "12:00", "room").total == pounds("13")
