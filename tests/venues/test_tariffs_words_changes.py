"""What a price list says otherwise than the one before it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.venues.price_lists import a_tariff, band, rate
from venues import files
from venues.tariffs.raising import raised
from venues.tariffs.words import Names
from venues.tariffs.words.changes import what_changed
from venues.tariffs.words.price_changes import rise_words

PLACES = Names(
    rooms={"hall": "Main hall", "small": "Small hall"}, categories={"standard": "Standard", "community": "Community"}
)
RATES = [
    rate("standard", "hall", "12.00"),
    rate("community", "hall", "8.00"),
    rate("community", "small", "9.00", "evening"),
]
EVENING = [band("evening", "18:00", "22:00")]
PROJECTOR = {"code": "projector", "name": "Projector", "prices": [{"flat": "4.00"}]}

HALF = {"code": "half", "name": "Half day", "longest_minutes": 300}
HALVES = [*RATES, {"category": "standard", "room": "hall", "product": "half", "flat": "40.00"}]


def told(new: dict[str, Any], old: dict[str, Any] | None = None) -> dict[str, list[str]]:
    before, after = ({"rates": RATES, "bands": EVENING, **each} for each in (old or {}, new))
    return {
        section.code: list(section.sentences) for section in what_changed(a_tariff(**before), a_tariff(**after), PLACES)
    }


def test_the_same_list_from_another_day_says_nothing() -> None:
    assert told({"name": "Next year", "valid_from": "2028-04-01"}) == {}


@pytest.mark.parametrize(
    ("rates", "sentence"),
    [
        (
            [*RATES[:2], rate("community", "small", "9.50", "evening")],
            "Small hall, Evening, Community: £9.50 instead of £9.00 an hour",
        ),
        ([*RATES, rate("standard", "small", "10.00")], "Small hall, other times, Standard: £10.00 an hour, new"),
        (RATES[:2], "Gone: Small hall, Evening, Community: £9.00 an hour"),
        (
            [RATES[0], rate("community", "hall", "0.00"), RATES[2]],
            "Main hall, Community: free instead of £8.00 an hour",
        ),
        (
            [rate("standard", "hall", "12.00", least=120), *RATES[1:]],
            "Main hall, Standard: £12.00 an hour, at least 2 hours instead of £12.00 an hour, any length",
        ),
        (
            [{"category": "standard", "room": "hall", "on_application": True}, *RATES[1:]],
            "Main hall, Standard: price on application instead of £12.00 an hour",
        ),
    ],
)
def test_a_cell_of_the_grid(rates: list[dict[str, Any]], sentence: str) -> None:
    assert told({"rates": rates}) == {"prices": [sentence]}


def test_what_changed_alike_is_told_together() -> None:
    alike = [rate(who, room, "8.00") for room in ("hall", "small") for who in ("standard", "community")]
    dearer = [rate(who, room, "9.00") for room in ("hall", "small") for who in ("standard", "community")]
    found = told({"rates": dearer}, {"rates": alike})
    assert found == {"prices": ["Main hall and Small hall, Standard and Community: £9.00 instead of £8.00 an hour"]}


def test_times_that_changed_alike_are_told_together() -> None:
    old = [rate("standard", "hall", "8.00"), rate("standard", "hall", "8.00", "evening")]
    new = [rate("standard", "hall", "9.00"), rate("standard", "hall", "9.00", "evening")]
    found = told({"rates": new}, {"rates": old})
    assert found == {"prices": ["Main hall, Evening and other times, Standard: £9.00 instead of £8.00 an hour"]}


def test_a_rise_has_a_headline() -> None:
    old = a_tariff(
        [rate("standard", "hall", "10.00"), rate("community", "hall", "8.00"), rate("standard", "small", "5.00")]
    )
    dearer = a_tariff(
        [rate("standard", "hall", "10.50"), rate("community", "hall", "9.00"), rate("standard", "small", "4.50")]
    )
    assert rise_words(old, dearer) == "2 prices go up, by 5% to 13%. 1 price goes down, by about 10%."
    assert rise_words(old, old) == ""


def test_a_new_name_is_told_once_and_what_it_names_is_the_same() -> None:
    limit = {"code": "cap", "name": "Cap", "of": "hire", "band": "evening", "most": "30.00"}
    found = told(
        {"bands": [{**EVENING[0], "name": "After six"}], "limits": [limit]}, {"bands": EVENING, "limits": [limit]}
    )
    assert found == {"names": ["“Evening” is now called “After six”."]}


@pytest.mark.parametrize(
    ("code", "new", "old", "sentence"),
    [
        ("counting", {"minimum_minutes": 120}, {"minimum_minutes": 60}, None),
        ("times", {"bands": [band("evening", "17:00", "22:00")]}, {}, None),
        ("extras", {"extras": [PROJECTOR]}, {}, "New: Projector: £4.00 each time"),
        ("extras", {}, {"extras": [PROJECTOR]}, "Gone: Projector: £4.00 each time"),
        (
            "extras",
            {"extras": [{**PROJECTOR, "prices": [{"flat": "5.00"}]}]},
            {"extras": [PROJECTOR]},
            "Projector: £5.00 each time (before: £4.00 each time)",
        ),
        ("limits", {"limits": [{"code": "cap", "name": "Cap", "of": "hire", "most": "30.00"}]}, {}, None),
        ("adjustments", {"adjustments": [{"code": "ten", "name": "Ten", "percent": "-10"}]}, {}, None),
        ("fees", {"fees": [{"code": "heat", "name": "Heating", "flat": "3.00"}]}, {}, None),
        ("bonds", {"bonds": [{"code": "damage", "name": "Damage", "flat": "50.00"}]}, {}, None),
        ("deposits", {"deposits": [{"code": "part", "name": "Part", "percent": "20", "of": "total"}]}, {}, None),
        ("setting_up", {"setting_up": [{"percent": "50"}]}, {}, None),
        (
            "priced_as",
            {"priced_as": [{"category": "standard", "when": {"category": "community"}}]},
            {},
            None,
        ),
        ("occasions", {"occasions": [{"code": "party", "name": "Party"}]}, {}, "New: Party"),
        ("facts", {"facts": [{"code": "bar", "question": "Will there be a bar?", "kind": "yes_no"}]}, {}, None),
        (
            "cancellation",
            {"cancellation": {"notice": "days", "steps": [{"at_least": 14, "refund": "100"}]}},
            {"cancellation": {"notice": "days", "steps": [{"at_least": 7, "refund": "100"}]}},
            None,
        ),
        (
            "products",
            {"products": [{**HALF, "longest_minutes": 240}], "rates": HALVES},
            {"products": [HALF], "rates": HALVES},
            None,
        ),
        ("rates", {"rates": [*RATES, {"room": "small", "people": {"after": 50}, "per_hour": "30.00"}]}, {}, None),
    ],
)
def test_each_kind_of_rule(code: str, new: dict[str, Any], old: dict[str, Any], sentence: str | None) -> None:
    """In both directions: what is new one way is gone the other."""
    found = told(new, old)
    assert code in found
    if sentence:
        assert found[code] == [sentence]
    assert code in told(old, new)


def test_a_sentence_without_a_name_has_the_one_before_behind_it() -> None:
    assert told({"minimum_minutes": 120}, {"minimum_minutes": 60})["counting"] == [
        "At least 2 hours is charged, unless a price says otherwise (before: At least 1 hour is charged, unless a "
        "price says otherwise)"
    ]


@pytest.mark.parametrize("name", ["02_willaston_memorial_hall", "43_warboys_parish_centre", "60_shalbourne_pavilion"])
def test_a_real_list_against_itself_and_raised(name: str) -> None:
    """Whatever its shape: nothing where nothing changed, and a rise is told for every price it reaches."""
    text = (Path(__file__).parents[1] / "data" / "tariffs" / f"{name}.toml").read_text()
    file = files.read(text, today=date(2026, 1, 1))
    tariff = file.tariffs[0]
    names = Names(
        rooms={room.code: room.name for room in file.rooms},
        categories={row.code: row.name for row in file.operator.categories},
    )
    assert what_changed(tariff, tariff, names) == []
    sections = what_changed(tariff, raised(tariff, Decimal(10), to=1), names)
    assert [words for section in sections for words in section.sentences if words.startswith(("New", "Gone"))] == []
    assert sections
