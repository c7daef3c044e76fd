"""What a hall still lacks before the public may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.test_house import ROOT
from tests.venues.venue_files import SMALL, spoilt
from venues.access.vocabulary import CORE
from venues.files import VenueFile, read
from venues.files.contents import AccessRow, EntranceRow
from venues.readiness import Step, holes, is_ready, missing

TODAY = date(2026, 6, 1)
SILENT = "None of the twelve core access facts has an answer. “I do not know” is one."


def the_example() -> VenueFile:
    return read((ROOT / "docs" / "example-venue.toml").read_text(), today=TODAY)


def a_small(text: str = SMALL) -> VenueFile:
    return read(text, today=TODAY)


def answers(file: VenueFile) -> tuple[AccessRow, ...]:
    """“I do not know” to every core fact, at every place that has it for its own."""
    places = {
        "venue": [("", "")],
        "entrance": [(door.code, "") for door in file.entrances],
        "room": [("", room.code) for room in file.rooms],
    }
    return tuple(
        AccessRow(fact.code, entrance, room, "unknown") for fact in CORE for entrance, room in places[fact.scope]
    )


def test_the_hall_of_the_manual_lacks_nothing() -> None:
    assert is_ready(missing(the_example(), today=TODAY))
    without = replace(the_example(), access=tuple(row for row in the_example().access if row.room != "meeting-room"))
    [words] = missing(without, today=TODAY)[Step.ACCESS]
    assert words.startswith("4 of the twelve core access facts have no answer: Step-free to this room (Meeting room); ")


def test_not_known_is_an_answer_and_silence_is_not() -> None:
    file = a_small()
    assert missing(replace(file, access=()), today=TODAY)[Step.ACCESS] == [SILENT]
    assert missing(replace(file, access=answers(file)), today=TODAY)[Step.ACCESS] == []


def test_the_places_where_a_fact_is_silent_are_named() -> None:
    file = a_small()
    file = replace(file, entrances=(*file.entrances, EntranceRow("side", "Side door")))
    told = tuple(row for row in answers(file) if (row.entrance, row.room) not in {("side", ""), ("", "front-half")})
    told = tuple(row for row in told if row.fact != "sen_quiet")
    [words] = missing(replace(file, access=told), today=TODAY)[Step.ACCESS]
    assert words.startswith("6 of the twelve core access facts have no answer: Step-free entrance (Side door); ")
    assert "Lift to this room, or not needed (Front Half)" in words
    assert "Quiet space." in words


def test_without_an_accessible_toilet_nobody_asks_how_to_get_into_it() -> None:
    file = a_small()
    silent = tuple(row for row in answers(file) if row.fact not in ("wc_open", "wc_accessible"))
    for toilet, lacking in (("no", 0), ("yes", 1)):
        told = (*silent, AccessRow("wc_accessible", "", "", toilet, checked=TODAY, evidence="stated"))
        assert len(missing(replace(file, access=told), today=TODAY)[Step.ACCESS]) == lacking


def test_smaller_rooms_answer_for_the_whole_that_they_make_up() -> None:
    file = a_small()
    front = next(room for room in file.rooms if room.code == "front-half")
    file = replace(file, rooms=(*file.rooms, replace(front, code="back-half", name="Back Half", cells=("back",))))
    told = tuple(row for row in answers(file) if row.room != "main-hall")
    assert missing(replace(file, access=told), today=TODAY)[Step.ACCESS] == []


def test_a_new_hall_lacks_everything_but_its_name() -> None:
    file = a_small()
    empty = {"kind": "", "street": "", "town": "", "postcode": "", "email": "", "phone": ""}
    nothing = {"cells": (), "entrances": (), "rooms": (), "hours": (), "closures": (), "tariffs": (), "access": ()}
    found = missing(replace(file, venue=replace(file.venue, **empty), **nothing), today=TODAY)
    assert found == {
        Step.DETAILS: [
            "It does not say what kind of place it is.",
            "The address has no street.",
            "The address has no town or village.",
            "The address has no postcode.",
            "The hall has no phone number. Some people cannot write.",
            "The hall has no e-mail address. Some people cannot phone, and requests arrive there.",
        ],
        Step.ROOMS: ["There is no room to hire."],
        Step.HOURS: ["There are no opening hours, so nobody could book."],
        Step.PRICES: ["No price list is in force today."],
        Step.ACCESS: [SILENT],
    }


@pytest.mark.parametrize(
    ("old", "new", "step", "words"),
    [
        (
            '[[rooms.layouts]]\nname = "Theatre"\ncapacity = 80\n',
            "",
            Step.ROOMS,
            ["Main Hall does not say how many people it safely takes, or that this is not known."],
        ),
        ("capacity = 80\n", "", Step.ROOMS, []),
        (
            '  { category = "standard", room = "front-half", per_hour = "7.00" },\n',
            "",
            Step.PRICES,
            ["Front Half has no standard price."],
        ),
        ("valid_from = 2026-04-01", "valid_from = 2026-06-02", Step.PRICES, ["No price list is in force today."]),
        ("valid_from = 2026-04-01", "valid_from = 2026-06-01\nvalid_to = 2026-06-01", Step.PRICES, []),
    ],
)
def test_rooms_and_prices(old: str, new: str, step: Step, words: list[str]) -> None:
    layouts = '[[rooms]]\ncode = "front-half"\nname = "Front Half"\ncells = ["front"]\n'
    whole = SMALL.replace(layouts, layouts + '[[rooms.layouts]]\nname = "Any"\n')
    assert missing(a_small(spoilt(old, new, whole)), today=TODAY)[step] == words


def test_open_hours_without_a_price_are_told_by_name() -> None:
    file = a_small(spoilt('  { category = "community", room = "front-half", per_hour = "5.00" },\n', ""))
    assert holes(file, today=TODAY) == [
        "“Community group” has no price for “Front Half” while it is open: every day, 9am to 10pm."
    ]
    assert holes(a_small(), today=TODAY) == []
