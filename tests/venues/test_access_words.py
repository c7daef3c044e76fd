"""What people read about a room's access."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from tests.venues.access_examples import ALL_YES, SPRING, claim, every_answer, guide
from venues.access import words
from venues.access.claims import EVIDENCE, Answer
from venues.access.guide import RoomClaims, room_answers, venue_guides
from venues.access.matching import match
from venues.access.values import Value
from venues.access.vocabulary import CORE, FACTS

TODAY = date(2026, 3, 1)
READINGS = {str(word) for word in words.READINGS.values()}


def told(fact: str, answer: Value, checked: date | None = SPRING, **more: Any) -> str:
    said = replace(claim(fact, answer, checked), **more)
    return words.answer_words(Answer(FACTS[fact], said.reads, said), on=TODAY)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            told("mov_door_mm", 850, evidence="measured"),
            "Yes: 850 mm. Checked 3 February 2026 by the caretaker, measured.",
        ),
        (
            told("mov_door_mm", 700, evidence="", by_post=""),
            "No: 700 mm. Checked 3 February 2026.",
        ),
        (
            told("ent_step_free", "yes", place="Side door", note="Fixed ramp, 1 in 14.", evidence="photographed"),
            "Yes: Side door. Fixed ramp, 1 in 14. Checked 3 February 2026 by the caretaker, photographed.",
        ),
        (
            told("sen_quiet", "partial", note="Only if you book it too", by_post="trustee", evidence="stated"),
            "In part. Only if you book it too. Checked 3 February 2026 by a trustee, as the venue says.",
        ),
        (told("hea_listening", "fixed_loop", date(2023, 5, 14)), "Yes: a fixed loop, last checked 14 May 2023."),
        (told("wc_baby", "no", date(2022, 5, 14)), "No, last checked 14 May 2022."),
        (told("wc_baby", "yes", None), "Yes. Nobody noted when it was checked."),
        (
            told("arr_street", "not_applicable", note="the hall is in a park", evidence="", by_post=""),
            "Does not apply: the hall is in a park. Checked 3 February 2026.",
        ),
        (words.answer_words(guide({})["wc_baby"], on=TODAY), "Not known"),
        (
            words.answer_words(guide({"wc_accessible": "no"})["wc_open"], on=TODAY),
            "Does not apply: there is no such toilet. "
            "This follows from “Wheelchair-accessible toilet”, checked 3 February 2026.",
        ),
        (
            words.answer_words(guide({"mov_step_free": "yes"}, date(2022, 1, 1))["mov_lift"], on=TODAY),
            "Yes: there is no step on the way, last checked 1 January 2022. "
            "This follows from “Step-free to this room”.",
        ),
        (
            words.answer_words(guide({"mov_step_free": "yes", "mov_lift": "none"})["mov_step_free"], on=TODAY),
            "No: two answers do not agree. “Step-free to this room” yes, checked 3 February 2026; "
            "“Lift to this room, or not needed” no: only by stairs, checked 3 February 2026.",
        ),
    ],
)
def test_an_answer_in_words(sentence: str, expected: str) -> None:
    assert sentence == expected


def test_a_whole_hall_names_the_half_that_decides() -> None:
    rooms = {
        "whole": RoomClaims("Whole hall", {1, 2}),
        "front": RoomClaims("Front half", {1}, (claim("mov_door_mm", 700), claim("hea_listening", "other"))),
        "back": RoomClaims("Back half", {2}, (claim("mov_door_mm", 900),)),
    }
    whole = venue_guides([], {}, rooms)["whole"]
    assert words.answer_words(whole["mov_door_mm"], on=TODAY).startswith("No: Front half, 700 mm. Checked ")
    assert words.answer_words(whole["hea_listening"], on=TODAY) == "Not known for Back half"


def test_no_answer_is_a_bare_accessible_and_every_one_has_its_own_words() -> None:
    for fact in CORE:
        said = {told(fact.code, answer, note="") for answer in every_answer(fact) if answer != "unknown"}
        assert len(said) == len(every_answer(fact)) - 1
        assert all(sentence.split(":")[0].split(".")[0] in READINGS for sentence in said)


def test_every_kind_of_evidence_has_words() -> None:
    assert set(words.EVIDENCE) == set(EVIDENCE)


def test_a_way_of_entry_that_is_private_is_told_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "key" in told("wc_open", "hirer_key")
    private = replace(FACTS["wc_open"], private=frozenset({"hirer_key"}))
    monkeypatch.setattr("venues.access.claims.FACTS", {"wc_open": private})

    sentence = told("wc_open", "hirer_key", note="It hangs by the back door", evidence="", by_post="")
    assert sentence == "Yes: you are told when you book. Checked 3 February 2026."
    assert "with a RADAR key" in told("wc_open", "radar")


def test_what_somebody_ticks_who_looks_for_a_room() -> None:
    choices = dict(words.wanted_choices())
    assert list(choices) == [fact.code for fact in CORE]
    assert choices["ent_step_free"] == "Step-free entrance"
    assert choices["hea_listening"] == "Hearing loop or other listening system"
    assert words.question(FACTS["wc_accessible"]).endswith("?")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "Has what you need"),
        ({"wc_open": "ask"}, "Has it in part: Getting into that toilet (by asking for the key)"),
        ({"sen_quiet": "partial"}, "Has it in part: Quiet space"),
        ({"wc_open": "unknown", "sen_quiet": "unknown"}, "We do not know: Getting into that toilet; Quiet space"),
        ({"wc_open": "shut", "sen_quiet": "unknown"}, "Does not have what you need: Getting into that toilet"),
    ],
)
def test_a_match_names_the_facts_that_decided(said: dict[str, Value], expected: str) -> None:
    assert words.match_words(match(guide(ALL_YES | said), {"wc_open", "sen_quiet"})) == expected


def test_a_match_in_part_says_what_help_there_is() -> None:
    ramp = claim("ent_step_free", "partial", note="We put out a ramp")
    about = room_answers([], {"Door": [ramp]}, [])
    assert (
        words.match_words(match(about, {"ent_step_free"})) == "Has it in part: Step-free entrance (We put out a ramp)"
    )


def test_the_vocabularys_words_are_translated_where_they_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    welsh = {"Step-free entrance": "Mynedfa heb risiau", "a fixed loop": "dolen sefydlog"}
    monkeypatch.setattr(words, "_", lambda text: welsh.get(text, translation.gettext(text)))
    assert words.label(FACTS["ent_step_free"]) == "Mynedfa heb risiau"
    assert told("hea_listening", "fixed_loop").startswith("Yes: dolen sefydlog. ")
