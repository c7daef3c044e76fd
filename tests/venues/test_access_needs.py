"""The needs as they are written down, and the grammar of their clauses."""

from __future__ import annotations

import pytest

from tests.venues.access_examples import all_for, guide
from venues.access.clauses import Visit, read
from venues.access.matching import match
from venues.access.needs import DOCUMENT, FIGURES, NEEDS, deciding
from venues.access.values import Fit
from venues.access.vocabulary import FACTS


def test_there_are_forty_two_in_seven_groups_each_said_in_practical_terms() -> None:
    assert len(NEEDS) == 42
    assert len({need.group for need in NEEDS.values()}) == 7
    assert len({need.label for need in NEEDS.values()}) == 42
    assert {need.asks.name: (code, need.asks.at_least) for code, need in NEEDS.items() if need.asks} == {
        "wheelchairs": ("several_wheelchairs", 2),
        "dog": ("no_sight", None),
    }


def test_tactile_signs_are_required_by_no_need_and_make_one_better() -> None:
    assert all("see_tactile" not in need.clauses.facts() for need in NEEDS.values())
    about = {"see_clear": "yes", "fac_meet": "yes"}
    without, known = (match(guide(about | {"see_tactile": said}), NEEDS["no_sight"]) for said in ("no", "yes"))
    assert (without.fit, without.betters) == (Fit.MEETS, 0)
    assert (known.fit, known.betters) == (Fit.MEETS, 1)


def test_every_fact_is_of_use_to_somebody_or_only_told() -> None:
    asked = frozenset().union(*(need.facts for need in NEEDS.values()))
    assert FACTS.keys() - asked <= {"wc_gender_neutral", "mov_lift_size", "fac_wifi", "wc_alarm", "ent_ramp_notice_h"}


def test_a_need_includes_all_that_another_asks() -> None:
    manual, powered = set(NEEDS["manual_wheelchair"].clauses.facts()), set(NEEDS["powered_wheelchair"].clauses.facts())
    assert set(NEEDS["step_free"].clauses.facts()) | set(NEEDS["wheelchair_toilet"].clauses.facts()) < manual < powered


def test_what_decides_goes_back_to_what_it_may_follow_from() -> None:
    facts = deciding([NEEDS["few_steps"]])
    assert {"ent_steps", "mov_steps", "mov_handrail", "ent_step_free", "mov_step_free", "mov_lift", "ent_ramp"} <= facts
    assert "wc_accessible" not in facts


def test_a_figure_of_the_report_is_judged_as_a_need_is() -> None:
    figure = FIGURES["step_free_with_toilet"]
    answers = all_for("step_free") | {"wc_accessible": "yes", "wc_open": "radar"}
    assert match(guide(answers), figure).fit is Fit.MEETS
    assert match(guide(answers | {"wc_open": "shut"}), figure).fit is Fit.DOES_NOT


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"fact": "mov_lfit"},
        {"fact": "mov_lift"},
        {"fact": "mov_lift", "yes": ["escalator"]},
        {"fact": "arr_street", "maybe": ["yes"]},
        {"any": [], "fact": "arr_street"},
        {"need": "step_free", "if": "dog"},
    ],
)
def test_a_clause_that_says_nothing_stops_the_show(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"clause|count"):
        read(row, {})


def test_a_need_that_is_not_there_stops_the_show() -> None:
    with pytest.raises(KeyError, match="levitate"):
        list(read({"need": "levitate"}, {}).facts())


def test_every_number_that_is_asked_for_is_used_by_a_clause() -> None:
    for row in DOCUMENT["needs"]:
        if "asks" in row:
            assert row["asks"]["name"] in repr(row["clauses"])


def test_what_is_only_asked_of_some_counts_for_no_others() -> None:
    about = guide({"see_clear": "yes", "fac_meet": "yes", "fac_dogs": "no"}).ways[0].answers
    assert NEEDS["no_sight"].judge(Visit(about)).fit is Fit.MEETS
    assert NEEDS["no_sight"].judge(Visit(about, {"dog": 1})).fit is Fit.DOES_NOT
