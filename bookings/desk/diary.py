"""The days of a venue: who is in which room from when to when, and what is shut."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.clock import MIDNIGHT, hours_words
from bookings.desk.pencilled import Pencilled, pencilled_at
from bookings.desk.threads import LookRound, looks_round
from bookings.models import Booking, Session
from bookings.price_words import extras_words
from bookings.tasks import Task, tasks_at
from venues.models import Closure, Venue
from venues.periods import Period

SHOWN = [Booking.Status.REQUESTED, Booking.Status.CONFIRMED, Booking.Status.CANCELLED]
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """A session as it stands in one day, and as much of it as the reader may see."""

    session: Session
    part: Period  # the part of it that lies in this day
    is_private: bool
    at: datetime

    @property
    def goes_on(self) -> bool:
        """Whether it began on a day before."""
        return self.part.first > self.session.starts_at

    @property
    def hours(self) -> str:
        """7pm to 9pm; of a hire of several days only those of this day."""
        zone = self.session.venue.tz
        whole = self.session.period
        shown = whole if not self.goes_on and whole.length < A_DAY else self.part
        start, end = shown.local(zone).start.time(), shown.local(zone).end.time()
        if start == end == MIDNIGHT:
            return _("all day")
        return hours_words(shown.start, shown.end, zone)

    @cached_property
    def rooms(self) -> str:
        return _(" and ").join(room.name for room in self.session.rooms.all())

    @property
    def room_for(self) -> int | None:
        """How many people its rooms safely take together; None where that is not known of all."""
        known = [room.largest_capacity for room in self.session.rooms.all()]
        return None if None in known else sum(capacity or 0 for capacity in known)

    @property
    def extras(self) -> list[str]:
        """What is to stand ready beside the room."""
        return [] if self.is_private else extras_words(self.session.extras.all())

    @property
    def title(self) -> str:
        return _("Confidential") if self.is_private else self.session.booking.title

    @property
    def can_be_counted(self) -> bool:
        session = self.session
        begun = session.starts_at <= self.at and not self.goes_on
        return begun and session.booking.is_confirmed and not session.is_cancelled

    @property
    def counts_from(self) -> int:
        """Where an empty box begins: at the count so far, else at how many are expected, where that may be told."""
        if self.session.counted is not None:
            return self.session.counted
        return 0 if self.is_private else self.session.people

    @property
    def hold_lapsed(self) -> bool:
        return self.session.booking.hold_lapsed(self.at)


@dataclass(frozen=True)
class Day:
    on: date
    entries: list[Entry]
    closures: list[Closure]
    pencilled: list[Pencilled]
    looks: list[LookRound]
    tasks: list[Task]
    is_past: bool

    @property
    def to_count(self) -> list[Entry]:
        """Those of which somebody may say how many came."""
        return [entry for entry in self.entries if entry.can_be_counted]

    @property
    def counted(self) -> int:
        """Of how many of these somebody has said it."""
        return sum(entry.session.counted is not None for entry in self.to_count)


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def days(venue: Venue, first: date, number: int, *, at: datetime, sees_everything: bool) -> list[Day]:
    """So many days from the first, each with its sessions in order; as many questions however full they are."""
    span = Period(_midnight(venue, first), _midnight(venue, first + timedelta(days=number)))
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for session in _sessions(venue, span):
        private = session.booking.confidential and not sees_everything
        for on, part in session.period.by_local_day(venue.tz):
            by_day[on].append(Entry(session, part, private, at))
    closures = _closures(venue, span)
    pencilled: dict[date, list[Pencilled]] = defaultdict(list)
    for each in pencilled_at(venue, at=at, within=span):
        for on, _part in each.hold.period.by_local_day(venue.tz):
            pencilled[on].append(each)
    looks: dict[date, list[LookRound]] = defaultdict(list)
    for look in looks_round(venue, span):
        looks[look.on].append(look)
    tasks: dict[date, list[Task]] = defaultdict(list)
    for task in tasks_at(venue, span, at=at):
        tasks[task.due.astimezone(venue.tz).date()].append(task)
    today = at.astimezone(venue.tz).date()
    return [
        Day(
            on,
            sorted(by_day[on], key=lambda entry: entry.part.first),
            closures.get(on, []),
            pencilled[on],
            looks[on],
            tasks[on],
            is_past=on < today,
        )
        for on in (first + timedelta(days=offset) for offset in range(number))
    ]


def _sessions(venue: Venue, span: Period) -> list[Session]:
    shown = Session.objects.at(venue).overlapping(span).filter(booking__status__in=SHOWN)
    found = shown.select_related("booking__hirer", "booking__layout", "layout").prefetch_related("rooms", "extras")
    sessions = list(found.order_by("starts_at", "pk"))
    for session in sessions:
        session.venue = session.booking.venue = venue  # the one that they share
    return sessions


def _closures(venue: Venue, span: Period) -> dict[date, list[Closure]]:
    by_day: dict[date, list[Closure]] = defaultdict(list)
    found = Closure.objects.filter(venue=venue, starts_at__lt=span.end, ends_at__gt=span.start)
    for closure in found.order_by("starts_at", "pk").prefetch_related("cells"):
        inside = Period(closure.starts_at, closure.ends_at).clip(span)
        for on, _part in inside.by_local_day(venue.tz) if inside else ():
            by_day[on].append(closure)
    return by_day


def _midnight(venue: Venue, day: date) -> datetime:
    return datetime.combine(day, time(), venue.tz)
