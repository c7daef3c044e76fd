"""Hours of cells: on offer, used inside them, used outside them. An hour taken twice counts once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from bookings.reports.cover import Cover, Pair
from bookings.reports.rows import CellRow, SessionRow
from bookings.reports.tally import Part, Said, Tally
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
    sessions: Sequence[SessionRow] = ()  # that took it

    @property
    def out_of_hours(self) -> int:
        return self.used.minutes - self.used_in_hours.minutes

    def parts(self, cover: Cover, within: Sequence[Period] | None) -> Iterator[Part]:
        """Of hours used, each session with what it took first; of any other hours, the cell itself."""
        by_others = cover is self.external or cover is self.external_in_hours
        if not by_others and cover is not self.used and cover is not self.used_in_hours:
            yield Said(self.cell.named.name), hours_of([cover], within)
            return
        reached = None
        for session in sorted(self.sessions, key=lambda session: session.period.first):
            start, end = session.period.first, session.period.last
            if by_others and session.own:
                continue
            if reached is None or end > reached:
                turn = Cover([(start if reached is None else max(start, reached), end)])
                yield session, hours_of([turn.within(cover)], within)
                reached = end


def of_cells(cells: Iterable[CellRow], sessions: Iterable[SessionRow], done: Period | None) -> tuple[CellHours, ...]:
    """Every cell's hours; a session of several cells takes each of them."""
    taken: dict[int, list[Pair]] = defaultdict(list)
    external: dict[int, list[Pair]] = defaultdict(list)
    takers: dict[int, list[SessionRow]] = defaultdict(list)
    for session in sessions:
        if done is None or not session.period.overlaps(done):
            continue
        clipped = max(session.period.first, done.first), min(session.period.last, done.last)
        for cell in session.cells:
            taken[cell].append(clipped)
            takers[cell].append(session)
            if not session.own:
                external[cell].append(clipped)

    @cache
    def on_offer(opening: tuple[Period, ...], closures: tuple[Period, ...]) -> tuple[Cover, Cover]:
        """Most cells have the hours of the venue: these share their covers, which are then measured once."""
        return Cover.of(opening), Cover.of(subtract(opening, closures))

    def hours_of_one(cell: CellRow) -> CellHours:
        opening, bookable = on_offer(cell.opening, tuple(closure.period for closure in cell.closures))
        used, others = Cover(taken[cell.key]), Cover(external[cell.key])
        in_hours = used.within(bookable), others.within(bookable)
        return CellHours(cell, opening, bookable, used, in_hours[0], others, in_hours[1], takers[cell.key])

    return tuple(hours_of_one(cell) for cell in cells)


def hours(minutes: int) -> Fraction:
    return Fraction(minutes, 60)


def hours_of(covers: Iterable[Cover], within: Iterable[Period] | None = None) -> Fraction:
    """Cell hours: the sum over cells; `within` keeps only some part of the week, in stretches that do not overlap."""
    if within is None:
        return hours(sum(cover.minutes for cover in covers))
    part = list(within)
    return hours(sum(times * cover.minutes_in(part) for cover, times in Counter(covers).items()))


def cell_hours(
    cells: Iterable[CellHours], cover: Callable[[CellHours], Cover], within: Sequence[Period] | None = None
) -> Tally:
    """The same, of one cover of each cell, with the sessions or the cells that it is made of."""
    pairs = [(cell, cover(cell)) for cell in cells]
    whole = hours_of((each for _cell, each in pairs), within)
    return Tally(whole, lambda: (part for cell, each in pairs for part in cell.parts(each, within)))


def opening(cell: CellHours) -> Cover:
    return cell.opening


def bookable(cell: CellHours) -> Cover:
    return cell.bookable


def used(cell: CellHours) -> Cover:
    return cell.used


def used_in_hours(cell: CellHours) -> Cover:
    return cell.used_in_hours
