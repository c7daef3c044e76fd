"""Ask of some rooms and some stretches of time: free, taken, shut, or outside hours?

The same number of questions of the database whatever the number of rooms, dates and sessions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q

from bookings.availability.hours import Hours
from bookings.models import Occupancy
from venues.models import Room
from venues.periods import Period, merge


class State(StrEnum):
    FREE = "free"
    TAKEN = "taken"
    CLOSED = "closed"
    OUTSIDE_HOURS = "outside_hours"


@dataclass(frozen=True)
class Finding:
    """What was found of one room in one stretch; `note` is what the closure says."""

    period: Period
    state: State
    note: str = ""

    @property
    def is_free(self) -> bool:
        return self.state == State.FREE


@dataclass(frozen=True)
class Survey:
    """The findings of each room, in the order of the periods asked."""

    findings: dict[int, list[Finding]]

    def of(self, room: Room) -> list[Finding]:
        return self.findings[room.pk]

    def is_free(self, room: Room) -> bool:
        return all(finding.is_free for finding in self.of(room))


def survey(rooms: Sequence[Room], periods: Sequence[Period], *, at: datetime, desk: bool = False) -> Survey:
    """What stands in the way of each room in each period, seen at the moment `at`.

    Rooms come with their venue and cells loaded (`select_related("venue")`,
    `prefetch_related("cells")`). The desk may book outside hours, never over a
    closure or another session. A hold that has lapsed stands in nobody's way.
    """
    if not rooms or not periods:
        return Survey({room.pk: [] for room in rooms})
    span = Period(min(p.start for p in periods), max(p.end for p in periods))
    hours = Hours.load({room.venue for room in rooms}, span)
    taken = taken_periods({cell.pk for room in rooms for cell in room.cells.all()}, _reach(rooms, periods), at=at)
    return Survey({room.pk: [_judge(room, period, hours, taken, desk=desk) for period in periods] for room in rooms})


def guarded(room: Room, period: Period) -> Period:
    """The stretch a session takes of its cells, turnaround included (decision 6).

    Shared turnaround lies after the session and serves the neighbour too; kept
    apart, each session has its own before and after.
    """
    gap = room.turnaround_time
    return period.widened(gap if room.turnaround == Room.Turnaround.APART else timedelta(0), gap)


def taken_periods(cells: Iterable[int], spans: Sequence[Period], *, at: datetime) -> dict[int, list[Period]]:
    """By cell, what is taken inside the spans; one question of the database."""
    within = Q()
    for span in merge(spans):
        within |= Q(starts_at__lt=span.end, ends_at__gt=span.start)
    rows = (
        Occupancy.objects.filter(within, cell__in=list(cells))
        .filter(Q(expires_at=None) | Q(expires_at__gt=at))
        .values_list("cell_id", "starts_at", "ends_at")
    )
    taken: dict[int, list[Period]] = defaultdict(list)
    for cell, starts_at, ends_at in rows:
        taken[cell].append(Period(starts_at, ends_at))
    return taken


def _reach(rooms: Sequence[Room], periods: Sequence[Period]) -> list[Period]:
    gap = max(room.turnaround_time for room in rooms)
    return [period.widened(gap, gap) for period in periods]


def _judge(room: Room, period: Period, hours: Hours, taken: dict[int, list[Period]], *, desk: bool) -> Finding:
    shut = hours.closure_over(room, period)
    if shut:
        return Finding(period, State.CLOSED, shut.note)
    if not desk and not hours.is_open(room, period):
        return Finding(period, State.OUTSIDE_HOURS)
    wanted = guarded(room, period)
    if any(other.overlaps(wanted) for cell in room.cells.all() for other in taken.get(cell.pk, ())):
        return Finding(period, State.TAKEN)
    return Finding(period, State.FREE)
