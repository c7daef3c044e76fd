"""A room's week as people read it: stretches that are free, booked, asked for, shut or closed, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Q

from bookings.asking_together import asked_together
from bookings.availability.hours import Hours
from bookings.models import Booking, Occupancy
from venues.models import Room
from venues.periods import Period, subtract

DAYS = 7
A_QUARTER = timedelta(minutes=15)
ENOUGH = 30  # minutes: what is free in less of an hour than this does not make the hour free


class State(StrEnum):
    FREE = "free"
    BOOKED = "booked"
    ASKED = "asked"
    CLEARING = "clearing"  # the time between two hires
    CLOSED = "closed"
    SHUT = "shut"  # outside opening hours
    PAST = "past"


UNSAID = (State.SHUT, State.CLEARING)


@dataclass(frozen=True)
class Stretch:
    """A part of a day in one state; `note` is what may be told of it: a public title, why it is closed."""

    period: Period
    state: State
    note: str = ""

    def clip(self, other: Period) -> Stretch | None:
        inside = self.period.clip(other)
        return Stretch(inside, self.state, self.note) if inside else None


@dataclass(frozen=True)
class Hour:
    """An hour of the clock on one day, and what happens in it; none where the clocks leave it out."""

    hour: int
    stretches: tuple[Stretch, ...]

    @property
    def main(self) -> Stretch | None:
        """What the hour is, told in one word: free where enough of it is, else what takes the most."""
        free = [part for part in self.stretches if part.state is State.FREE and part.period.minutes >= ENOUGH]
        return max(free or self.stretches, key=lambda part: part.period.minutes, default=None)

    @property
    def is_whole(self) -> bool:
        return len(self.stretches) == 1


@dataclass(frozen=True)
class Day:
    on: date
    stretches: tuple[Stretch, ...]
    hours: tuple[Hour, ...]

    @property
    def told(self) -> tuple[Stretch, ...]:
        """The stretches that a list tells: when the room is simply not open goes without saying."""
        return tuple(stretch for stretch in self.stretches if stretch.state not in UNSAID)


@dataclass(frozen=True)
class Week:
    """Seven days in a row; `hours` are those of the clock in which anything happens on any of them."""

    days: tuple[Day, ...]
    hours: tuple[int, ...]


def week_of(room: Room, first: date, *, at: datetime) -> Week:
    """The week as anybody may see it; the same few questions however full it is."""
    zone = room.venue.tz
    span = Period(_midnight(first, zone), _midnight(first + timedelta(days=DAYS), zone))
    stretches = sorted(_stretches(room, span, at), key=lambda stretch: stretch.period)
    days = [_day(first + timedelta(days=number), stretches, zone) for number in range(DAYS)]
    busy = {
        hour.hour
        for day in days
        for hour in day.hours
        if any(stretch.state not in UNSAID for stretch in hour.stretches)
    }
    shown = tuple(sorted(busy))
    return Week(
        tuple(Day(day.on, day.stretches, tuple(day.hours[hour] for hour in shown)) for day in days),
        shown,
    )


def _stretches(room: Room, span: Period, at: datetime) -> Iterator[Stretch]:
    """The whole span, cut up so that every moment has one state: taken; else outside hours; else closed; else free."""
    hours = Hours.load([room.venue], span)
    outside = [Stretch(period, State.SHUT) for period in subtract([span], hours.open_periods(room, span))]
    left = [span]
    asked = [Stretch(date.period, State.ASKED) for date in asked_together([room], [span], at=at).get(room.pk, ())]
    for stretch in [*_taken(room, span, at), *asked, *outside, *_closed(room, hours, span)]:
        for part in _overlaps(left, stretch.period):
            yield Stretch(part, stretch.state, stretch.note)
        left = subtract(left, [stretch.period])
    for period in left:
        yield from _free(period, at)


def _taken(room: Room, span: Period, at: datetime) -> list[Stretch]:
    """Sessions, and then the clearing-up around them; a lapsed hold takes nothing."""
    rows = (
        Occupancy.objects.overlapping(span)
        .filter(Q(expires_at=None) | Q(expires_at__gt=at), cell__in=[cell.pk for cell in room.cells.all()])
        .select_related("session__booking__hirer", "hold")
        .order_by("starts_at", "pk")
    )
    found, around = {}, []
    for row in rows:
        taken = Period(row.starts_at, row.ends_at)
        inside = row.period.clip(taken)
        if inside:
            found[row.session_id, row.hold_id, inside] = Stretch(inside, *_told(row))
        around.append(Stretch(taken, State.CLEARING))
    return [*found.values(), *around]


def _told(row: Occupancy) -> tuple[State, str]:
    """What may be said of it to anybody: who it is only where the hirer chose to be listed."""
    if row.session is None or row.kind == Occupancy.Kind.UNDECIDED:
        return State.ASKED, ""
    booking: Booking = row.session.booking
    return State.BOOKED, f"{booking.title}, {booking.hirer.name}" if booking.is_public else ""


def _closed(room: Room, hours: Hours, span: Period) -> list[Stretch]:
    return [
        Stretch(shut.period, State.CLOSED, shut.note) for shut in hours.shut_for(room) if shut.period.overlaps(span)
    ]


def next_quarter(at: datetime) -> datetime:
    """The first quarter of an hour, by the clock, that is not past: nobody begins at six minutes past."""
    over = (at - at.replace(minute=0, second=0, microsecond=0)) % A_QUARTER
    return at + A_QUARTER - over if over else at


def _free(period: Period, at: datetime) -> Iterator[Stretch]:
    """What is free is so only from the next quarter of an hour on."""
    at = next_quarter(at)
    if period.start < at:
        yield Stretch(Period(period.start, min(period.end, at)), State.PAST)
    if at < period.end:
        yield Stretch(Period(max(period.start, at), period.end), State.FREE)


def _day(on: date, stretches: Sequence[Stretch], zone: ZoneInfo) -> Day:
    whole = Period(_midnight(on, zone), _midnight(on + timedelta(days=1), zone))
    inside = tuple(_inside(stretches, whole))
    midnight = datetime.combine(on, time(), zone)
    turns = [(midnight + timedelta(hours=hour)).astimezone(UTC) for hour in range(25)]  # by the clock on the wall
    return Day(on, inside, tuple(Hour(hour, _in_the_hour(inside, *turns[hour : hour + 2])) for hour in range(24)))


def _in_the_hour(stretches: Iterable[Stretch], start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """Nothing for the hour that the clocks leave out in spring; two hours for the one they repeat in autumn."""
    return tuple(_inside(stretches, Period(start, end))) if start < end else ()


def _inside(stretches: Iterable[Stretch], period: Period) -> Iterator[Stretch]:
    """The parts that lie within, of stretches in order."""
    for stretch in stretches:
        if stretch.period.first >= period.last:
            return
        if clipped := stretch.clip(period):
            yield clipped


def _overlaps(periods: Iterable[Period], other: Period) -> Iterator[Period]:
    return (part for period in periods if (part := period.clip(other)))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
