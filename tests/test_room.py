"""A loop of calls asks the system for memory once, wherever in the depth of calls it stands."""

from __future__ import annotations

import resource

import pytest

from config.room import with_room

TURNS, DEEP = 500, 150


def a_call(a: int = 0, b: int = 0, c: int = 0) -> int:
    return a


def faults_of_a_loop(depth: int) -> int:
    """The worst of all loops from here down to this depth: how many pages the system had to find for its calls."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _turn in range(TURNS):
        a_call()
    here = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return max(here, faults_of_a_loop(depth - 1) if depth else 0)


def test_no_loop_asks_for_memory_at_every_turn():
    assert with_room(faults_of_a_loop)(DEEP) < TURNS / 10


def test_what_is_called_answers_and_fails_as_it_would():
    assert with_room(max)(3, 5, key=lambda number: -number) == 3
    with pytest.raises(ZeroDivisionError):
        with_room(divmod)(1, 0)
    assert with_room(a_call).__name__ == "a_call"
