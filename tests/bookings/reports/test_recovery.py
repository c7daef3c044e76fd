"""Whatever the figures have to do with each other: nothing hidden follows from what is told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import settings

from bookings.reports import Edition, Report
from bookings.reports.building import compose
from bookings.reports.disclosure import disclose, is_hidden
from bookings.reports.values import State, Value
from tests.bookings.reports.attack.algebra import Key, given_away, must_be_hidden, relations_in
from tests.bookings.reports.attack.halls import RICH, WAYS, Ways, a_hall, report_of
from tests.bookings.reports.attack.within import hidden_together, left_over

LONG = settings().max_examples > 100
LEARNT, TRIED = (320, 200) if LONG else (190, 14)  # halls from which relations are read off, and halls attacked


@cache
def learnt(ways: Ways) -> list[dict[Key, int]]:
    large = replace(ways, groups=(4, 25), uses=(12, 45))
    return relations_in(report_of(a_hall(10_000 + seed, large)) for seed in range(LEARNT))


@pytest.mark.parametrize("ways", WAYS if LONG else (RICH,))
def test_nothing_hidden_follows_from_what_is_told(ways: Ways) -> None:
    for seed in range(TRIED):
        size = {"groups": (1, 30), "uses": (1, 60)} if seed % 3 == 0 else {}
        desk = report_of(a_hall(seed, replace(ways, **size)))
        for edition in (Edition.FUNDER, Edition.PUBLIC):
            assert given_away(learnt(ways), desk, disclose(desk, edition)) == set(), (seed, edition)


def test_the_relations_are_those_of_the_definitions() -> None:
    """The control: where only what must be is hidden, and nothing along with it, they give much of it away."""
    found = set().union(*(_attacked(seed) for seed in range(14)))
    assert {"A4.waiver", "E12.payer", "A1.main"} & {id for id, _unit, _side in found}


def _attacked(seed: int) -> set[Key]:
    desk = report_of(a_hall(seed, RICH))
    return given_away(learnt(RICH), desk, _hidden_alone(desk))


def _hidden_alone(desk: Report) -> Report:
    """As if each number stood for itself."""

    def alone(value: Value) -> Value:
        hide = must_be_hidden(value) and value.state in (State.OK, State.FEW)
        return replace(value, state=State.CONFIDENTIAL, top=None, bottom=None) if hide else value

    return replace(
        desk,
        figures=tuple(
            replace(
                figure,
                values=tuple(map(alone, figure.values)),
                tables=tuple(replace(table, rows=tuple(map(alone, table.rows))) for table in figure.tables),
            )
            for figure in desk.figures
        ),
    )


def test_what_one_figure_leaves_of_another_is_of_nobody() -> None:
    """Such as what few were charged for cancelling: what a category was charged, less what it paid."""
    for seed in range(200 if LONG else 40):
        ways = replace(RICH, tax=seed % 3 == 0, payers=seed % 4 == 0, groups=(3, 20), uses=(10, 60))
        rows = a_hall(seed, ways)
        desk = report_of(rows)
        public = disclose(desk)
        assert (left_over(rows, public), list(hidden_together(desk, public))) == (set(), []), seed


def test_a_hall_of_twelve_groups_keeps_four_fifths_of_the_main_figures() -> None:
    twelve = replace(WAYS[0], groups=(18, 18), uses=(40, 70))  # of whom every third is a family
    for seed in range(200 if LONG else 12):
        desk = compose(a_hall(seed, twelve))
        public = disclose(desk)
        kept = [id for id in public.headlines if not is_hidden(public.figure(id).value)]
        assert 8 <= (desk.figure("F1").value.top or 0) <= 12
        assert 5 * len(kept) >= 4 * len(public.headlines), (seed, kept)
