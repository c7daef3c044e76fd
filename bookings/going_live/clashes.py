"""Which rows of a diary want what is taken: by another row, or by what is booked already."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from bookings.availability import State, survey
from bookings.availability.survey import guarded
from bookings.diaries.faults import Fault
from bookings.going_live.planned import Agreement, Dated
from bookings.models import Occupancy
from venues.models import Venue
from venues.periods import Period


@dataclass(frozen=True, order=True)
class _Taken:
    """A stretch of one part of the building, turnaround included, and who has it."""

    first: datetime
    last: datetime
    hire: tuple[datetime, datetime]
    who: str


def clashes(agreements: Iterable[Agreement], venue: Venue, *, at: datetime) -> list[Fault]:
    """Each row that cannot be had, by the first that stands in its way: rows first come first."""
    wanted = sorted(
        ((date, agreement) for agreement in agreements for date in agreement.taking),
        key=lambda each: (each[0].row.where, each[0].period.first),
    )
    taken = _booked([date for date, _agreement in wanted], venue, at=at)
    found = []
    for date, agreement in wanted:
        stretches = list(_stretches(date))
        other = next((held for cell, first, last in stretches for held in _in_the_way(taken[cell], first, last)), None)
        if other:
            found.append(Fault(date.row.where, _words(date, other)))
            continue
        who = _("%(row)s, %(who)s") % {"row": str(date.row.where).lower(), "who": agreement.name}
        for cell, first, last in stretches:
            insort(taken[cell], _Taken(first, last, (date.period.first, date.period.last), who))
    return found


def unusual(agreements: Iterable[Agreement], venue: Venue, *, at: datetime) -> tuple[list[Fault], list[Fault]]:
    """What falls into a closure that is still to come; and what only has to be said: a past one, and other hours."""
    faults: list[Fault] = []
    warnings: list[Fault] = []
    by_room: dict[str, list[Dated]] = defaultdict(list)
    for agreement in agreements:
        for date in agreement.taking:
            for room in date.rooms:
                by_room[room.code].append(date)
    for dates in by_room.values():
        room = next(room for room in dates[0].rooms if by_room[room.code] is dates)
        cells = {room.pk: [cell.pk for cell in room.cells.all()]}
        found = survey([room], cells, [date.period for date in dates], at=at).of(room)
        for date, finding in zip(dates, found, strict=True):
            if finding.state == State.CLOSED:
                words = _("%(room)s is shut then") % {"room": room.name} + (
                    f" ({finding.note})" if finding.note else ""
                )
                (warnings if date.period.last <= at else faults).append(Fault(date.row.where, words))
            elif finding.state == State.OUTSIDE_HOURS:
                warnings.append(Fault(date.row.where, _("%(room)s is not open then") % {"room": room.name}))
    return faults, warnings


def _stretches(date: Dated) -> Iterator[tuple[int, datetime, datetime]]:
    for room in date.rooms:
        held = guarded(room, date.period)
        for cell in room.taken_cells:
            yield cell.pk, held.first, held.last


def _booked(dates: Sequence[Dated], venue: Venue, *, at: datetime) -> dict[int, list[_Taken]]:
    """By part of the building, what is taken in all that time; one question."""
    taken: dict[int, list[_Taken]] = defaultdict(list)
    if not dates:
        return taken
    span = Period(min(date.period.first for date in dates), max(date.period.last for date in dates))
    rows = (
        Occupancy.objects.filter(Q(expires_at=None) | Q(expires_at__gt=at), venue=venue)
        .overlapping(span.widened(Occupancy.LONGEST, Occupancy.LONGEST))
        .select_related("session__booking__hirer", "hold__venue")
    )
    for row in rows:
        hire = row.period.first, row.period.last
        taken[row.cell_id].append(_Taken(row.starts_at, row.ends_at, hire, row.whose))
    for held in taken.values():
        held.sort()
    return taken


def _in_the_way(taken: Sequence[_Taken], first: datetime, last: datetime) -> Iterator[_Taken]:
    """None of them overlaps another: only the last that begins before this ends can reach into it."""
    place = bisect_left(taken, last, key=lambda held: held.first)
    if place and taken[place - 1].last > first:
        yield taken[place - 1]


def _words(date: Dated, other: _Taken) -> str:
    facts = {"room": date.where_it_was, "other": other.who}
    if other.hire[0] < date.period.last and date.period.first < other.hire[1]:
        return _("%(room)s is taken then by %(other)s") % facts
    return _("%(room)s needs time between two hires, and %(other)s is too near") % facts
