"""Which days a reader of several reports could learn of by subtracting one from another; no database.

Every span printed says the sum from its first day to its end. Days that begin and end spans are the points; two points
that spans lead between, in either direction, are of one family. What can be worked out are exactly those days that,
in each family, begin as often as they end: a year less a month in the middle of it, or four quarters less three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import add

Stretch = tuple[date, date]  # from a day up to, not including, another


@dataclass(frozen=True)
class Small:
    """How much of a value some days hold, and from how much on that gives nobody away."""

    number: int
    fewest: int


def stretches(spans: Iterable[Stretch]) -> list[Stretch]:
    """The days of the spans, cut wherever one of them begins or ends."""
    points = sorted({day for span in spans for day in span})
    return list(pairwise(points))


def overlapping(new: Iterable[Stretch], others: Iterable[Stretch]) -> set[Stretch]:
    """Those of the others that share days with the new ones, or with another that does."""
    reached, left = set(new), set(others)
    while near := {span for span in left if any(span[0] < each[1] and each[0] < span[1] for each in reached)}:
        reached |= near
        left -= near
    return reached


def small_part(
    spans: Sequence[Stretch],
    cut: Sequence[Stretch],
    held: Mapping[Stretch, Small],
    together: Callable[[int, int], int] = add,
) -> list[Stretch]:
    """Days of which so little can be worked out that it gives somebody away; none where there are no such days.

    `cut` are all stretches in order, at least as fine as `stretches(spans)`; `held` tells what each holds, and one
    left out holds nothing. `together`: what two of them hold; of hirers, who may be the same, the larger number is
    what is sure.
    """
    family = _families(spans)
    nothing_owed = (0,) * len(set(family.values()))
    ways: Ways = {(False, nothing_owed): {0: []}}
    for stretch in cut:
        ways = _gone_on(ways, stretch, family.get(stretch[0]), held.get(stretch), together)
    end = cut[-1][1]
    ways = _gone_on(ways, (end, end), family.get(end), None, together)
    return next((days for number, days in ways.get((False, nothing_owed), {}).items() if number), [])


# How far one is: inside or not, and what each family owes; by the number so far, the days that hold it.
Ways = dict[tuple[bool, tuple[int, ...]], dict[int, list[Stretch]]]


def _gone_on(
    ways: Ways, stretch: Stretch, family: int | None, small: Small | None, together: Callable[[int, int], int]
) -> Ways:
    """Where a stretch begins one goes in, comes out, or stays as one was; the last only where no span has its end."""
    found: Ways = {}
    for (was_inside, owed), numbers in ways.items():
        for inside in (was_inside,) if family is None else (True, False):
            then = owed if inside is was_inside or family is None else _paid(owed, family, -1 if inside else 1)
            for number, days in numbers.items():
                if not (inside and small and small.number):
                    found.setdefault((inside, then), {}).setdefault(number, days)
                elif (both := together(number, small.number)) < small.fewest:
                    found.setdefault((inside, then), {}).setdefault(both, [*days, stretch])
    return found


def _paid(owed: tuple[int, ...], family: int, by: int) -> tuple[int, ...]:
    return (*owed[:family], owed[family] + by, *owed[family + 1 :])


def _families(spans: Sequence[Stretch]) -> dict[date, int]:
    """Each point with the number of its family."""
    head = {day: day for span in spans for day in span}

    def first_of(day: date) -> date:
        while head[day] != day:
            day = head[day]
        return day

    for begins, ends in spans:
        head[first_of(ends)] = first_of(begins)
    numbers = {day: number for number, day in enumerate(sorted({first_of(day) for day in head}))}
    return {day: numbers[first_of(day)] for day in head}
