"""A walk round a place: the twelve first and in order, the measures last, and what is needless passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.venues.access_examples import SPRING, claim
from venues.access.values import Value, Values
from venues.access.vocabulary import CORE, FACTS
from venues.access.walk import Key, Leg, Standing, Stop, Walk

TODAY = date(2026, 3, 1)
HALL = Walk(["front"], ["main"], {}, TODAY)
SEVERAL = Walk(["front", "yard"], ["main", "snug"], {}, TODAY)


def key(fact: str, place: str = "") -> Key:
    scope = FACTS[fact].scope
    door, room = {"entrance": ("front", ""), "room": ("", "main")}.get(scope, ("", ""))
    return (fact, place or door, room) if scope == "entrance" else (fact, door, place or room)


def saying(walk: Walk, **answers: Value) -> Walk:
    said = {key(fact): claim(fact, answer, TODAY, note="So it is.") for fact, answer in answers.items()}
    return replace(walk, said={**walk.said, **said})


def names(stops: list[Stop]) -> list[str]:
    return [stop.fact.code for stop in stops]


def the(walk: Walk, fact: str, place: str = "") -> Stop:
    stop = walk.stop(fact, place or {"entrance": "front", "room": "main"}.get(FACTS[fact].scope, ""))
    assert stop
    return stop


def test_the_twelve_come_first_then_all_others_as_a_visitor_goes_and_what_a_tape_measures_last() -> None:
    assert names(HALL.of(Leg.CORE)) == [fact.code for fact in CORE]
    measures = [fact.code for fact in FACTS.values() if not fact.core and fact.is_measured]
    assert names(HALL.of(Leg.MEASURES)) == measures
    assert {"arr_car_m", "arr_gradient", "mov_lift_size", "fac_worktop_mm"} <= {*measures}
    more = names(HALL.of(Leg.MORE))
    assert more == [code for code in FACTS if code in more]
    assert (len(HALL.stops), len({*names([*HALL.stops])})) == (69, 69)


def test_with_several_doors_and_rooms_each_is_asked_about_and_nobody_runs_to_and_fro() -> None:
    core = [(stop.fact.core, stop.place) for stop in SEVERAL.of(Leg.CORE)]
    assert core[:3] == [(1, ""), (2, "front"), (2, "yard")]
    assert core[3:9] == [(number, room) for room in ("main", "snug") for number in (3, 4, 5)]
    assert core[9:] == [(6, ""), (7, ""), (8, ""), (9, "main"), (9, "snug"), (10, ""), (11, ""), (12, "")]


@pytest.mark.parametrize(
    ("answers", "needless"),
    [
        ({"wc_accessible": "no"}, {"wc_open", "wc_clear", "wc_step_free", "wc_door_mm", "wc_turning_mm", "wc_alarm"}),
        ({"ent_step_free": "yes"}, {"ent_steps"}),
        ({"ent_step_free": "yes", "ent_ramp": "fixed"}, {"ent_steps", "ent_ramp_notice_h"}),
        ({"mov_step_free": "yes", "ent_step_free": "yes"}, {"mov_steps", "mov_handrail"}),
        ({"mov_lift": "not_needed"}, {"mov_lift_size"}),
        ({"mov_lift": "passenger"}, set()),
        ({"arr_by_car": "none"}, {"arr_car_m"}),
        ({"arr_carpark": "not_applicable"}, {"arr_barrier_mm"}),
        ({"wc_changing_places": "full"}, {"wc_accessible", "wc_transfer"}),
        ({"arr_street": "unknown"}, set()),
    ],
)
def test_what_cannot_apply_or_follows_from_an_answer_is_passed_over(
    answers: dict[str, Value], needless: set[str]
) -> None:
    walk = saying(HALL, **answers)
    asked = {stop.fact.code for leg in Leg for stop in walk.asked(leg)}
    assert needless & asked == set()
    if not needless:
        assert asked == FACTS.keys() - answers.keys()


def test_a_lift_that_one_room_needs_is_asked_about_for_all_that_another_needs_none() -> None:
    said = {("mov_lift", "", "main"): claim("mov_lift", "not_needed", TODAY)}
    assert SEVERAL.standing(the(replace(SEVERAL, said=said), "mov_lift_size")) is Standing.UNASKED
    said[("mov_lift", "", "snug")] = claim("mov_lift", "none", TODAY)
    assert replace(SEVERAL, said=said).standing(the(SEVERAL, "mov_lift_size")) is Standing.FOLLOWS


@pytest.mark.parametrize(
    ("answers", "fact", "left"),
    [
        ({"mov_step_free": "yes"}, "mov_lift", Values(frozenset({"not_needed", "passenger", "platform"}))),
        ({"ent_step_free": "yes"}, "ent_ramp", Values(frozenset({"none", "fixed"}))),
        ({"mov_lift": "stairlift"}, "mov_step_free", Values(frozenset({"partial", "no"}))),
        ({"ent_step_free": "no"}, "ent_steps", Values.read({"at_least": 1})),
        ({}, "ent_ramp", None),
    ],
)
def test_where_a_rule_leaves_only_some_answers_only_those_are_offered(
    answers: dict[str, Value], fact: str, left: Values | None
) -> None:
    assert saying(HALL, **answers).offered(the(HALL, fact)) == left


def test_what_was_answered_before_may_be_otherwise_now_whatever_it_was() -> None:
    assert saying(HALL, ent_step_free="no", ent_steps=2).offered(the(HALL, "ent_step_free")) is None


def test_it_goes_on_behind_the_answer_and_a_question_left_for_later_is_still_asked() -> None:
    walk = saying(HALL, arr_street="yes", mov_step_free="yes")
    assert names([walk.after(the(walk, "arr_street")) or HALL.stops[0]]) == ["ent_step_free"]
    assert names(walk.ahead(the(walk, "ent_step_free")))[:2] == ["mov_lift", "mov_door_mm"]
    assert walk.asked(Leg.CORE)[0].fact.code == "ent_step_free"
    assert walk.after(walk.of(Leg.CORE)[-1]) is None
    before = walk.before(the(walk, "mov_lift"))
    assert before
    assert before.fact.code == "mov_step_free"


def test_nobody_knew_is_not_asked_again_and_what_went_out_of_date_or_was_told_to_be_different_is() -> None:
    old, told = date(2024, 12, 1), replace(claim("wc_baby", "yes", TODAY), reported_on=TODAY)
    said = {
        key("arr_street"): claim("arr_street", "unknown", None),
        key("hea_listening"): claim("hea_listening", "fixed_loop", old),
        key("arr_by_car"): claim("arr_by_car", "bay", old),
        key("wc_baby"): told,
    }
    walk = replace(HALL, said=said)
    stands = {fact: walk.standing(the(walk, fact)) for fact, _door, _room in said}
    assert stands == {
        "arr_street": Standing.NOT_KNOWN,
        "hea_listening": Standing.DUE,  # equipment: twelve months
        "arr_by_car": Standing.ANSWERED,  # structure: three years
        "wc_baby": Standing.DUE,
    }


def test_what_only_the_manager_may_say_is_not_asked_of_others_and_rooms_made_of_others_need_say_nothing() -> None:
    assert HALL.standing(the(HALL, "mov_evac")) is Standing.UNASKED
    assert replace(HALL, by_manager=False).standing(the(HALL, "mov_evac")) is Standing.NOT_YOURS
    halves = replace(SEVERAL, silent=frozenset({"main"}), doors=["main"])
    assert {stop.place for stop in halves.stops} == {"", "main", "snug"}  # the door of that name is one
    assert halves.stop("mov_lift", "main") is None


def test_every_room_that_answers_for_itself_answers_what_is_asked_of_the_venue() -> None:
    said = {("wc_baby", "", room): claim("wc_baby", "yes", SPRING) for room in ("main", "snug")}
    assert replace(SEVERAL, said=said).standing(the(SEVERAL, "wc_baby")) is Standing.ANSWERED
    del said[("wc_baby", "", "snug")]
    assert replace(SEVERAL, said=said).standing(the(SEVERAL, "wc_baby")) is Standing.UNASKED


def test_on_the_phone_an_answer_passes_over_the_same_as_on_the_server() -> None:
    ahead = HALL.ahead(the(HALL, "wc_accessible"))
    assert names(HALL.passed_over(the(HALL, "wc_accessible"), "no", among=ahead)) == ["wc_open"]
    assert HALL.passed_over(the(HALL, "wc_accessible"), "yes", among=ahead) == []
    assert HALL.passed_over(the(HALL, "wc_baby"), "no", among=ahead) == []


def test_what_cannot_be_true_beside_an_answer_is_named_with_its_place() -> None:
    walk = saying(HALL, ent_steps=2, ent_ramp="none")
    [(_clash, others)] = walk.clashes(the(walk, "ent_step_free"), claim("ent_step_free", "yes", TODAY))[:1]
    found = {
        name
        for _c, names_ in walk.clashes(the(walk, "ent_step_free"), claim("ent_step_free", "yes", TODAY))
        for name in names_
    }
    assert others <= found
    assert found == {("ent_steps", "front", ""), ("ent_ramp", "front", "")}
    assert walk.clashes(the(walk, "ent_step_free"), claim("ent_step_free", "no", TODAY)) == []
