"""What the reader of several reports could work out: each pair, each family of spans, and nothing else."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.reports.subtracting import Small, Stretch, overlapping, small_part, stretches


def day(number: int) -> date:
    return date(2026, 1, number)


def span(first: int, until: int) -> Stretch:
    return day(first), day(until)


def found(spans: list[Stretch], held: dict[int, int], fewest: int = 5) -> list[Stretch]:
    """`held`: by the day on which a stretch begins."""
    cut = stretches(spans)
    return small_part(spans, cut, {each: Small(held.get(each[0].day, 0), fewest) for each in cut})


@pytest.mark.parametrize(
    ("spans", "held", "out"),
    [
        ([span(1, 10)], {1: 3}, [span(1, 10)]),  # what is small is hidden there, and would be printed here
        ([span(1, 10), span(3, 5)], {1: 2, 3: 9, 5: 1}, [span(1, 3), span(5, 10)]),  # the month out of the year
        ([span(1, 10), span(3, 5)], {1: 2, 3: 9, 5: 3}, []),
        ([span(1, 5), span(5, 9), span(1, 9)], {1: 9, 5: 4}, [span(5, 9)]),
        ([span(1, 3), span(3, 5), span(5, 7), span(1, 9)], {1: 9, 3: 9, 5: 9, 7: 2}, [span(7, 9)]),  # a year less three
        ([span(1, 5), span(3, 9)], {1: 2, 3: 9, 5: 9}, []),  # two that overlap tell a difference of two unknowns
        ([span(1, 5), span(3, 9), span(1, 9)], {1: 2, 3: 9, 5: 9}, [span(1, 3)]),
        ([span(1, 5), span(6, 9)], {1: 9, 5: 2, 6: 9}, []),  # nothing is told of the days between
    ],
)
def test_small_days_are_found(spans: list[Stretch], held: dict[int, int], out: list[Stretch]) -> None:
    assert found(spans, held) == out


def test_two_hirers_of_two_stretches_may_be_the_same_two() -> None:
    spans, cut = [span(1, 9), span(3, 5)], stretches([span(1, 9), span(3, 5)])
    held = {cut[0]: Small(2, 3), cut[1]: Small(5, 3), cut[2]: Small(2, 3)}
    assert small_part(spans, cut, held, max) == [cut[0], cut[2]]
    assert small_part(spans, cut, held) == []


some_spans = st.lists(
    st.tuples(st.integers(1, 7), st.integers(1, 4)).map(lambda pair: span(pair[0], sum(pair))), min_size=1, max_size=4
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(some_spans, st.lists(st.integers(0, 6), min_size=11, max_size=11))
def test_nothing_that_sums_and_differences_tell_is_overlooked(spans: list[Stretch], numbers: list[int]) -> None:
    """Every sum of the spans, each added, left out or taken away, that is a set of days."""
    cut = stretches(spans)
    held = {each: numbers[place] for place, each in enumerate(cut)}
    told = []
    for signs in product((-1, 0, 1), repeat=len(spans)):
        days = [
            sum(sign for sign, each in zip(signs, spans, strict=True) if each[0] <= part[0] and part[1] <= each[1])
            for part in cut
        ]
        if set(days) <= {0, 1}:
            told.append(sum(held[part] for part, times in zip(cut, days, strict=True) if times))
    is_found = bool(small_part(spans, cut, {each: Small(number, 5) for each, number in held.items()}))
    assert is_found or not any(0 < number < 5 for number in told)


def test_spans_that_share_days_are_looked_at_and_their_neighbours_with_them() -> None:
    others = [span(3, 8), span(7, 12), span(12, 14), span(20, 25)]
    assert overlapping([span(1, 5)], others) == {span(1, 5), span(3, 8), span(7, 12)}
