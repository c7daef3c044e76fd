"""What stands in the way of a request by now: shut dates, and hours that a lapsed hold let go to somebody else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bookings.availability import Hours, taken_periods
from bookings.availability.survey import guarded
from bookings.desk.facts import Facts
from bookings.models import Session
from venues.models import Room
from venues.periods import Period


@dataclass(frozen=True)
class Clashes:
    """By booking, how many of its dates are taken by others, how many are shut, and how many outside opening hours."""

    taken: dict[int, int]
    shut: dict[int, int]
    outside: dict[int, int]


def clashes(found: Sequence[Facts], *, at: datetime) -> Clashes:
    """Asked in the same few questions for twenty requests as for one."""
    uses = [use for facts in found for use in _uses(facts)]
    if not uses:
        return Clashes({}, {}, {})
    reach = [guarded(room, session.period) for _facts, session, room in uses]
    span = Period(min(period.start for period in reach), max(period.end for period in reach))
    hours = Hours.load({facts.booking.venue for facts in found}, span)
    cells = {cell.pk for _facts, _session, room in uses for cell in room.cells.all()}
    taken = {cell: sorted(rows) for cell, rows in taken_periods(cells, [span], at=at).items()}

    shut_dates, taken_dates, outside = set(), set(), set()
    for facts, session, room in uses:
        if hours.closure_over(room, session.period):
            shut_dates.add((facts.booking.pk, session.pk))
        elif (facts.booking.hold_lapsed(at) or facts.booking.waits_together) and _is_taken(room, session, taken):
            taken_dates.add((facts.booking.pk, session.pk))
        if not hours.are_open([cell.pk for cell in room.cells.all()], session.venue, session.period):
            outside.add((facts.booking.pk, session.pk))
    return Clashes(_by_booking(taken_dates), _by_booking(shut_dates), _by_booking(outside))


def _uses(facts: Facts) -> Iterator[tuple[Facts, Session, Room]]:
    for session in facts.planned:
        for room in session.rooms.all():
            yield facts, session, room


def _is_taken(room: Room, session: Session, taken: dict[int, list[Period]]) -> bool:
    """The guard lets no two of a cell overlap, so the first that ends after our start is the only one to look at."""
    wanted = guarded(room, session.period)
    for cell in room.cells.all():
        rows = taken.get(cell.pk, [])
        place = bisect_right(rows, wanted.first, key=lambda row: row.last)
        if place < len(rows) and rows[place].overlaps(wanted):
            return True
    return False


def _by_booking(dates: set[tuple[int, int]]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for booking, _session in dates:
        counted[booking] = counted.get(booking, 0) + 1
    return counted
