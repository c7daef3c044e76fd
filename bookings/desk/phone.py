"""The answer on the phone: whether it is free, what it costs, and what else is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.clock import hours_words, span_words
from bookings.availability import Finding, Hours, State, Survey, survey
from bookings.availability.board import midnight
from bookings.availability.gaps_of_day import FreeTimes
from bookings.availability.survey import guarded
from bookings.clerk_line import line_of
from bookings.models import Occupancy
from bookings.phone_box import Call, Unheard
from bookings.price_words import names_at
from bookings.prices import PriceLists
from bookings.recurrence import NoSuchTime, Times, period_on
from venues import tariffs
from venues.models import Category, Room, Venue
from venues.periods import Period
from venues.tariffs.words import refusal_words
from venues.tariffs.words.times import length_words

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Possible:
    """A room at a time, and what each category pays for it: in words."""

    room: Room
    period: Period
    prices: list[str]

    @property
    def when(self) -> str:
        return span_words(self.period.start, self.period.end, self.room.venue.tz)

    @property
    def line(self) -> str:
        """What the desk would type to book it for somebody."""
        local = self.period.local(self.room.venue.tz)
        return line_of(local.start.date(), Times(local.start.time(), local.end.time()), self.room.name)

    @property
    def hours(self) -> str:
        return hours_words(self.period.start, self.period.end, self.room.venue.tz)


@dataclass(frozen=True)
class Answer:
    """What was asked for; if it cannot be had, why not, and what can be instead, the nearest first."""

    wish: Possible
    why_not: list[str]
    is_outside_hours: bool = False
    instead: list[Possible] = field(default_factory=list)
    is_taken: bool = False  # others have it: nothing else is in the way

    @property
    def is_free(self) -> bool:
        return not self.why_not


def rooms_of(venue: Venue) -> list[Room]:
    """Those that can be hired, each with its parts and with this venue; two questions."""
    rooms = list(Room.objects.filter(venue=venue, retired_on=None).prefetch_related("cells"))
    for room in rooms:
        room.venue = venue
    return rooms


@dataclass(frozen=True)
class NotFree:
    """A room that cannot be had then, and why."""

    room: Room
    why: list[str]


@dataclass(frozen=True)
class OfAll:
    """What was asked of no room in particular: those that are free, those that are not; other times if none is."""

    when: str
    period: Period
    free: list[Possible]
    not_free: list[NotFree]
    outside_hours: list[Room]
    instead: list[Possible] = field(default_factory=list)
    is_taken: bool = False  # nothing is free, and others have one room or more


def answer(rooms: Sequence[Room], call: Call, *, at: datetime) -> Answer:
    """Of the first room of the call, in as many questions however full the house is; raises Unheard for no time."""
    look = _Look.at(rooms, call, at)
    room = next(room for room in rooms if room.code == call.rooms[0])
    why_not = look.why_not([room])[room]
    others: list[tuple[Room, Period]] = []
    if why_not:
        free = [(each, look.period) for each in look.opened if look.seen.is_free(each)]
        others = [*look.nearest([room]), *free]
    lists = PriceLists([room.venue])
    return Answer(
        _possible(room, look.period, lists),
        why_not,
        is_outside_hours=room not in look.opened,
        instead=[_possible(each, when, lists) for each, when in others if when.first >= at],
        is_taken=look.is_taken([room]),
    )


def answer_of_all(rooms: Sequence[Room], call: Call, *, at: datetime) -> OfAll:
    """Of each room that may be meant, in as many questions for many rooms as for few; raises Unheard for no time."""
    meant = [room for room in rooms if room.code in call.rooms]
    look = _Look.at(rooms, call, at)
    why_not, lists = look.why_not(meant), PriceLists([meant[0].venue])
    possible = [_possible(room, look.period, lists) for room in meant if not why_not[room]]
    others = [] if possible else look.nearest(meant)
    return OfAll(
        span_words(look.period.start, look.period.end, meant[0].venue.tz),
        look.period,
        sorted(possible, key=lambda each: each.room not in look.opened),
        [NotFree(room, why_not[room]) for room in meant if why_not[room]],
        [room for room in meant if room not in look.opened],
        [_possible(room, when, lists) for room, when in others if when.first >= at],
        is_taken=not possible and look.is_taken(meant),
    )


@dataclass(frozen=True)
class _Look:
    """The house at the time that was asked for."""

    period: Period
    day: Period
    hours: Hours
    seen: Survey
    opened: list[Room]
    now: datetime

    @classmethod
    def at(cls, rooms: Sequence[Room], call: Call, now: datetime) -> _Look:
        zone = rooms[0].venue.tz
        try:
            period = period_on(call.on, call.times, zone)
        except NoSuchTime:
            raise Unheard(_("The clocks go forward then: there is no such time on that day.")) from None
        day = Period(midnight(call.on, zone), max(midnight(call.on + A_DAY, zone), period.last))
        hours = Hours.load([rooms[0].venue], day.widened(A_DAY, A_DAY))
        cells = {each.pk: [cell.pk for cell in each.cells.all()] for each in rooms}
        seen = survey(rooms, cells, [period], at=now, desk=True, hours=hours)
        opened = [each for each in rooms if hours.are_open(cells[each.pk], each.venue, period)]
        return cls(period, day, hours, seen, opened, now)

    def nearest(self, rooms: Sequence[Room]) -> list[tuple[Room, Period]]:
        """The last time before and the first after on that day at which each is free."""
        times = FreeTimes.load(rooms, [self.day], self.hours, at=self.now)
        return [(room, when) for room in rooms for when in times.nearest([room], self.period, self.day)]

    def is_taken(self, rooms: Sequence[Room]) -> bool:
        """Whether others have one of them at a time that is still to come."""
        found = [self.seen.of(room)[0] for room in rooms]
        return self.period.first >= self.now and any(
            not finding.is_free and not _shut_words(finding) for finding in found
        )

    def why_not(self, rooms: Sequence[Room]) -> dict[Room, list[str]]:
        """Of each room why it cannot be had; nothing where it can."""
        found = {room: self.seen.of(room)[0] for room in rooms}
        if self.period.first < self.now:
            return {room: [_("That time has begun, or is past.")] for room in rooms}
        told = {room: _shut_words(finding) for room, finding in found.items()}
        taken = [room for room, finding in found.items() if not finding.is_free and not told[room]]
        return told | (_whose(taken, self.period, self.now) if taken else {})


def _possible(room: Room, period: Period, lists: PriceLists) -> Possible:
    return Possible(room, period, list(prices_by_category(room, period, lists).values()))


def _shut_words(finding: Finding) -> list[str]:
    return [finding.note or _("The hall is shut then.")] if finding.state is State.CLOSED else []


def _whose(rooms: Sequence[Room], period: Period, at: datetime) -> dict[Room, list[str]]:
    """Of each room who has some of it then, or is so near that it could not be made ready."""
    guards = {room: guarded(room, period) for room in rooms}
    widest = Period(min(each.start for each in guards.values()), max(each.end for each in guards.values()))
    rows = list(
        Occupancy.objects.overlapping(widest)
        .filter(
            Q(expires_at=None) | Q(expires_at__gt=at), cell__in={cell for room in rooms for cell in room.cells.all()}
        )
        .select_related("session__booking__hirer", "hold__venue")
        .order_by("starts_at", "pk")
    )
    return {room: _words_of(rows, room, period, guards[room]) for room in rooms}


def _words_of(rows: Sequence[Occupancy], room: Room, asked: Period, guard: Period) -> list[str]:
    cells, zone = {cell.pk for cell in room.cells.all()}, room.venue.tz
    theirs = [row for row in rows if row.cell_id in cells and row.starts_at < guard.last and row.ends_at > guard.first]
    words, too_near = _("%(hours)s: %(whose)s"), _("%(words)s. Too near: %(length)s lie between two hires here")
    found = []
    for row in theirs:
        said = words % {"hours": hours_words(*_ends(row.period), zone), "whose": row.whose}
        between = _minutes_between(row, asked, guard)
        found.append(too_near % {"words": said, "length": length_words(between)} if between else said)
    return list(dict.fromkeys(found))


def _minutes_between(row: Occupancy, asked: Period, guard: Period) -> int:
    """How many have to lie between a hire and the hours asked for, which take `guard`; 0 where these overlap."""
    hire = row.period
    if hire.overlaps(asked):
        return 0
    before = row.ends_at - hire.last + asked.first - guard.first
    after = guard.last - asked.last + hire.first - row.starts_at
    return (before if hire.last <= asked.first else after) // timedelta(minutes=1)


def _ends(period: Period) -> tuple[datetime, datetime]:
    return period.start, period.end


def prices_by_category(room: Room, period: Period, lists: PriceLists | None = None) -> dict[Category, str]:
    """What every category would pay that has a price then, by the usual engine, in words."""
    venue = room.venue
    lists = lists or PriceLists([venue])
    told: dict[Category, str] = {}
    for category in lists.categories(venue):
        words = _("%(category)s %(price)s")
        try:
            [offer] = lists.offers([room], [period], category)
            price = str(offer.quote.total)
        except tariffs.NoPrice:
            continue  # it is not for them
        except tariffs.AskThem:
            price = _("on application")
        except tariffs.Refusal as refusal:
            words, price = _("%(category)s: %(price)s"), refusal_words(refusal, names_at(venue), venue.tz)
        told[category] = words % {"category": category.name, "price": price}
    return told
