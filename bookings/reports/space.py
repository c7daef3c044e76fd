"""Hours of cells: on offer, used inside them, used outside them. An hour taken twice counts once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from bookings.reports.cover import Cover, Pair
from bookings.reports.rows import CellRow, SessionRow
from venues.periods import Period, subtract


@dataclass(frozen=True)
class CellHours:
    """One cell: its opening hours, what is left of them after closures, and what was used."""

    cell: CellRow
    opening: Cover
    bookable: Cover
    used: Cover
    used_in_hours: Cover
    external: Cover
    external_in_hours: Cover

    @property
    def out_of_hours(self) -> int:
        return self.used.minutes - self.used_in_hours.minutes


def of_cells(cells: Iterable[CellRow], sessions: Iterable[SessionRow], done: Period | None) -> tuple[CellHours, ...]:
    """Every cell's hours; a session of several cells takes each of them."""
    taken: dict[int, list[Pair]] = defaultdict(list)
    external: dict[int, list[Pair]] = defaultdict(list)
    for session in sessions:
        if done is None or not session.period.overlaps(done):
            continue
        clipped = max(session.period.first, done.first), min(session.period.last, done.last)
        for cell in session.cells:
            taken[cell].append(clipped)
            if not session.own:
                external[cell].append(clipped)

    @cache
    def on_offer(opening: tuple[Period, ...], closures: tuple[Period, ...]) -> tuple[Cover, Cover]:
        """Most cells have the hours of the venue: these share their covers, which are then measured once."""
        return Cover.of(opening), Cover.of(subtract(opening, closures))

    def hours_of_one(cell: CellRow) -> CellHours:
        opening, bookable = on_offer(cell.opening, tuple(closure.period for closure in cell.closures))
        used, others = Cover(taken[cell.key]), Cover(external[cell.key])
        return CellHours(cell, opening, bookable, used, used.within(bookable), others, others.within(bookable))

    return tuple(hours_of_one(cell) for cell in cells)


def hours(minutes: int) -> Fraction:
    return Fraction(minutes, 60)


def hours_of(covers: Iterable[Cover], within: Iterable[Period] | None = None) -> Fraction:
    """Cell hours: the sum over cells; `within` keeps only some part of the week, in stretches that do not overlap."""
    if within is None:
        return hours(sum(cover.minutes for cover in covers))
    part = list(within)
    return hours(sum(times * cover.minutes_in(part) for cover, times in Counter(covers).items()))
