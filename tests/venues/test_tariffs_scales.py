"""Which scale of refunds holds for a hire, where a price list has several."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.venues.price_lists import a_document
from venues.tariffs import Tariff, TariffFaults, as_document, check, from_document, read, scale_for, write
from venues.tariffs.words import Names, rule_words

ROOMS = {"hall": "Main hall", "lounge": "Lounge", "attic": "Attic"}
CATEGORIES = {"standard": "Standard", "community": "Community"}


def terms(notice: str, least: int, refund: str = "100", **who: Any) -> dict[str, Any]:
    return {**who, "notice": notice, "steps": [{"at_least": least, "refund": refund}]}


WEEK = terms("days", 7)
WEDDING = terms("months", 6, occasion="wedding", rank=1)
LOUNGE = terms("hours", 24, room="lounge")
LOUNGE_FOR_US = terms("hours", 2, room="lounge", category="community")
ATTIC = terms("hours", 24, "50", room="attic")
ALL = [WEEK, WEDDING, LOUNGE, LOUNGE_FOR_US, ATTIC]


def a_list(cancellation: Any) -> Tariff:
    return read(
        a_document(
            [{"per_hour": "10.00"}],
            occasions=[{"code": "wedding", "name": "Wedding"}],
            cancellation=cancellation,
        )
    )


@pytest.mark.parametrize(
    ("rooms", "category", "occasion", "meant"),
    [
        (["hall"], "standard", None, WEEK),
        ([], "standard", None, WEEK),
        (["lounge"], "standard", None, LOUNGE),
        (["lounge"], "community", None, LOUNGE_FOR_US),
        (["lounge"], "community", "wedding", WEDDING),
        (["hall", "lounge"], "standard", "wedding", WEDDING),
        (["attic", "lounge"], "standard", None, ATTIC),  # as much notice, and less comes back
        (["attic", "lounge"], "community", None, ATTIC),
    ],
)
def test_the_narrowest_scale_holds_whatever_the_order(
    rooms: list[str], category: str, occasion: str | None, meant: dict[str, Any]
) -> None:
    expected = [(step["at_least"], step["refund"]) for step in meant["steps"]]
    for rows in list(permutations(ALL))[::17]:
        scale = scale_for(a_list(list(rows)), rooms=rooms, category=category, occasion=occasion)
        assert scale is not None
        assert (scale.notice, [(step.at_least, step.text) for step in scale.steps]) == (meant["notice"], expected)


def test_a_hire_that_no_scale_is_for_has_none() -> None:
    only_lounge = a_list([LOUNGE])
    assert scale_for(only_lounge, rooms=["hall"], category="standard", occasion=None) is None
    assert only_lounge.cancellation is None
    assert scale_for(a_list(None), rooms=["hall"], category="standard", occasion=None) is None


@pytest.mark.parametrize("cancellation", [WEEK, [WEEK], ALL, [LOUNGE], LOUNGE])
def test_scales_are_written_as_they_were_read(cancellation: Any) -> None:
    tariff = a_list(cancellation)
    assert read(write(tariff)) == tariff
    for row in tariff.scales:
        assert from_document(as_document(row.scale)) == row.scale


def test_what_is_no_scale_is_not_taken_for_one() -> None:
    with pytest.raises(TariffFaults) as refusal:
        from_document({"notice": "days", "steps": []})
    assert [(fault.place, fault.code) for fault in refusal.value.faults] == [("steps", "not_so_many_steps")]


@pytest.mark.parametrize(
    ("cancellation", "found"),
    [
        ([WEEK, terms("days", 14)], ("cancellation[1]", "equally_apply")),
        ([LOUNGE, terms("days", 1, category="community")], ("cancellation[1]", "equally_apply")),
        ([terms("days", 1, room="cellar")], ("cancellation[0].room", "no_such_room")),
        ([terms("days", 1, category="guests")], ("cancellation[0].category", "no_such_category")),
    ],
)
def test_what_a_list_says_twice_or_of_strangers_is_named(cancellation: Any, found: tuple[str, str]) -> None:
    faults = check(a_list(cancellation), {room: {} for room in ROOMS}, CATEGORIES)
    assert [(fault.place, fault.code) for fault in faults] == [found]


@pytest.mark.parametrize(
    ("cancellation", "place", "code"),
    [
        ([WEEK, terms("days", 1, occasion="funeral")], "cancellation[1].occasion", "no_such_occasion"),
        ([terms("days", 1, people={"from": 20})], "cancellation[0].people", "unknown_key"),
        ([terms("days", 1, rank=2000)], "cancellation[0].rank", "not_whole"),
        (["a week"], "cancellation[0]", "not_a_table"),
        ("a week", "cancellation", "not_a_table"),
    ],
)
def test_a_faulty_row_is_named_by_its_place(cancellation: Any, place: str, code: str) -> None:
    with pytest.raises(TariffFaults) as refusal:
        a_list(cancellation)
    assert (place, code) in [(fault.place, fault.code) for fault in refusal.value.faults]


def test_each_scale_is_told_with_whom_it_is_for() -> None:
    tariff = a_list([WEEK, WEDDING, LOUNGE])
    (section,) = [
        found for found in rule_words(tariff, Names.of(tariff, ROOMS, CATEGORIES)) if found.code == "cancellation"
    ]
    assert section.sentences == (
        "Wedding: Cancel at least 6 months before and all of it comes back; later: nothing.",
        "Lounge: Cancel at least 24 hours before and all of it comes back; later: nothing.",
        "Otherwise: Cancel at least 7 days before and all of it comes back; later: nothing.",
    )
