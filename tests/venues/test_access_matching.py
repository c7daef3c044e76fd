"""Whether a room meets a need; unknown is not no, and age changes no answer."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.venues.access_examples import SPRING, all_for, claim, every_answer, guide, some_answers_to
from venues.access.clauses import AllOf, AllOfNeed, AnyOf, OneFact, Visit
from venues.access.guide import room_answers
from venues.access.matching import match, match_all
from venues.access.needs import NEEDS, Need
from venues.access.rules import ASKED, bearing_on
from venues.access.values import Fit, Value, Values
from venues.access.vocabulary import FACTS

MEETS, IN_PART, NOT_KNOWN, DOES_NOT = reversed(Fit)
SAID = {"wheelchairs": 2}
TOILET: dict[str, Value] = {"wc_open": "radar", "wc_clear": "yes", "wc_step_free": "yes"}
needs = st.sampled_from(list(NEEDS)).map(NEEDS.__getitem__)


def fit(code: str, answers: dict[str, Value], **said: int) -> Fit:
    return match(guide(answers), NEEDS[code], said).fit


def decided(code: str, answers: dict[str, Value], **said: int) -> list[str]:
    return [ground.answer.fact.code for ground in match(guide(answers), NEEDS[code], said).grounds]


@pytest.mark.parametrize(
    ("code", "answers", "said", "answer", "by"),
    [
        ("few_steps", {"ent_step_free": "yes", "mov_steps": 2, "mov_handrail": "yes"}, {}, MEETS, "mov_handrail"),
        (
            "step_free",
            {"arr_street": "no", "arr_carpark": "yes", "ent_step_free": "yes", "mov_step_free": "yes"},
            {},
            IN_PART,
            "arr_carpark",
        ),
        ("wheelchair_toilet", {"wc_changing_places": "full", **TOILET}, {}, MEETS, "wc_accessible"),
        (
            "wheelchair_toilet",
            {"wc_accessible": "yes", **TOILET, "wc_open": "ask", "wc_door_mm": 900},
            {},
            IN_PART,
            "wc_open",
        ),
        ("wheelchair_toilet", {"wc_accessible": "no"}, {}, DOES_NOT, "wc_accessible"),
        (
            "several_wheelchairs",
            all_for("manual_wheelchair") | {"mov_wheelchairs": 2},
            {"wheelchairs": 4},
            IN_PART,
            "mov_wheelchairs",
        ),
        ("hearing_loop", {"hea_listening": "fixed_loop", "hea_mic": "yes"}, {}, MEETS, "hea_listening"),
        ("no_sight", {"see_clear": "yes", "fac_meet": "yes", "see_tactile": "no"}, {}, MEETS, "see_clear"),
        ("no_sight", {"see_clear": "yes", "fac_meet": "yes"}, {"dog": 1}, NOT_KNOWN, "fac_dogs"),
        ("by_text", {"ent_text": "yes", "ent_entry": "intercom_audio"}, {}, DOES_NOT, "ent_entry"),
    ],
)
def test_the_examples_of_what_a_need_asks(
    code: str, answers: dict[str, Value], said: dict[str, int], answer: Fit, by: str
) -> None:
    assert fit(code, answers, **said) is answer
    assert by in decided(code, answers, **said)


def test_a_loop_is_a_loop_however_long_ago_somebody_looked_and_the_oldest_look_is_told() -> None:
    long_ago = date(2024, 12, 3)
    room = [claim("hea_listening", "fixed_loop", long_ago), claim("hea_mic", "yes", SPRING)]
    found = match(room_answers([], {}, room), NEEDS["hearing_loop"])
    assert (found.fit, found.checked_on) == (MEETS, long_ago)


@pytest.mark.parametrize("code", NEEDS)
def test_nobody_knows_where_nobody_said_anything_and_all_of_a_yes_meets(code: str) -> None:
    assert fit(code, {}, **SAID) is NOT_KNOWN
    assert fit(code, all_for(code), **SAID) is MEETS


def test_of_every_pair_the_lowest_of_both_or_the_highest_of_either_is_the_answer() -> None:
    """Every two facts a need asks, with every answer to each, against each answer by itself."""
    tests = {clause.fact.code: clause for need in NEEDS.values() for clause in plain(need)}
    single = {
        code: [(said, judged(AllOf((test,)), {code: said})) for said in answers(code)] for code, test in tests.items()
    }
    for one, other in combinations(tests, 2):
        if {one, other} <= ASKED:
            continue  # one may follow from the other: told apart below
        both, either = AllOf((tests[one], tests[other])), AnyOf((tests[one], tests[other]))
        for (first, left), (second, right) in product(single[one], single[other]):
            told = guide({one: first, other: second}).ways[0].answers
            assert both.judge(Visit(told, SAID)).fit is min(left, right)
            assert either.judge(Visit(told, SAID)).fit is max(left, right)


@pytest.mark.parametrize("code", [code for code, need in NEEDS.items() if len(set(need.clauses.facts())) <= 6])
def test_every_combination_of_answers_to_a_need_of_up_to_six_facts(code: str) -> None:
    """A claim for every fact, one of each that counts differently: each clause is then judged by itself."""
    need = NEEDS[code]
    facts = sorted(set(need.clauses.facts()))
    for combination in product(*(telling(need, fact) for fact in facts)):
        told = dict(zip(facts, combination, strict=True))
        about = guide(told)
        if any(about[fact].is_disputed or (about[fact].claim is None and about[fact].is_known) for fact in facts):
            continue
        verdict = need.judge(Visit(about.ways[0].answers, SAID))
        assert verdict.fit is by_hand(need.clauses, told)
        assert all(ground.fit is verdict.fit for ground in verdict.grounds)


@given(needs, st.data())
def test_a_worse_fact_never_gives_a_better_answer(need: Need, data: st.DataObject) -> None:
    """With everything else said. Where it is not, what follows may settle what nobody knew."""
    told = {fact: data.draw(st.sampled_from(known(fact))) for fact in sorted(bearing_on(need.facts))}
    fact = data.draw(st.sampled_from(sorted(set(need.clauses.facts()))))
    worse = [value for value in known(fact) if is_worse(need, fact, value, told[fact])]
    assume(worse)
    before = match(guide(told), need, SAID).fit
    assert match(guide(told | {fact: data.draw(st.sampled_from(worse))}), need, SAID).fit <= before


@given(needs, st.data())
def test_not_knowing_never_beats_a_known_yes(need: Need, data: st.DataObject) -> None:
    told = data.draw(some_answers_to(bearing_on(need.facts)))
    fact = data.draw(st.sampled_from(sorted(set(need.clauses.facts()))))
    yes = [
        value for value in known(fact) if all(alone(test, value) is MEETS for test in clauses_about(need.clauses, fact))
    ]
    assume(yes)
    known_yes = match(guide(told | {fact: data.draw(st.sampled_from(yes))}), need, SAID).fit
    assert match(guide(told | {fact: "unknown"}), need, SAID).fit <= known_yes


@given(needs, st.data(), st.none() | st.dates(date(2000, 1, 1), date(2026, 12, 31)))
def test_age_changes_what_is_told_and_never_the_answer(need: Need, data: st.DataObject, checked: date | None) -> None:
    told = data.draw(some_answers_to(bearing_on(need.facts)))
    lately, once = match(guide(told, SPRING), need, SAID), match(guide(told, checked), need, SAID)
    assert once.fit is lately.fit
    assert once.fit is need.judge(Visit(guide(told, checked).ways[0].answers, SAID)).fit
    assert {ground.answer.checked_on for ground in once.grounds} <= {checked, None}
    assert [ground.answer.fact for ground in once.grounds] == [ground.answer.fact for ground in lately.grounds]


@given(st.sets(st.sampled_from(list(NEEDS)), max_size=3), needs, st.data())
def test_asking_for_more_never_finds_more(codes: set[str], more: Need, data: st.DataObject) -> None:
    some = [NEEDS[code] for code in sorted(codes)]
    told = data.draw(some_answers_to(bearing_on(frozenset().union(more.facts, *(need.facts for need in some)))))
    assert match_all(guide(told), [*some, more], SAID).fit <= match_all(guide(told), some, SAID).fit


def plain(need: Need) -> list[OneFact]:
    return [clause for clause in need.clauses.clauses if isinstance(clause, OneFact) and not clause.only_if]


def answers(code: str) -> list[Value]:
    return every_answer(FACTS[code])


def known(code: str) -> list[Value]:
    return [answer for answer in answers(code) if answer not in ("unknown", "not_applicable")]


def judged(clauses: AllOf, told: dict[str, Value]) -> Fit:
    return clauses.judge(Visit(guide(told).ways[0].answers, SAID)).fit


def alone(test: OneFact, value: Value) -> Fit:
    """By the meaning of the clause, with none of the program's own judging."""
    if value == "unknown":
        return NOT_KNOWN
    if value == "not_applicable":
        return MEETS if test.or_not_applicable else DOES_NOT
    if test.only_if and not SAID.get(test.only_if):
        return MEETS
    if test.least:
        return MEETS if int(value) >= SAID[test.least] else IN_PART
    if holds(test.yes, value):
        return MEETS
    return IN_PART if holds(test.in_part, value) else DOES_NOT


def holds(values: Values, value: Value) -> bool:
    return value in values.words if isinstance(value, str) else values.at_least <= value <= values.at_most


def by_hand(clause: object, told: dict[str, Value]) -> Fit:
    if isinstance(clause, OneFact):
        return alone(clause, told[clause.fact.code]) if not clause.only_if else MEETS
    if isinstance(clause, AnyOf):
        return max(by_hand(each, told) for each in clause.clauses)
    if isinstance(clause, AllOf):
        return min(by_hand(each, told) for each in clause.clauses)
    assert isinstance(clause, AllOfNeed)
    return by_hand(NEEDS[clause.code].clauses, told)


def clauses_about(clause: object, fact: str) -> list[OneFact]:
    if isinstance(clause, OneFact):
        return [clause] if clause.fact.code == fact else []
    if isinstance(clause, AllOf | AnyOf):
        return [test for each in clause.clauses for test in clauses_about(each, fact)]
    assert isinstance(clause, AllOfNeed)
    return clauses_about(NEEDS[clause.code].clauses, fact)


def telling(need: Need, fact: str) -> list[Value]:
    """One of the answers to it for each way of counting."""
    tests = clauses_about(need.clauses, fact)
    return list({tuple(alone(test, value) for test in tests): value for value in answers(fact)}.values())


def is_worse(need: Need, fact: str, value: Value, than: Value) -> bool:
    both = [(alone(test, value), alone(test, than)) for test in clauses_about(need.clauses, fact)]
    return all(now <= before for now, before in both) and any(now < before for now, before in both)
