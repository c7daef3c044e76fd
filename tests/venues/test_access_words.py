"""What people read about a room's access."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from tests.venues.access_examples import SPRING, all_for, claim, every_answer, guide
from venues.access import words
from venues.access.claims import EVIDENCE, Answer
from venues.access.guide import RoomClaims, room_answers, venue_guides
from venues.access.matching import Day, match
from venues.access.needs import NEEDS
from venues.access.outages import Outage
from venues.access.reports import Report, with_reports
from venues.access.values import Value
from venues.access.vocabulary import CORE, FACTS
from venues.access.words.measures import doubt_words

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
            "Yes: 85 cm. Checked 3 February 2026 by the caretaker, measured.",
        ),
        (
            told("mov_door_mm", 700, evidence="", by_post=""),
            "No: 70 cm. Checked 3 February 2026.",
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
    assert words.answer_words(whole["mov_door_mm"], on=TODAY).startswith("No: 70 cm (Front half). Checked ")
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


def match_words(need: str, said: dict[str, Value], **notes: str) -> str:
    claims = [claim(fact, answer, note=notes.get(fact, "")) for fact, answer in said.items()]
    at = {scope: [c for c in claims if c.about.scope == scope] for scope in ("venue", "entrance", "room")}
    about = room_answers(at["venue"], {"Door": at["entrance"]}, at["room"])
    return words.match_words(match(about, NEEDS[need]))


TOILET: dict[str, Value] = {
    "wc_accessible": "yes",
    "wc_open": "unlocked",
    "wc_clear": "yes",
    "wc_step_free": "yes",
    "wc_door_mm": 900,
}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "Meets this need."),
        ({"wc_open": "ask"}, "Meets it in part: Getting into that toilet (by asking for the key)."),
        (
            {"wc_open": "unknown", "wc_clear": "unknown"},
            "We do not know: Getting into that toilet; That toilet kept clear. Ask the venue.",
        ),
        (
            {"wc_open": "shut", "wc_clear": "unknown"},
            "Does not meet this need: Getting into that toilet (it is shut).",
        ),
        ({"wc_door_mm": 700}, "Does not meet this need: Width of the toilet door (70 cm)."),
    ],
)
def test_a_match_names_the_facts_that_decided(said: dict[str, Value], expected: str) -> None:
    assert match_words("wheelchair_toilet", TOILET | said) == expected


def test_a_match_in_part_says_what_help_there_is() -> None:
    level: dict[str, Value] = {"arr_street": "yes", "mov_step_free": "yes", "ent_step_free": "partial"}
    expected = "Meets it in part: Step-free entrance (We put out a ramp)."
    assert match_words("step_free", level, ent_step_free="We put out a ramp") == expected


def test_a_number_that_was_said_is_told_and_more_is_talk_to_us() -> None:
    about = guide(all_for("manual_wheelchair") | {"mov_wheelchairs": 2})
    found = match(about, NEEDS["several_wheelchairs"], {"wheelchairs": 4})
    assert (
        words.match_words(found)
        == "Meets it in part: How many wheelchair users at once (2; for more, talk to the hall)."
    )
    assert words.asked_words(found.need, {"wheelchairs": 4}) == "More than one wheelchair user (4)"


def test_a_match_says_when_somebody_last_looked_and_what_is_told_with_it() -> None:
    found = match(guide(TOILET | {"wc_alarm": "no"}), NEEDS["wheelchair_toilet"])
    assert words.checked_words(found) == "Last checked 3 February 2026."
    assert words.told_words(found) == ["Getting into that toilet: yes, it is unlocked.", "Emergency cord: no."]


def test_a_match_says_that_a_visitor_found_what_decides_it_otherwise() -> None:
    reports = [Report("wc_open", SPRING), Report("wc_alarm", SPRING)]  # the cord decides nothing
    claims = [claim(fact, answer) for fact, answer in (TOILET | {"wc_alarm": "no"}).items()]
    here = [each for each in claims if each.about.scope == "venue"]
    inside = [each for each in claims if each.about.scope == "room"]
    for days, reads in [(1, "Meets this need."), (14, "We do not know: Getting into that toilet. Ask the venue.")]:
        about = room_answers(with_reports(here, reports, on=SPRING + timedelta(days)), {"Door": []}, inside)
        said = words.match_words(match(about, NEEDS["wheelchair_toilet"]))
        doubt = "A visitor told us on 3 February 2026 that it was different: Getting into that toilet."
        assert said == f"{reads} {doubt}"


def test_what_is_out_of_order_is_told() -> None:
    broke = date(2026, 3, 1)
    level = {"arr_street": "yes", "mov_step_free": "yes", "ent_step_free": "yes", "mov_lift": "passenger"}
    day = Day(broke, (Outage("mov_lift", broke, broke),))
    said = words.match_words(match(guide(level), NEEDS["step_free"], day=day))
    assert said == "Does not meet this need: The lift (out of order since 1 March 2026)."


def test_a_visitors_word_is_told_beside_the_answer() -> None:
    about = [claim("mov_stage", "yes")]
    told = {
        days: room_answers([], {}, with_reports(about, [Report("mov_stage", SPRING)], on=SPRING + timedelta(days)))
        for days in (1, 20)
    }
    said = "The venue says yes, checked 3 February 2026. A visitor told us on 3 February 2026 that it was different."
    assert words.answer_words(told[1]["mov_stage"], on=TODAY) == said
    assert words.answer_words(told[20]["mov_stage"], on=TODAY) == f"Not known. {said}"


@pytest.mark.parametrize(
    ("fact", "answer", "words_of_it"),
    [
        ("arr_car_m", 30, "30 m. Checked"),
        ("arr_gradient", 14, "1 in 14. Checked"),
        ("ent_ramp", "portable_venue", "A portable ramp that the venue puts out. Checked"),
        ("ent_ramp_notice_h", 24, "24 hours. Checked"),
        ("ent_ramp_notice_h", 0, "None: it is put out on arrival. Checked"),
        ("ent_steps", 1, "1 step. Checked"),
        ("arr_barrier_mm", 2100, "2.1 m. Checked"),
        ("ent_door_mm", 775, "77.5 cm. Checked"),
        ("ent_entry", "keysafe", "You are told when you book. Checked"),
    ],
)
def test_what_reads_neither_as_yes_nor_as_no_is_told_as_it_is(fact: str, answer: Value, words_of_it: str) -> None:
    assert told(fact, answer).startswith(words_of_it)


def test_a_number_stands_before_its_entrance_and_guidance_is_told_in_the_same_units() -> None:
    assert told("ent_door_mm", 900, place="Side door").startswith("90 cm (Side door). Checked")
    asked = words.measure_words(FACTS["mov_door_mm"])
    assert asked.startswith("80 cm in a new building, 75 cm in an existing one; 82.5 cm and 77.5 cm off a narrow")


@pytest.mark.parametrize(
    ("fact", "millimetres", "asked"),
    [
        ("mov_corridor_mm", 8500, "850 cm is 8.5 metres. Did you mean 85 cm?"),
        ("ent_door_mm", 8500, "850 cm is 8.5 metres. Did you mean 85 cm?"),
        ("mov_corridor_mm", 4500, "450 cm is 4.5 metres, which is very much here. Did you type it in centimetres?"),
        ("mov_door_mm", 310, "31 cm is very little here. Did you type it in centimetres?"),
        ("mov_door_mm", 775, ""),
        ("arr_car_m", 850, ""),
    ],
)
def test_a_length_that_is_not_what_there_mostly_is_is_asked_about(fact: str, millimetres: int, asked: str) -> None:
    assert doubt_words(FACTS[fact], millimetres) == asked


def test_every_length_says_what_there_mostly_is() -> None:
    lengths = [fact for fact in FACTS.values() if fact.value == "mm"]
    assert all(fact.least <= fact.usual.at_least < fact.usual.at_most <= fact.most for fact in lengths)


def test_what_follows_is_told_with_what_it_follows_from() -> None:
    about = guide({"ent_step_free": "yes", "wc_changing_places": "full"})
    expected = "No steps at the entrance. This follows from “Step-free entrance”, checked 3 February 2026."
    assert words.answer_words(about["ent_steps"], on=TODAY) == expected
    assert words.answer_words(about["wc_door_mm"], on=TODAY).startswith("At least 100 cm. This follows from")
    assert words.answer_words(about["ent_ramp"], on=TODAY).startswith("There is none or a fixed ramp, a portable")


def test_two_answers_that_do_not_agree_are_both_told() -> None:
    steps = guide({"ent_step_free": "yes", "ent_steps": 2})["ent_steps"]
    assert words.answer_words(steps, on=TODAY) == (
        "Two answers do not agree. “Steps at the entrance” 2 steps, checked 3 February 2026; "
        "“Step-free entrance” yes, checked 3 February 2026."
    )


def test_how_it_was_measured_is_told() -> None:
    said = told("mov_door_mm", 850, evidence="measured", method="with a tape measure")
    assert said.endswith("by the caretaker, measured (with a tape measure).")


def test_the_vocabularys_words_are_translated_where_they_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    welsh = {"Step-free entrance": "Mynedfa heb risiau", "a fixed loop": "dolen sefydlog"}
    monkeypatch.setattr("venues.access.words.answers._", lambda text: welsh.get(text, translation.gettext(text)))
    assert words.label(FACTS["ent_step_free"]) == "Mynedfa heb risiau"
    assert told("hea_listening", "fixed_loop").startswith("Yes: dolen sefydlog. ")


@pytest.mark.parametrize(
    ("fact", "answers", "checked", "expected"),
    [
        ("mov_door_mm", [1450, 910, 785], SPRING, "yes, at least 78.5 cm"),
        ("mov_door_mm", [910, 910], SPRING, "yes, 91 cm"),
        ("ent_steps", [1, 3], SPRING, "at most 3 steps"),
        ("wc_open", ["unlocked", "radar"], SPRING, "yes"),
        ("hea_listening", ["fixed_loop"], date(2023, 5, 14), "yes, a fixed loop; last checked 14 May 2023"),
        ("sen_quiet", ["unknown"], SPRING, "not known"),
    ],
)
def test_a_headline_tells_several_rooms_at_once_by_the_least_of_them(
    fact: str, answers: list[Value], checked: date, expected: str
) -> None:
    claims = [claim(fact, answer, checked) for answer in answers]
    assert words.headline_words([Answer(FACTS[fact], said.reads, said) for said in claims], on=TODAY) == expected


def test_a_headline_does_not_hide_that_a_visitor_found_it_different() -> None:
    told = with_reports([claim("mov_stage", "yes")], [Report("mov_stage", SPRING)], on=SPRING + timedelta(1))
    answer = room_answers([], {}, told)["mov_stage"]
    assert words.headline_words([answer], on=TODAY) == "yes; a visitor found it different"
