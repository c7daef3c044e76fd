"""Numbers are dealt out so that nothing is had twice, and no number is higher than what is taken at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from bookings.dealing import Use, dealt, lowest_free, most_at_once, runs, touching
from venues.periods import Period

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def hours(start: int, end: int) -> Period:
    return Period(NOON + timedelta(hours=start), NOON + timedelta(hours=end))


def a_use(key: int, start: int, end: int, number: int = 1, units: tuple[int, ...] = ()) -> Use:
    return Use(key, hours(start, end), number, units)


def test_the_fullest_moment_counts_and_neighbours_do_not_meet():
    uses = [a_use(1, 0, 2, 3), a_use(2, 2, 4, 2), a_use(3, 3, 5, 2)]
    assert most_at_once(uses, hours(0, 5)) == 4
    assert most_at_once(uses, hours(2, 3)) == 2
    assert most_at_once(uses, hours(5, 6)) == 0


def test_the_lowest_that_are_free_all_the_time_are_taken():
    uses = [a_use(1, 0, 2, 2, (1, 2)), a_use(2, 2, 4, 1, (4,))]
    assert lowest_free(uses, hours(1, 3), 2, 6) == (3, 5)
    assert lowest_free(uses, hours(2, 3), 2, 6) == (1, 2)
    assert lowest_free(uses, hours(1, 3), 4, 6) is None
    assert list(runs((5, 1, 2, 3))) == [(1, 3), (5, 5)]
    assert list(runs(())) == []


def test_what_first_fit_cannot_place_is_placed_when_all_are_dealt_anew():
    """Of two, number 1 is free in the first hour and number 2 in the second: never one of them for both."""
    uses = [a_use(1, 0, 1, 1, (2,)), a_use(2, 1, 2, 1, (1,))]
    assert lowest_free(uses, hours(0, 2), 1, 2) is None
    assert most_at_once(uses, hours(0, 2)) == 1
    numbers = dealt([*uses, a_use(3, 0, 2)])
    assert numbers[1] == numbers[2] != numbers[3]


def test_what_hangs_together_is_found_link_by_link():
    chain = [a_use(1, 0, 2), a_use(2, 1, 4), a_use(3, 3, 6), a_use(4, 6, 8)]
    found, reach = touching(chain, hours(0, 1))
    assert [use.key for use in found] == [1, 2, 3]
    assert reach == hours(0, 6)


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 8), st.integers(1, 5))


@settings(max_examples=60)
@given(st.lists(SPANS, min_size=1, max_size=12))
def test_nothing_is_had_twice_and_no_more_are_needed_than_are_taken_at_once(spans):
    uses = [a_use(key, start, start + length, number) for key, (start, length, number) in enumerate(spans)]
    numbers = dealt(uses)
    assert all(len(set(numbers[use.key])) == use.number for use in uses)
    for one, other in combinations(uses, 2):
        if one.period.overlaps(other.period):
            assert not set(numbers[one.key]) & set(numbers[other.key])
    assert max(max(units) for units in numbers.values()) == most_at_once(uses, hours(0, 28))
