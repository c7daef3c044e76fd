"""Whoever keeps all that is printed of a hall finds out nobody by adding and subtracting it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.reports import Edition
from bookings.reports.building import compose, of_people
from bookings.reports.disclosure import disclose
from bookings.reports.leaving_out import told
from bookings.reports.main_figures import slim
from bookings.reports.quarters import quarter_of, quarters_between
from bookings.reports.releases import Release
from bookings.reports.rows import Named, SessionRow
from bookings.reports.stretches import Stretch, overlapping
from bookings.reports.sums import Nought, Row, Told, Whose, told_of_few
from tests.bookings.reports.attack.halls import WAYS, a_hall, named
from tests.bookings.reports.attack.spans import Copy, a_copy, a_quarter, counted, everything_printed, found_out
from tests.bookings.reports.rows import a_session

LONG = settings().max_examples > 100
TRIED = 400 if LONG else 12


def test_nobody_is_found_out_of_all_that_is_printed_of_overlapping_days() -> None:
    for seed in range(TRIED):
        assert found_out(everything_printed(seed, judge=True)) == "", seed


def test_unless_nothing_were_left_out() -> None:
    """The control: the same numbers, printed without a look at one another, give people away."""
    assert any(found_out(everything_printed(seed, judge=False)) for seed in range(6))


def _uses(*hirers: int) -> list[SessionRow]:
    """Twenty in January, a day apart, and the others in March; each at the standard price."""
    days = [date(2026, 1, 5 + n) if n < 20 else date(2026, 3, n - 10) for n, _hirer in enumerate(hirers)]
    return [
        a_session(
            f"{day} 18:00",
            f"{day} 20:00",
            key=n,
            booking=n,
            hirer=hirer,
            counted=20,
            hire=2000,
            standard=2000,
            extras=0,
            vat=0,
        )
        for n, (day, hirer) in enumerate(zip(days, hirers, strict=True))
    ]


def test_two_months_beside_the_quarter_do_not_tell_what_one_group_paid_in_the_third() -> None:
    history = _uses(*(n % 5 for n in range(20)), 1, 1)
    quarter, two_months = quarter_of(date(2026, 2, 1)), (date(2026, 1, 1), date(2026, 3, 1))
    shown = a_quarter(history, quarter, [], judge=True)
    assert ("A1", "£/h", "", "") in shown.told
    issued = a_copy(history, two_months, [shown], judge=True)
    assert ("A1", "£/h", "", "") not in issued.told
    first = a_copy(history, two_months, [], judge=True)
    assert a_quarter(history, quarter, [first], judge=True).told == frozenset()
    unjudged = [first, a_quarter(history, quarter, [first], judge=False)]
    assert found_out(unjudged)


def test_to_leave_out_one_value_alone_would_not_do() -> None:
    """A1 of two months hidden, and A1 of the standard price told: the third month is had from the quarter."""
    history = _uses(*(n % 5 for n in range(20)), 1, 1)
    whole, less = (date(2026, 1, 1), date(2026, 4, 1)), (date(2026, 1, 1), date(2026, 3, 1))
    issued = a_copy(history, whole, [], judge=True)
    desk, rows = counted(history, *less)
    line = Copy(desk, rows, frozenset(key for key in told(desk) if key[0] == "A1.standard"))
    assert found_out([issued, line])
    assert not found_out([issued, a_copy(history, less, [issued], judge=True)])


def test_a_room_by_another_name_is_the_same_room() -> None:
    """Told of the quarter under the old name, and of two months under the new one: the third month would be had."""
    history = _uses(*(n % 5 for n in range(20)), 1, 1)
    renamed = [replace(each, room=Named(each.room.code, "Great hall")) for each in history]
    whole, less = (date(2026, 1, 1), date(2026, 4, 1)), (date(2026, 1, 1), date(2026, 3, 1))
    desk, rows = counted(renamed, *whole)
    line = frozenset(key for key in told(counted(history, *whole)[0]) if key[0] == "A1.main")
    assert line
    issued = Copy(desk, rows, line)
    assert found_out([issued, a_copy(renamed, less, [], judge=False)])
    assert not found_out([issued, a_copy(renamed, less, [issued], judge=True)])


@pytest.mark.parametrize("code", ["venue", "payer", "discount", "without_free"])
def test_a_category_called_as_a_line_of_ours_is_summed_all_the_same(code: str) -> None:
    less = {"hire": 1500, "category_gap": 500}
    history = [replace(each, **less) for each in _uses(*range(5))]
    told_by = []
    for called in (code, "club"):
        desk, _rows = counted(
            [replace(each, category=named(called)) for each in history], *quarter_of(date(2026, 1, 5))
        )
        mine = [key for key in told(desk) if key[3] and key[0] in (f"A1.{called}", f"A2.{called}", f"A4.{called}")]
        assert len(mine) == 3
        told_by.append(Release.of(desk, mine).sums)
    assert told_by[0] == told_by[1]


def test_who_is_told_that_there_was_no_tax_reckons_with_it() -> None:
    """What four paid in a year, less what three were charged in a quarter without tax, is what the fourth paid."""
    paid: dict[Row, int] = {(n, what): 1 for n in range(4) for what in ("hire", "vat")}
    charged: dict[Row, int] = {(n, "hire"): 1 for n in range(3)}
    taxed: dict[Row, int] = {(n, "vat"): 1 for n in range(3)}
    whose = Whose(lambda row: frozenset(row[:1]) if isinstance(row, tuple) else None, 3)
    assert not told_of_few(Told([paid]), [charged], whose)
    assert told_of_few(Told([paid]), [charged, Nought(taxed)], whose) == {(3, "hire"), (3, "vat")}


def test_the_same_days_again_and_days_apart_are_told_in_full() -> None:
    history = _uses(*(n % 5 for n in range(20)))
    january, february = (date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 2, 1), date(2026, 3, 1))
    first = a_copy(history, january, [], judge=True)
    assert a_copy(history, january, [first], judge=True).told == first.told
    assert a_copy(history, february, [first], judge=True).told == a_copy(history, february, [], judge=True).told


def test_what_the_judge_counts_again_is_all_of_it_that_is_about_people() -> None:
    for seed in range(5):
        rows = a_hall(seed, replace(WAYS[0], groups=(1, 30), uses=(1, 60)))
        whole, part = compose(rows), of_people(rows)
        quarter, again = (Release.of(each, told(slim(disclose(each)))) for each in (whole, part))
        assert quarter.told == again.told
        one, other = (Release.of(each, told(disclose(whole, Edition.FUNDER))) for each in (whole, part))
        assert (one.told, one.sums, one.heads) == (other.told, other.sums, other.heads), seed
        assert one.tells_once == other.tells_once


def test_quarters_follow_one_another() -> None:
    found = quarters_between(date(2025, 11, 3), date(2026, 4, 1))
    assert found == [(date(2025, 10, 1), date(2026, 1, 1)), (date(2026, 1, 1), date(2026, 4, 1))]


def test_spans_that_share_days_are_looked_at_and_their_neighbours_with_them() -> None:
    others = [_span(3, 8), _span(7, 12), _span(12, 14), _span(20, 25)]
    assert overlapping([_span(1, 5)], others) == {_span(1, 5), _span(3, 8), _span(7, 12)}


def _span(first: int, until: int) -> Stretch:
    return date(2026, 1, first), date(2026, 1, until)


some_sums = st.lists(st.lists(st.integers(0, 1), min_size=5, max_size=5), min_size=1, max_size=3)
how_many = st.lists(st.integers(1, 3), min_size=5, max_size=5)


@given(some_sums, some_sums, st.one_of(st.just([1] * 5), how_many))
def test_every_sum_of_few_that_old_and_new_give_together_is_found(
    old: list[list[int]], new: list[list[int]], people: list[int]
) -> None:
    """Each sum added, left out or taken away; five sessions, each of one hirer or of some people; two are too few."""
    of: dict[Row, int] = dict(enumerate(people))
    whose = Whose(lambda place: frozenset((place, person) for person in range(of[place])), 3)
    sums = [dict(enumerate(each)) for each in (*old, *new)]
    found = told_of_few(Told(sums[: len(old)]), sums[len(old) :], whose)

    def few(some: list[list[int]]) -> set[tuple[int, ...]]:
        signs = product((-1, 0, 1), repeat=len(some))
        rows = [tuple(sum(s * each[n] for s, each in zip(sign, some, strict=True)) for n in range(5)) for sign in signs]
        return {row for row in rows if 0 < sum(each for times, each in zip(row, people, strict=True) if times) < 3}

    if few([*old, *new]) and not few(old) and not few(new):
        assert found
