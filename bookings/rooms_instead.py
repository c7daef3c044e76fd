"""For each date that a closure hits: the rooms of the same place that could stand in; else full credit.

A date has one room, and is to come. A room stands in where as many people are safe in it, where it is open and
free then, and where no answer about getting in is worse than where they are; a room of which one is worse is
shown with that answer, and only a person chooses it. No two dates are given one room at one time: whoever is
booked comes before those who only asked, and an earlier date before a later one.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bookings.availability import Hours
from bookings.availability.gaps_of_day import FreeTimes
from bookings.availability.survey import guarded
from bookings.availability.taken import Own
from bookings.models import Occupancy, Session
from bookings.needs import needs_of
from bookings.never_more import NeverMore, PriceThere
from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.vocabulary import CORE
from venues.guides import guides_of
from venues.models import Layout, Room, Venue
from venues.periods import Period

CREDIT = "credit"
DATE = "date-"  # with its key, the name of the box of a date
MOST_ROOMS = 8
MOST_DATES = 300  # with a choice each, a page that a person can still look through


@dataclass(frozen=True)
class RoomInstead:
    """A room that is free then and takes so many, and what the date would cost there: never more than now."""

    room: Room
    price: PriceThere
    differs: tuple[Answer, ...] = ()  # what is answered otherwise there about getting in
    worse: tuple[Answer, ...] = ()  # of these, what is worse
    layout: str = ""  # how they use their room, where it is not known that this one can be used so

    @property
    def fits(self) -> bool:
        return not self.worse

    @property
    def value(self) -> str:
        """As the page sends it back: the room, and the price that was shown."""
        return f"{self.room.code} {self.price.pence}"


@dataclass(frozen=True)
class HitDate:
    """A date that the closure hits, where it could be instead, and where it is to be: nowhere is full credit."""

    session: Session
    rooms: tuple[RoomInstead, ...] = ()
    chosen: RoomInstead | None = None
    trouble: str = ""  # why what was chosen cannot be
    is_gone: bool = False  # since what was chosen is not there any more, or not at this price

    @property
    def name(self) -> str:
        """Of its box on the page."""
        return f"{DATE}{self.session.pk}"


def rooms_instead(
    venue: Venue, hits: Sequence[Session], cells: Sequence[str], *, at: datetime, choices: Mapping[str, str] | None
) -> list[HitDate]:
    """In the order of the hits, in a fixed number of questions; `cells` are shut, none of them is the whole place.

    `choices` are what was chosen, by the names of the boxes; None: the best room that is left for each.
    """
    movable = [session for session in hits if cells and session.starts_at > at and len(session.rooms.all()) == 1]
    if not movable or len(movable) > MOST_DATES:
        return [HitDate(session) for session in hits]
    there = _There.load(venue, hits, movable, set(cells), at=at)
    return _dealt(hits, {session.pk: there.rooms_for(session) for session in movable}, there.free, choices)


def _dealt(
    hits: Sequence[Session],
    rooms: Mapping[int, tuple[RoomInstead, ...]],
    free: FreeTimes,
    choices: Mapping[str, str] | None,
) -> list[HitDate]:
    found, given = {}, _Given(free)
    for session in sorted(hits, key=lambda each: (each.booking.is_waiting, each.starts_at, each.pk)):
        date = HitDate(session, rooms.get(session.pk, ()))
        found[session.pk] = given.best(date) if choices is None else given.chosen(date, choices.get(date.name, CREDIT))
    return [found[session.pk] for session in hits]


class _Given:
    """What is left of the rooms, as they are given to one date after the other."""

    def __init__(self, free: FreeTimes) -> None:
        self._taken = {cell: list(periods) for cell, periods in free.taken.items()}
        self._left = FreeTimes(free.hours, self._taken)

    def best(self, date: HitDate) -> HitDate:
        return next((self._take(date, each) for each in date.rooms if each.fits and self._has(date, each)), date)

    def chosen(self, date: HitDate, value: str) -> HitDate:
        if value == CREDIT:
            return date
        wanted = next((each for each in date.rooms if each.value == value), None)
        if wanted is None:
            words = _("What you chose is no longer free then, or its price has changed. Choose again.")
            return HitDate(date.session, date.rooms, trouble=words, is_gone=True)
        if self._has(date, wanted):
            return self._take(date, wanted)
        words = _("You gave “%(room)s” to another of these dates at that time. Choose again.")
        return HitDate(date.session, date.rooms, trouble=words % {"room": wanted.room.name})

    def _has(self, date: HitDate, wanted: RoomInstead) -> bool:
        return is_free(self._left, wanted.room, date.session.period)

    def _take(self, date: HitDate, wanted: RoomInstead) -> HitDate:
        for piece in guarded(wanted.room, date.session.period).pieces(Occupancy.LONGEST):
            for cell in wanted.room.taken_cells:
                insort(self._taken.setdefault(cell.pk, []), piece)
        return HitDate(date.session, date.rooms, wanted)


def is_free(free: FreeTimes, room: Room, period: Period) -> bool:
    """Open and free for the whole of it."""
    return period in [gap.clip(period) for gap in free.of(room, period)]


@dataclass(frozen=True)
class _There:
    """The rooms that stay open, what is free of them once the hits are out, and how they differ."""

    rooms: Sequence[Room]
    free: FreeTimes
    guides: Mapping[int, Guide]
    prices: NeverMore

    @classmethod
    def load(
        cls, venue: Venue, hits: Sequence[Session], movable: Sequence[Session], cells: set[str], *, at: datetime
    ) -> _There:
        every = list(venue.rooms.select_related("venue__operator").prefetch_related("cells", "layouts"))
        rooms = [
            room
            for room in every
            if room.retired_on is None and cells.isdisjoint(cell.code for cell in room.cells.all())
        ]
        spans = [session.period for session in movable]
        own = Own(frozenset(session.pk for session in hits))  # what the hits themselves take goes with the closure
        hours = Hours.load([venue], Period(min(span.first for span in spans), max(span.last for span in spans)))
        free = FreeTimes.load(rooms, spans, hours, at=at, own=own) if rooms else FreeTimes(hours, {})
        guides = guides_of(every, {room.pk: {cell.pk for cell in room.cells.all()} for room in every})
        return cls(rooms, free, guides, NeverMore(venue, movable))

    def rooms_for(self, session: Session) -> tuple[RoomInstead, ...]:
        """The best first: nothing worse about getting in, laid out like theirs, the smallest that is large enough."""
        found = [
            self._instead(session, room)
            for room in self.rooms
            if is_large_enough(room, session) and is_free(self.free, room, session.period)
        ]
        found.sort(key=lambda each: (not each.fits, bool(each.layout), *_size(each.room)))
        return tuple(found[:MOST_ROOMS])

    def _instead(self, session: Session, room: Room) -> RoomInstead:
        differs = tuple(self._differing(session, room))
        needs, (own,) = needs_of(session.booking), session.rooms.all()
        here = self.guides[own.pk]
        worse = (each for each in differs if each.fact.code in needs)
        return RoomInstead(
            room,
            self.prices.of(session, room),
            differs,
            tuple(each for each in worse if each.reads.rank < here[each.fact.code].reads.rank),
            _layout_lacking(session, room),
        )

    def _differing(self, session: Session, room: Room) -> Iterator[Answer]:
        (own,) = session.rooms.all()
        here, there = self.guides[own.pk], self.guides[room.pk]
        return (there[fact.code] for fact in CORE if there[fact.code].reads != here[fact.code].reads)


def is_large_enough(room: Room, session: Session) -> bool:
    """Whether so many may be in it as they use theirs, or else at all; as far as is known."""
    most = _safe_number(room, session)
    return most is None or session.people <= most


def _safe_number(room: Room, session: Session) -> int | None:
    same = layout_there(session, room)
    return same.capacity if same else room.largest_capacity


def layout_there(session: Session, room: Room) -> Layout | None:
    """The layout of the same name, where the room has one."""
    wanted = session.laid_out
    name = wanted.name.casefold() if wanted else None
    return next((layout for layout in room.layouts.all() if layout.name.casefold() == name), None)


def _layout_lacking(session: Session, room: Room) -> str:
    wanted = session.laid_out
    return wanted.name if wanted and not layout_there(session, room) else ""


def _size(room: Room) -> tuple[bool, int, int]:
    most = room.largest_capacity
    return most is None, most or 0, room.position
