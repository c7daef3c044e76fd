"""The twelve facts that are asked first, and what may be said about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.venues.access_examples import SPRING, claim, every_answer
from venues.access.claims import Claim
from venues.access.rules import RULES, Rule, consequences
from venues.access.values import Reading, State, Values
from venues.access.vocabulary import CORE, FACTS, GROUPS, MONTHS, BadAnswer, Fact, parse_answer

YES, PARTLY, NO = Reading.YES, Reading.PARTLY, Reading.NO


@pytest.mark.parametrize(
    ("position", "code", "scope", "refresh", "yes", "partly", "no"),
    [
        (1, "arr_street", "venue", "S", "yes", "partial", "no"),
        (2, "ent_step_free", "entrance", "S", "yes", "partial", "no"),
        (3, "mov_step_free", "room", "S", "yes", "partial", "no"),
        (4, "mov_lift", "room", "E", "not_needed passenger platform", "stairlift", "none"),
        (6, "wc_accessible", "venue", "S", "yes", "partial", "no"),
        (7, "wc_open", "venue", "P", "unlocked radar hirer_key", "ask", "shut"),
        (8, "arr_by_car", "venue", "S", "both bay dropoff", "", "none"),
        (9, "hea_listening", "room", "E", "fixed_loop other", "portable_loop", "none"),
        (10, "sen_quiet", "venue", "P", "yes", "partial", "no"),
        (11, "wc_baby", "venue", "S", "yes", "partial", "no"),
        (12, "mov_evac", "venue", "P", "yes", "partial", "no"),
    ],
)
def test_each_core_fact_reads_as_published(
    position: int, code: str, scope: str, refresh: str, yes: str, partly: str, no: str
) -> None:
    fact = CORE[position - 1]
    assert (fact.code, fact.core, fact.scope, fact.refresh) == (code, position, scope, refresh)

    expected = {
        **dict.fromkeys(yes.split(), YES),
        **dict.fromkeys(partly.split(), PARTLY),
        **dict.fromkeys(no.split(), NO),
    }
    assert {answer: claim(code, answer).reads for answer in fact.options} == expected


@pytest.mark.parametrize(("width", "reads"), [(300, NO), (749, NO), (750, YES), (1200, YES)])
def test_a_room_door_of_750_mm_is_wide_enough(width: int, reads: Reading) -> None:
    assert CORE[4].code == "mov_door_mm"
    assert claim("mov_door_mm", width).reads is reads


def test_there_are_twelve_and_each_is_said_in_words() -> None:
    assert [fact.core for fact in CORE] == list(range(1, 13))
    for fact in FACTS.values():
        assert fact.label
        assert fact.question.split(" (")[0].rstrip("?") != fact.question
        assert fact.value == "ynp" or all(fact.options.values())


def test_there_are_sixty_nine_by_the_stages_of_a_journey_with_rules_units_and_the_names_others_use() -> None:
    assert (len(FACTS), len(RULES)) == (69, 29)
    assert list(dict.fromkeys(fact.group for fact in FACTS.values())) == list(GROUPS)
    assert {fact.scope for fact in FACTS.values()} == {"venue", "entrance", "room"}
    assert {fact.refresh for fact in FACTS.values()} == set(MONTHS)
    for fact in FACTS.values():
        assert bool(fact.unit) == fact.is_number
        assert bool(fact.measure) == bool(fact.source)
        assert fact.elsewhere.keys() <= {"a11yjson", "osm", "openactive"}
        assert bool(fact.equipment) == bool(fact.depends)
        assert fact.depends | fact.private <= fact.options.keys()
        assert fact.meanwhile.keys() <= FACTS.keys()


def test_what_depends_on_equipment_is_about_safety_or_private_is_told_of_the_fact() -> None:
    assert {code: fact.depends for code, fact in FACTS.items() if fact.depends} == {
        "ent_door": {"automatic"},
        "mov_lift": {"passenger", "platform", "stairlift"},
        "wc_accessible": {"yes", "partial"},
        "wc_changing_places": {"full", "undersized"},
        "hea_listening": {"fixed_loop", "portable_loop", "other"},
        "hea_mic": {"yes", "partial"},
        "hea_visual_alarm": {"yes", "partial"},
    }
    assert {code for code, fact in FACTS.items() if fact.by_manager} == {"mov_evac", "mov_wheelchairs"}
    assert {code: fact.private for code, fact in FACTS.items() if fact.private} == {"ent_entry": {"keycode", "keysafe"}}
    assert [code for code, fact in FACTS.items() if not fact.is_scored] == ["fac_dogs"]


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.code)
def test_what_was_said_is_written_as_it_was_read(fact: Fact) -> None:
    for answer in every_answer(fact):
        said = claim(fact.code, answer)
        assert said.answer == answer
        assert parse_answer(fact, str(answer)) == (said.state, said.value)


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("arr_street", "Yes"),
        ("arr_street", ""),
        ("arr_street", True),
        ("arr_street", 1),
        ("arr_street", None),
        ("arr_street", ["yes"]),
        ("wc_open", "yes"),
        ("wc_open", date(2026, 2, 3)),
        ("mov_door_mm", "yes"),
        ("mov_door_mm", True),
        ("mov_door_mm", 750.5),
        ("mov_door_mm", 85),
        ("mov_door_mm", -800),
        ("mov_door_mm", "10000"),
        ("mov_door_mm", "٧٥٠"),
        ("mov_door_mm", "9" * 5000),
    ],
)
def test_an_answer_a_fact_cannot_have_is_refused_and_told_what_it_can(code: str, raw: object) -> None:
    with pytest.raises(BadAnswer) as refused:
        parse_answer(FACTS[code], raw)
    assert "unknown" in refused.value.allowed
    assert refused.value.allowed[0] in str(refused.value)
    assert len(str(refused.value)) < 300


def test_true_is_no_number() -> None:
    counted = replace(FACTS["mov_door_mm"], least=0)
    assert parse_answer(counted, 1) == (State.KNOWN, 1)
    with pytest.raises(BadAnswer):
        parse_answer(counted, True)


@given(st.sampled_from(CORE), st.text() | st.integers() | st.floats() | st.binary() | st.none())
def test_whatever_is_typed_is_an_answer_or_refused(fact: Fact, raw: object) -> None:
    try:
        state, value = parse_answer(fact, raw)
    except BadAnswer:
        return
    assert Claim(fact.code, state, value).answer == raw or str(value) == raw or int(str(raw)) == value


@pytest.mark.parametrize(
    ("state", "value"), [(State.KNOWN, None), (State.UNKNOWN, "yes"), (State.NOT_APPLICABLE, "no")]
)
def test_a_claim_has_a_value_when_it_is_known_and_only_then(state: State, value: str | None) -> None:
    with pytest.raises(ValueError, match="only then"):
        Claim("arr_street", state, value)


@pytest.mark.parametrize(
    ("said", "place", "faults"),
    [
        (claim("arr_street", "yes"), "venue", ()),
        (claim("arr_street", "yes"), "room", ()),
        (claim("arr_street", "yes"), "entrance", ("wrong_place",)),
        (claim("ent_step_free", "no"), "venue", ("wrong_place",)),
        (claim("mov_lift", "none"), "venue", ("wrong_place",)),
        (claim("mov_lift", "none"), "room", ()),
        (claim("sen_quiet", "partial"), "venue", ("no_note",)),
        (claim("sen_quiet", "partial", note="If booked too"), "venue", ()),
        (claim("wc_open", "not_applicable"), "venue", ("no_note",)),
        (claim("mov_evac", "yes"), "venue", ("not_by_manager",)),
        (claim("mov_evac", "unknown"), "venue", ()),
        (Claim("mov_evac", State.KNOWN, "yes", SPRING, "stated", by_post="manager"), "venue", ()),
        (Claim("mov_evac", State.KNOWN, "yes", SPRING, "imported", by_post="manager"), "venue", ("not_by_manager",)),
        (claim("wc_baby", "yes", date(2026, 2, 5)), "venue", ("checked_later",)),
    ],
)
def test_a_claim_names_what_is_wrong_with_it(said: Claim, place: str, faults: tuple[str, ...]) -> None:
    assert said.faults(place=place, today=date(2026, 2, 4)) == faults


def test_sets_of_answers() -> None:
    wide, widest, narrow = Values.read({"at_least": 750}), Values.read({"at_least": 900}), Values.read({"at_most": 749})
    some, all_of_them = Values.read(["yes"]), Values.read(["yes", "no"])

    assert widest.within(wide)
    assert not wide.within(widest)
    assert wide.meets(widest)
    assert not wide.meets(narrow)
    assert some.within(all_of_them)
    assert not all_of_them.within(some)
    assert not Values().within(all_of_them)
    assert not Values.read("not_applicable").within(all_of_them)
    assert not all_of_them.meets(wide)


@pytest.mark.parametrize("row", ["yes", {}, {"min": 3}, 750])
def test_a_row_that_names_no_answers_stops_the_show(row: object) -> None:
    with pytest.raises(ValueError, match="no answers"):
        Values.read(row)


def test_a_rule_about_a_fact_that_is_not_there_stops_the_show() -> None:
    with pytest.raises(ValueError, match="mov_lfit"):
        Rule.read({"when": {"mov_lfit": ["none"]}, "then": {"mov_step_free": ["no"]}, "because": "a slip"})


def test_rules_run_until_nothing_new_follows() -> None:
    onward = Rule.read({"when": {"mov_step_free": ["no"]}, "then": {"wc_baby": ["no"]}, "because": "it is upstairs"})
    both = Rule.read({"when": {"wc_baby": ["no"], "sen_quiet": ["no"]}, "then": {"mov_evac": ["no"]}, "because": "so"})
    lift, quiet = claim("mov_lift", "none"), claim("sen_quiet", "no")

    found = consequences([lift, quiet], (both, onward, *RULES))
    assert found["wc_baby"][0].claims == (lift,)
    assert found["mov_evac"][0].claims == (lift, quiet)
    assert "mov_evac" not in consequences([lift], (both, onward, *RULES))


def test_a_fact_said_otherwise_starts_no_rule_by_what_follows() -> None:
    onward = Rule.read({"when": {"mov_step_free": ["no"]}, "then": {"wc_baby": ["no"]}, "because": "it is upstairs"})
    said = [claim("mov_lift", "none"), claim("mov_step_free", "yes")]
    assert "wc_baby" not in consequences(said, (onward, *RULES))
