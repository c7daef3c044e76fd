"""What may stand in a price list, and how what is wrong with it is named."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest

from tests.venues.price_lists import AFFILIATED, a_document, a_tariff, band, rate
from venues.tariffs import Fault, Tariff, TariffFaults, check, read, write
from venues.tariffs.words import fault_words

RATES = [rate("standard", "hall", "10.00"), rate("standard", "hall", "12.00", "evening", least=120)]
EVENING = [band("evening", "17:00", "22:00")]
OPEN_ALL_WEEK = {day: [(9 * 60, 22 * 60)] for day in range(7)}


def faults_of(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(TariffFaults) as refusal:
        read(document)
    assert all(fault_words(fault) for fault in refusal.value.faults)
    return [(fault.place, fault.code) for fault in refusal.value.faults]


def changed(place: str, value: Any) -> dict[str, Any]:
    """A good document with one thing in it changed."""
    document = a_document([dict(row) for row in RATES], [dict(row) for row in EVENING])
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", place)]
    target: Any = document
    for step in steps[:-1]:
        target = target[step]
    target[steps[-1]] = value
    return document


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("name", None, "missing"),
        ("name", "  ", "not_a_name"),
        ("name", "Prices\x00", "not_a_name"),
        ("name", "P" * 121, "too_long"),
        ("name", 7, "not_a_name"),
        ("valid_from", None, "missing"),
        ("valid_from", "2026-02-30", "not_a_date"),
        ("valid_from", datetime(2026, 2, 3), "not_a_date"),
        ("valid_to", "2022-12-31", "ends_before_it_starts"),
        ("standard", "Standard", "not_a_code"),
        ("minimum_minutes", -1, "not_minutes"),
        ("minimum_minutes", 10**9, "not_minutes"),
        ("minimum_minutes", 60.0, "not_minutes"),
        ("minimum_minutes", True, "not_minutes"),
        ("colour", "red", "unknown_key"),
        ("bands", "evening", "not_a_list"),
        ("rates", {"category": "standard"}, "not_a_list"),
        ("rates[0]", "10.00", "not_a_table"),
        ("bands[0].days", [], "not_days"),
        ("bands[0].from", "5pm", "not_a_time"),
        ("bands[0].from", "24:00", "not_a_time"),
        ("bands[0].to", "25:00", "not_a_time"),
        ("rates[1].per_hour", 8.5, "not_a_price"),
        ("rates[1].per_hour", 8, "not_a_price"),
        ("rates[1].per_hour", "8.505", "not_a_price"),
        ("rates[1].per_hour", "-8.50", "negative_price"),
        ("rates[1].per_hour", "1000000.00", "price_too_large"),
        ("rates[1].per_hour", "NaN", "not_a_price"),
        ("rates[1].per_hour", "١٢.٠٠", "not_a_price"),
        ("rates[1].band", "morning", "no_such_band"),
        ("rates[1].per_hours", "8.50", "unknown_key"),
        ("rates[1].room", "hall\n", "not_a_code"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(place: str, value: Any, code: str) -> None:
    found = faults_of(changed(place, value))
    assert (place, code) in found


def test_of_a_list_of_days_the_wrong_entry_is_named() -> None:
    assert ("bands[0].days[1]", "no_such_day") in faults_of(changed("bands[0].days", ["mon", "tueday", "wed"]))
    days = [{"code": "closed", "name": "Closed", "yearly": ["12-24", "24-12", "02-29"]}]
    assert faults_of(a_document(RATES, EVENING, named_days=days)) == [("named_days[0].yearly[1]", "not_month_days")]


def test_every_fault_is_named_at_once() -> None:
    document = a_document(
        [{"category": "standard", "room": "hall", "per_hour": 8.5}, {"category": 7, "per_hour": "8.50", "band": "x"}],
        [*EVENING, *EVENING],
        valid_from="tomorrow",
    )
    assert sorted(faults_of(document)) == [
        ("bands[1].code", "code_twice"),
        ("rates[0].per_hour", "not_a_price"),
        ("rates[1].band", "no_such_band"),
        ("rates[1].category", "not_a_code"),
        ("valid_from", "not_a_date"),
    ]


def test_an_empty_document_lacks_what_is_needed_and_no_more() -> None:
    assert sorted(faults_of({})) == [("name", "missing"), ("standard", "missing"), ("valid_from", "missing")]


def test_dates_may_be_dates_or_text() -> None:
    as_dates = read(a_document(RATES, EVENING, valid_from=date(2026, 4, 1), valid_to=date(2027, 3, 31)))
    as_text = read(a_document(RATES, EVENING, valid_from="2026-04-01", valid_to="2027-03-31"))
    assert as_dates == as_text
    assert (as_text.valid_from, as_text.valid_to) == (date(2026, 4, 1), date(2027, 3, 31))


def test_a_list_is_always_written_the_same_way() -> None:
    loose = a_document(
        [{"per_hour": "8", "room": "hall", "category": "standard", "band": "night"}],
        [{"to": "01:00", "from": "18:00", "name": "Night", "code": "night", "days": ["sun", "fri", "fri"]}],
        valid_to=None,
        minimum_minutes=0,
    )
    assert write(read(loose)) == {
        "name": "Prices",
        "valid_from": "2023-01-01",
        "standard": "standard",
        "bands": [{"code": "night", "name": "Night", "days": ["fri", "sun"], "from": "18:00", "to": "01:00"}],
        "rates": [{"category": "standard", "room": "hall", "band": "night", "per_hour": "8.00"}],
    }


def checked(tariff: Tariff, hours: dict[str, Any], *categories: str) -> list[Fault]:
    return check(tariff, hours, categories or ("standard",))


def test_a_good_list_has_nothing_to_say() -> None:
    assert checked(a_tariff(RATES, EVENING), {"hall": OPEN_ALL_WEEK}) == []


def test_a_hole_is_named_by_category_room_days_and_hours() -> None:
    rooms = ("whole-building", "hall", "club-room", "committee-room")
    hours = {room: {5: [(17 * 60, 22 * 60)]} for room in rooms} | {"hall": OPEN_ALL_WEEK | {6: [(8 * 60, 25 * 60)]}}
    faults = checked(AFFILIATED, hours, "affiliated")
    assert faults == [
        Fault("rates", "no_price", category="affiliated", room="hall", days=(0,), from_minute=0, to_minute=60),
        Fault("rates", "no_price", category="affiliated", room="hall", days=(6,), from_minute=8 * 60, to_minute=9 * 60),
    ]
    assert fault_words(faults[1]) == "“affiliated” has no price for “hall” while it is open: Sunday, 8am to 9am."


def test_days_with_the_same_hole_are_told_together() -> None:
    tariff = a_tariff([rate("standard", "hall", "10.00", "evening")], [band("evening", "17:00", "22:00")])
    hours = {"hall": {day: [(540, 720), (720, 1320)] for day in range(5)}}
    (fault,) = checked(tariff, hours)
    assert fault_words(fault) == ("“standard” has no price for “hall” while it is open: Monday to Friday, 9am to 5pm.")


def test_a_category_without_any_price_is_a_hole_in_every_open_hour() -> None:
    (fault,) = checked(a_tariff(RATES, EVENING), {"hall": OPEN_ALL_WEEK}, "standard", "commercial")
    assert (fault.code, fault.facts["category"], fault.facts["days"]) == ("no_price", "commercial", tuple(range(7)))


def test_hours_that_the_bands_cover_between_them_are_no_hole() -> None:
    tariff = a_tariff(
        [rate("standard", "hall", "10.00", "day"), rate("standard", "hall", "10.00", "night")],
        [band("day", "09:00", "18:00"), band("night", "18:00", "09:00")],
    )
    assert checked(tariff, {"hall": {day: [(0, 1440)] for day in range(7)}}) == []


@pytest.mark.parametrize(
    ("one", "other", "days", "start", "end"),
    [
        (("17:00", "22:00", ["mon", "tue"]), ("21:00", "23:00", ["tue", "wed"]), (1,), 21 * 60, 22 * 60),
        (("22:00", "02:00", ["fri"]), ("00:00", "24:00", ["sat"]), (5,), 0, 2 * 60),
        (("22:00", "02:00", ["sun"]), ("01:00", "03:00", ["mon"]), (0,), 60, 2 * 60),
    ],
)
def test_two_bands_at_the_same_moment_contradict(
    one: tuple[str, str, list[str]], other: tuple[str, str, list[str]], days: tuple[int, ...], start: int, end: int
) -> None:
    rates = [rate("standard", "hall", "10.00", code) for code in (None, "one", "other")]
    tariff = a_tariff(rates, [band("one", *one), band("other", *other)])
    assert checked(tariff, {"hall": OPEN_ALL_WEEK}) == [
        Fault("bands[1]", "bands_overlap", band="one", other="other", days=days, from_minute=start, to_minute=end)
    ]


@pytest.mark.parametrize(("start", "end"), [("22:00", "17:00"), ("18:00", "19:00")])
def test_touching_bands_do_not_contradict_and_the_inner_one_of_two_holds(start: str, end: str) -> None:
    rates = [rate("standard", "hall", "10.00", code) for code in (None, "one", "other")]
    tariff = a_tariff(rates, [band("one", "17:00", "22:00"), band("other", start, end)])
    assert checked(tariff, {"hall": OPEN_ALL_WEEK}) == []


def test_two_prices_for_the_same_thing_contradict() -> None:
    again = [rate("standard", "hall", "11.00"), rate("standard", "hall", "12.00", "evening")]
    tariff = a_tariff([*RATES, *again], EVENING)
    faults = checked(tariff, {"hall": OPEN_ALL_WEEK})
    assert [(fault.place, fault.code) for fault in faults] == [
        ("rates[2]", "other_rate_twice"),
        ("rates[3]", "rate_twice"),
    ]
    assert [fault_words(fault) for fault in faults] == [
        "“standard” has two prices for “hall” at any other time.",
        "“standard” has two prices for “hall” in the band “evening”.",
    ]


def test_two_prices_of_which_neither_is_the_narrower_contradict() -> None:
    rates = [rate("standard", "hall", "10.00") | {"room": ["hall", "lounge"]}]
    rates.append(rate("standard", "hall", "12.00") | {"category": ["standard", "community"]})
    (fault,) = checked(a_tariff(rates), {"hall": OPEN_ALL_WEEK, "lounge": {}}, "standard", "community")
    assert (fault.place, fault.code, fault.facts["other"]) == ("rates[1]", "equally_apply", "rates[0]")
    assert fault_words(fault).startswith("This row and rates[0] can both apply")
    ranked = a_tariff([rates[0], rates[1] | {"rank": 1}])
    assert checked(ranked, {"hall": OPEN_ALL_WEEK, "lounge": {}}, "standard", "community") == []


def test_rooms_and_categories_that_are_not_there_are_named() -> None:
    tariff = a_tariff([*RATES, rate("schools", "attic", "5.00")], EVENING, standard="everyone")
    faults = checked(tariff, {"hall": OPEN_ALL_WEEK})
    assert [(fault.place, fault.code, fault.facts["value"]) for fault in faults] == [
        ("standard", "no_such_category", "everyone"),
        ("rates[2].category", "no_such_category", "schools"),
        ("rates[2].room", "no_such_room", "attic"),
    ]


def test_a_very_long_value_is_quoted_short() -> None:
    with pytest.raises(TariffFaults) as refusal:
        read(changed("rates[1].per_hour", "9" * 10_000_000))
    (fault,) = refusal.value.faults
    assert len(fault_words(fault)) < 200
