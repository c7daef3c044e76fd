"""The days of a whole venue: what each room is in every stretch of each day. The same questions, however full it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from django.db.models import Q

from bookings.asking_together import asked_together
from bookings.availability.hours import Hours
from bookings.availability.week import UNSAID, State, next_quarter
from bookings.models import Hold, Occupancy, Session
from venues.models import Room
from venues.periods import Period, subtract


@dataclass(frozen=True)
class Slot:
    """A part of a day in one state; `whole` is all of it that lies in the day, where something else covers a part."""

    period: Period
    state: State
    whole: Period
    session: Session | None = None
    note: str = ""  # why it is closed
    hold: Hold | None = None


@dataclass(frozen=True)
class RoomDay:
    """Every moment of a room's day, in order."""

    on: date
    slots: tuple[Slot, ...]

    @property
    def told(self) -> list[Slot]:
        """What goes without saying left out: that it is shut at night, that somebody sweeps between two hires."""
        return [slot for slot in self.slots if slot.state not in UNSAID]

    def from_now(self, at: datetime) -> list[Slot]:
        """Of what is told, that which is not over; what is left of a quarter of an hour is."""
        return [slot for slot in self.told if slot.period.last > at and slot.state is not State.PAST]

    @property
    def taken(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.session or slot.hold]

    def minutes(self, *states: State) -> int:
        return sum(slot.period.minutes for slot in self.slots if slot.state in states)


@dataclass(frozen=True)
class RoomDays:
    room: Room
    days: tuple[RoomDay, ...]


def board(rooms: Sequence[Room], first: date, number: int, *, at: datetime) -> list[RoomDays]:
    """So many days of these rooms of one venue, which come with their cells; four questions, however full they are."""
    if not rooms:
        return []
    zone = rooms[0].venue.tz
    dates = [first + timedelta(days=offset) for offset in range(number)]
    days = [Period(midnight(on, zone), midnight(on + timedelta(days=1), zone)) for on in dates]
    span = Period(days[0].first, days[-1].last)
    hours = Hours.load([rooms[0].venue], span)
    taken, asked = _taken(rooms, span, at), asked_together(rooms, [span], at=at)
    outside: dict[tuple[int, ...], list[Period]] = {}  # rooms with the same hours are shut at the same times
    found = []
    for room in rooms:
        key = tuple(sorted({id(hours.timetable(cell.pk, room.venue_id)) for cell in room.cells.all()}))
        if key not in outside:
            outside[key] = subtract([span], hours.open_periods(room, span))
        layers = _by_day(_layers(room, hours, taken, outside[key], asked.get(room.pk, ())), dates, zone, span)
        cut = [_cut(day, layers[on], at) for on, day in zip(dates, days, strict=True)]
        found.append(RoomDays(room, tuple(RoomDay(on, slots) for on, slots in zip(dates, cut, strict=True))))
    return found


def midnight(on: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(on, time(), zone).astimezone(UTC)


@dataclass(frozen=True)
class _Layer:
    """Something that takes a stretch, wherever nothing above it does."""

    period: Period
    state: State
    session: Session | None = None
    note: str = ""
    hold: Hold | None = None


def _taken(rooms: Sequence[Room], span: Period, at: datetime) -> dict[int, list[tuple[_Layer, _Layer]]]:
    """By cell: each use, and the clearing-up around it; a lapsed hold takes nothing."""
    cells = {cell.pk for room in rooms for cell in room.cells.all()}
    rows = (
        Occupancy.objects.overlapping(span)
        .filter(Q(expires_at=None) | Q(expires_at__gt=at), cell__in=cells)
        .select_related("session__booking__hirer", "hold__room", "hold__venue")
        .prefetch_related("session__rooms")
        .order_by("starts_at", "pk")
    )
    found: dict[int, list[tuple[_Layer, _Layer]]] = defaultdict(list)
    for row in rows:
        state = State.BOOKED if row.kind == Occupancy.Kind.SESSION else State.ASKED
        use = _Layer(row.period, state, row.session, hold=row.hold)
        found[row.cell_id].append((use, _Layer(Period(row.starts_at, row.ends_at), State.CLEARING)))
    return found


def _layers(
    room: Room,
    hours: Hours,
    taken: dict[int, list[tuple[_Layer, _Layer]]],
    outside: Sequence[Period],
    asked: Sequence[Session],
) -> list[_Layer]:
    """What stands above comes first: taken; clearing up; asked for side by side; outside hours; closed."""
    pairs = [pair for cell in room.cells.all() for pair in taken.get(cell.pk, ())]
    uses = {(use.session and use.session.pk, use.hold and use.hold.pk): use for use, _around in pairs}
    return [
        *sorted(uses.values(), key=lambda use: use.period),
        *(around for _use, around in pairs),
        *(_Layer(date.period, State.ASKED, date) for date in asked),
        *(_Layer(period, State.SHUT) for period in outside),
        *(_Layer(shut.period, State.CLOSED, note=shut.note) for shut in hours.shut_for(room)),
    ]


def _by_day(layers: Sequence[_Layer], dates: Sequence[date], zone: ZoneInfo, span: Period) -> dict[date, list[_Layer]]:
    """Which of them reach into which day, still in their order."""
    found: dict[date, list[_Layer]] = {on: [] for on in dates}
    for layer in layers:
        inside = layer.period.clip(span)
        if inside is None:
            continue
        on, last = inside.first.astimezone(zone).date(), (inside.last - timedelta.resolution).astimezone(zone).date()
        while on <= last:
            found[on].append(layer)
            on += timedelta(days=1)
    return found


def _cut(day: Period, layers: Sequence[_Layer], at: datetime) -> tuple[Slot, ...]:
    """Every moment of the day has one state: that of the topmost layer there; free where there is none."""
    ground = [_Layer(day, State.FREE)]
    if at > day.first:  # what is free is so only from the next quarter of an hour on
        ground.insert(0, _Layer(Period(day.first, next_quarter(at)), State.PAST))
    return tuple(_joined(day, [*layers, *ground]))


def _joined(day: Period, layers: Sequence[_Layer]) -> Iterator[Slot]:
    ends = (moment for layer in layers for moment in (layer.period.first, layer.period.last))
    turns = sorted({day.first, day.last, *(moment for moment in ends if day.first < moment < day.last)})
    pieces = ((_topmost(layers, start, end), start, end) for start, end in pairwise(turns))
    for number, same in groupby(pieces, key=lambda piece: piece[0]):
        moments = list(same)
        layer, period = layers[number], Period(moments[0][1], moments[-1][2])
        yield Slot(period, layer.state, layer.period.clip(day) or period, layer.session, layer.note, layer.hold)


def _topmost(layers: Sequence[_Layer], start: datetime, end: datetime) -> int:
    return next(n for n, layer in enumerate(layers) if layer.period.first <= start and layer.period.last >= end)
