"""Hours of cells: on offer, used inside them, used outside them. An hour taken twice counts once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bookings.reports.rows import CellRow, SessionRow
from venues.periods import Period, common_minutes, merge, overlap, subtract


@dataclass(frozen=True)
class CellHours:
    """One cell: its opening hours, what is left of them after closures, and what was used; each a union, in order."""

    cell: CellRow
    opening: list[Period]
    bookable: list[Period]
    used: list[Period]
    used_in_hours: list[Period]
    external: list[Period]
    external_in_hours: list[Period]

    @property
    def out_of_hours(self) -> int:
        return _minutes(self.used) - _minutes(self.used_in_hours)


def of_cells(cells: Iterable[CellRow], sessions: Iterable[SessionRow], done: Period | None) -> tuple[CellHours, ...]:
    """Every cell's hours; a session of several cells takes each of them."""
    taken: dict[int, list[Period]] = {}
    external: dict[int, list[Period]] = {}
    for session in sessions:
        clipped = session.period.clip(done) if done else None
        if clipped is None:
            continue
        for cell in session.cells:
            taken.setdefault(cell, []).append(clipped)
            if not session.own:
                external.setdefault(cell, []).append(clipped)
    return tuple(_of(cell, merge(taken.get(cell.key, [])), merge(external.get(cell.key, []))) for cell in cells)


def _of(cell: CellRow, used: list[Period], external: list[Period]) -> CellHours:
    opening = merge(cell.opening)
    bookable = subtract(opening, [closure.period for closure in cell.closures])
    return CellHours(cell, opening, bookable, used, overlap(used, bookable), external, overlap(external, bookable))


def hours(minutes: int) -> Fraction:
    return Fraction(minutes, 60)


def hours_of(unions: Iterable[list[Period]], within: Iterable[Period] | None = None) -> Fraction:
    """Cell hours: the sum over cells, each a union in order; `within` keeps only some part of the week."""
    if within is None:
        return hours(sum(_minutes(union) for union in unions))
    part = merge(within)
    return hours(sum(common_minutes(union, part) for union in unions))


def _minutes(union: Iterable[Period]) -> int:
    return sum(period.minutes for period in union)
