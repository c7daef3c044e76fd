"""Numbers for things that are all alike: which of six projectors goes where. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from venues.periods import Period

Units = tuple[int, ...]


@dataclass(frozen=True)
class Use:
    """So many of a thing from when to when; `units` are the numbers of those that it has, none yet where it is new."""

    key: Hashable
    period: Period
    number: int
    units: Units = ()


def most_at_once(uses: Iterable[Use], period: Period) -> int:
    """How many are taken at the fullest moment of the period."""
    there = [use for use in uses if use.period.overlaps(period)]
    moments = [period.first, *(use.period.first for use in there if use.period.first > period.first)]
    return max(sum(use.number for use in there if use.period.first <= at < use.period.last) for at in moments)


def lowest_free(uses: Iterable[Use], period: Period, number: int, stock: int) -> Units | None:
    """The lowest that nobody has in all the period; None where too few are free throughout it."""
    taken = {unit for use in uses if use.period.overlaps(period) for unit in use.units}
    free = [unit for unit in range(1, stock + 1) if unit not in taken]
    return tuple(free[:number]) if len(free) >= number else None


def touching(uses: Sequence[Use], period: Period) -> tuple[list[Use], Period]:
    """The uses that hang together with the period, one overlapping the other, and how far they reach."""
    reach, found = period, [use for use in uses if use.period.overlaps(period)]
    while True:
        first = min([reach.first, *(use.period.first for use in found)])
        last = max([reach.last, *(use.period.last for use in found)])
        wider = Period(first, last)
        if wider == reach:
            return found, reach
        reach = wider
        found = [use for use in uses if use.period.overlaps(reach)]


def dealt(uses: Iterable[Use]) -> Mapping[Hashable, Units]:
    """The numbers dealt out anew, the lowest first, so that nothing is had twice at one moment.

    In the order in which they begin, each takes the lowest that are free: whatever it meets has begun
    already, so that no number is ever higher than the most that are taken at once.
    """
    found: dict[Hashable, Units] = {}
    running: list[Use] = []
    for use in sorted(uses, key=lambda use: use.period.first):
        running = [other for other in running if other.period.last > use.period.first]
        busy = {unit for other in running for unit in found[other.key]}
        free = (unit for unit in range(1, len(busy) + use.number + 1) if unit not in busy)
        found[use.key] = tuple(unit for _turn, unit in zip(range(use.number), free, strict=False))
        running.append(use)
    return found


def runs(units: Units) -> Iterator[tuple[int, int]]:
    """The first and the last of each unbroken row of numbers."""
    first = last = None
    for unit in sorted(units):
        if last is not None and unit == last + 1:
            last = unit
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = unit
    if first is not None and last is not None:
        yield first, last
