"""Well used, and available: hours of cells, tick by tick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from django.utils.text import slugify

from tests.bookings.reports.by_hand.clock import DAYS, Clock, hours, wall
from tests.bookings.reports.by_hand.place import Place, is_planned
from tests.bookings.reports.by_hand.told import Told, half_up, in_hours, percent
from tests.bookings.reports.by_hand.uses import Uses

CellTicks = dict[int, set[int]]


def figures(place: Place, uses: Uses, clock: Clock) -> Iterator[Told]:
    taken = taken_of(place, uses, clock, own=True)
    used = {cell: ticks & place.bookable[cell] for cell, ticks in taken.items()}
    without_own = {
        cell: ticks & place.bookable[cell] for cell, ticks in taken_of(place, uses, clock, own=False).items()
    }
    yield in_hours("E1", _sum(used))
    yield in_hours("E1.out_of_hours", _sum(taken) - _sum(used))
    yield from _each(place, lambda code, cell: in_hours(f"E1.{code}", _long(used[cell])))
    yield percent("E2", _sum(used), _sum(place.bookable))
    yield percent("E2.without_own", _sum(without_own), _sum(place.bookable))
    yield from _by_cell(place, used)
    yield from _grid(place, used, clock)
    fixed = hours(len([at for at in clock.ticks if _is_fixed(at, clock)]))
    in_service = sum(
        (_sum({0: {at for at in ticks if _is_fixed(at, clock)}}) for ticks in place.in_service.values()), Fraction(0)
    )
    assert in_service <= fixed * len(place.cells)
    yield percent("E2f", _sum(_such(taken, lambda at: _is_fixed(at, clock))), in_service)
    yield from _at_peak(place, used, clock)
    yield from _on_offer(place, clock)
    yield from _closures(place)


def taken_of(place: Place, uses: Uses, clock: Clock, *, own: bool) -> CellTicks:
    """Of each cell the union of what used sessions took, cut at the ends of the period.

    A session belongs to the period in which it starts, and is no use before it is over; its hours are cut.
    """
    found: CellTicks = {cell.pk: set() for cell in place.cells}
    for use in uses.ever:
        if use.planned and use.end <= clock.as_at and (own or not use.own):
            for cell in use.cells:
                found[cell] |= set(use.ticks)
    return {cell: ticks & set(clock.ticks) for cell, ticks in found.items()}


def _is_fixed(at: int, clock: Clock) -> bool:
    return 8 <= wall(at, clock.zone).hour < 22


def _such(of: CellTicks, wanted: Callable[[int], bool]) -> CellTicks:
    return {cell: {at for at in ticks if wanted(at)} for cell, ticks in of.items()}


def _sum(of: CellTicks) -> Fraction:
    return hours(sum(map(len, of.values())))


def _each(place: Place, told: Callable[[str, int], Told]) -> Iterator[Told]:
    """A line for every cell in service that goes by the name of a room."""
    for cell in place.cells:
        if cell.pk in place.names and place.in_service[cell.pk]:
            yield told(slugify(place.names[cell.pk].code).replace("-", "_"), cell.pk)


def _by_cell(place: Place, used: CellTicks) -> Iterator[Told]:
    return _each(place, lambda code, cell: percent(f"E2.{code}", _long(used[cell]), _long(place.bookable[cell])))


def _long(ticks: set[int]) -> Fraction:
    return hours(len(ticks))


def _grid(place: Place, used: CellTicks, clock: Clock) -> Iterator[Told]:
    for number, day in enumerate(DAYS):
        for part in ("weekend",) if number >= 5 else ("day", "evening"):

            def wanted(at: int, number: int = number, part: str = part) -> bool:
                return wall(at, clock.zone).weekday() == number and clock.part(at) == part

            yield percent(f"E2.{day}_{part}", _sum(_such(used, wanted)), _sum(_such(place.bookable, wanted)))


def _at_peak(place: Place, used: CellTicks, clock: Clock) -> Iterator[Told]:
    busy, offered = _sum(_such(used, clock.peak)), _sum(_such(place.bookable, clock.peak))
    yield percent("E3", busy, offered)
    yield percent("C2", offered - busy, offered)


def _on_offer(place: Place, clock: Clock) -> Iterator[Told]:
    weeks = clock.days / 7

    def a_week(id: str, offered: Fraction) -> Told:
        return Told(id, "h/week", offered, weeks, half_up(offered / weeks, 1) if weeks else "[z]")

    for suffix in ("", ".day", ".evening", ".weekend"):
        part = suffix.removeprefix(".")
        offered = sum((_in_part(ticks, part, clock) for ticks in place.bookable.values()), Fraction(0))
        yield a_week(f"C1{suffix}", offered)
    yield from _each(place, lambda code, cell: a_week(f"C1.{code}", _long(place.bookable[cell])))


def _in_part(ticks: set[int], part: str, clock: Clock) -> Fraction:
    return hours(len([at for at in ticks if not part or clock.part(at) == part]))


def _closures(place: Place) -> Iterator[Told]:
    opened, shut = _sum(place.open), [closure for ticks in place.shut.values() for closure in ticks.values()]
    planned = hours(len([closure for closure in shut if is_planned(closure)]))
    yield percent("C8", hours(len(shut)), opened)
    for cause in {closure.cause for closure in shut}:
        yield percent(f"C8.{cause}", hours(len([each for each in shut if each.cause == cause])), opened)
    yield percent("C8.planned", planned, opened)
    yield percent("C8.unplanned", hours(len(shut)) - planned, opened)
