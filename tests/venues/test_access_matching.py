"""Whether a room has what somebody needs; unknown is not no, and age changes no answer."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.venues.access_examples import ALL_YES, SPRING, claim, every_answer, guide, some_answers
from venues.access.guide import room_answers
from venues.access.matching import STEP_FREE_WITH_TOILET, Fit, match
from venues.access.values import Reading, Value
from venues.access.vocabulary import CORE, FACTS

CODES = [fact.code for fact in CORE]
FIT = {
    Reading.YES: Fit.MEETS,
    Reading.PARTLY: Fit.IN_PART,
    Reading.NOT_KNOWN: Fit.NOT_KNOWN,
    Reading.NO: Fit.DOES_NOT,
    Reading.DOES_NOT_APPLY: Fit.DOES_NOT,
}
FOURTEEN_MONTHS_AGO = date(2024, 12, 3)


@pytest.mark.parametrize(
    ("said", "wanted", "fit", "decided"),
    [
        ({}, {"mov_step_free", "mov_lift", "ent_step_free", "arr_street"}, Fit.MEETS, 4),
        ({"mov_lift": "passenger"}, {"mov_step_free", "mov_lift"}, Fit.MEETS, 2),
        ({"mov_lift": "unknown"}, {"mov_step_free", "mov_lift"}, Fit.MEETS, 2),
        ({"mov_step_free": "unknown", "mov_lift": "none"}, {"mov_step_free"}, Fit.DOES_NOT, 1),
        ({"mov_step_free": "partial", "mov_lift": "stairlift"}, {"mov_step_free", "mov_lift"}, Fit.IN_PART, 2),
        ({"arr_street": "no"}, {"arr_street", "ent_step_free"}, Fit.DOES_NOT, 1),
        ({"wc_open": "radar"}, {"wc_accessible", "wc_open"}, Fit.MEETS, 2),
        ({"wc_open": "ask"}, {"wc_accessible", "wc_open"}, Fit.IN_PART, 1),
        ({"wc_accessible": "no", "wc_open": "unknown"}, {"wc_accessible", "wc_open"}, Fit.DOES_NOT, 2),
        ({"wc_accessible": "unknown"}, {"wc_accessible", "wc_open"}, Fit.NOT_KNOWN, 1),
        ({"hea_listening": "other"}, {"hea_listening"}, Fit.MEETS, 1),
        ({"hea_listening": "portable_loop"}, {"hea_listening"}, Fit.IN_PART, 1),
        ({"mov_door_mm": 749}, {"mov_door_mm"}, Fit.DOES_NOT, 1),
        ({"mov_door_mm": "not_applicable"}, {"mov_door_mm"}, Fit.DOES_NOT, 1),
        ({"sen_quiet": "unknown", "wc_baby": "no"}, {"sen_quiet", "wc_baby"}, Fit.DOES_NOT, 1),
        ({"sen_quiet": "unknown", "wc_baby": "partial"}, {"sen_quiet", "wc_baby"}, Fit.NOT_KNOWN, 1),
        ({"arr_by_car": "dropoff"}, STEP_FREE_WITH_TOILET | {"arr_by_car"}, Fit.MEETS, 7),
        ({"sen_quiet": "no"}, set(), Fit.MEETS, 0),
    ],
)
def test_a_room_that_is_otherwise_all_yes(said: dict[str, Value], wanted: set[str], fit: Fit, decided: int) -> None:
    answer = match(guide(ALL_YES | said), wanted)
    assert answer.fit is fit
    assert len(answer.decided_by) == decided


def test_all_that_is_asked_must_hold_for_every_pair_of_answers() -> None:
    for first, second in combinations(CORE, 2):
        for one in every_answer(first):
            for other in every_answer(second):
                about = guide({first.code: one, second.code: other})
                asked = [about[first.code], about[second.code]]
                answer = match(about, {first.code, second.code})

                assert answer.fit is min(FIT[fact.reads] for fact in asked)
                assert answer.decided_by == tuple(fact for fact in asked if FIT[fact.reads] is answer.fit)


def test_a_loop_checked_fourteen_months_ago_is_a_loop() -> None:
    room = [claim("hea_listening", "fixed_loop", FOURTEEN_MONTHS_AGO), claim("mov_lift", "not_needed", SPRING)]
    answer = match(room_answers([], {}, room), {"hea_listening", "mov_lift"})
    assert answer.fit is Fit.MEETS


@given(some_answers(), st.sets(st.sampled_from(CODES)), st.none() | st.dates())
def test_age_changes_no_answer(answers: dict[str, Value], wanted: set[str], checked: date | None) -> None:
    lately, once = match(guide(answers, SPRING), wanted), match(guide(answers, checked), wanted)
    assert once.fit is lately.fit
    assert [answer.fact for answer in once.decided_by] == [answer.fact for answer in lately.decided_by]


@given(some_answers(), st.sets(st.sampled_from(CODES)), st.data())
def test_a_worse_fact_never_gives_a_better_answer(
    answers: dict[str, Value], wanted: set[str], data: st.DataObject
) -> None:
    known = {code: answer for code, answer in answers.items() if claim(code, answer).value is not None}
    worse = [
        (code, other)
        for code, answer in known.items()
        for other in (FACTS[code].options or (749, 750))
        if claim(code, other).reads.rank < claim(code, answer).reads.rank
    ]
    if worse:
        code, answer = data.draw(st.sampled_from(worse))
        assert match(guide(answers | {code: answer}), wanted).fit <= match(guide(answers), wanted).fit


@given(some_answers(), st.sets(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_not_knowing_never_beats_a_known_yes(answers: dict[str, Value], wanted: set[str], code: str) -> None:
    for answer in every_answer(FACTS[code]):
        if claim(code, answer).reads is Reading.YES:
            known = match(guide(answers | {code: answer}), {code})
            unknown = match(guide(answers | {code: "unknown"}), {code})
            assert unknown.fit <= known.fit
            assert match(guide(answers | {code: "unknown"}), wanted | {code}).fit <= known.fit


@given(some_answers(), st.sets(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_asking_for_more_never_finds_more(answers: dict[str, Value], wanted: set[str], more: str) -> None:
    assert match(guide(answers), wanted | {more}).fit <= match(guide(answers), wanted).fit


@given(st.lists(st.sampled_from(every_answer(FACTS["ent_step_free"])), min_size=1, max_size=3), some_answers())
def test_the_entrance_that_serves_best_is_the_answer(doors: list[str], answers: dict[str, Value]) -> None:
    wanted = {"ent_step_free", "mov_lift"}
    room = [claim("mov_lift", answers["mov_lift"])] if "mov_lift" in answers else []
    entrances = {f"Door {number}": [claim("ent_step_free", said)] for number, said in enumerate(doors)}

    each = [match(room_answers([], {name: said}, room), wanted).fit for name, said in entrances.items()]
    assert match(room_answers([], entrances, room), wanted).fit is max(each)
