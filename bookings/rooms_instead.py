"""For each date that a closure hits: the rooms of the same place that could stand in; else full credit.

A room stands in where as many people are safe in it, where it is open and free then, and where no answer about
getting in is worse than where they are; a room of which one is worse is shown with that answer, and only a person
chooses it. Of a date in several rooms those that stay open stay, or one room takes the place of them all. No two
dates are given one room at one time: whoever is booked comes before those who only asked, a date that could keep
one of its rooms before one that only seeks another, and an earlier date before a later one.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from bookings.availability.gaps_of_day import FreeTimes
from bookings.availability.survey import guarded
from bookings.models import Occupancy, Session
from bookings.room_names import room_names
from bookings.standing_in import RoomInstead, There, is_free
from venues.models import Room, Venue
from venues.periods import Period

CREDIT = "credit"
UNSAID = "unsaid"  # where a person has to choose, and nothing is chosen for them
DATE = "date-"  # with its key, the name of the box of a date
MOST_DATES = 300  # with a choice each, a page that a person can still look through


@dataclass(frozen=True)
class HitDate:
    """A date that the closure hits, where it could be instead, and where it is to be: nowhere is full credit."""

    session: Session
    rooms: tuple[RoomInstead, ...] = ()
    chosen: RoomInstead | None = None
    trouble: str = ""  # why what was chosen cannot be
    is_gone: bool = False  # since what was chosen is not there any more, or not at this price
    is_unsaid: bool = False  # there are rooms, and nobody has chosen yet

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
    movable = [session for session in hits if cells and session.starts_at > at and session.rooms.all()]
    if not movable or len(movable) > MOST_DATES:
        return [HitDate(session) for session in hits]
    there = There.load(venue, hits, movable, set(cells), at=at)
    return _dealt(hits, {session.pk: there.rooms_for(session) for session in movable}, there.free, choices)


def _dealt(
    hits: Sequence[Session],
    rooms: Mapping[int, tuple[RoomInstead, ...]],
    free: FreeTimes,
    choices: Mapping[str, str] | None,
) -> list[HitDate]:
    found, given = {}, _Given(free)
    dates = [HitDate(session, rooms.get(session.pk, ())) for session in hits]
    for date in sorted(dates, key=_in_turn):
        chosen = given.best(date) if choices is None else given.chosen(date, choices.get(date.name, CREDIT))
        found[date.session.pk] = chosen
    return [found[session.pk] for session in hits]


def _in_turn(date: HitDate) -> tuple[bool, bool, datetime, int]:
    keeps_one = any(each.kept for each in date.rooms)
    return date.session.booking.is_waiting, not keeps_one, date.session.starts_at, date.session.pk


class _Given:
    """What is left of the rooms, as they are given to one date after the other."""

    def __init__(self, free: FreeTimes) -> None:
        self._taken = {cell: list(periods) for cell, periods in free.taken.items()}
        self._left = FreeTimes(free.hours, self._taken)
        self._given: dict[int, list[Period]] = {}  # by cell

    def best(self, date: HitDate) -> HitDate:
        unsaid = replace(date, is_unsaid=bool(date.rooms))
        return next((self._take(date, each) for each in date.rooms if each.fits and self._has(date, each)), unsaid)

    def chosen(self, date: HitDate, value: str) -> HitDate:
        if value == CREDIT:
            return date
        if value == UNSAID:
            return replace(date, trouble=_("Choose another room, or “Nowhere”."), is_unsaid=True)
        wanted = next((each for each in date.rooms if each.value == value), None)
        if wanted is None:
            words = _("What you chose is no longer free then, or its price has changed. Choose again.")
            return HitDate(date.session, date.rooms, trouble=words, is_gone=True)
        if self._has(date, wanted):
            return self._take(date, wanted)
        words = _("You gave “%(room)s” to another of these dates at that time. Choose again.")
        return HitDate(date.session, date.rooms, trouble=words % {"room": room_names(wanted.come or wanted.kept)})

    def _has(self, date: HitDate, wanted: RoomInstead) -> bool:
        """What it keeps was its own before, whenever the hall is open; nobody else may have been given it."""
        period = date.session.period
        return all(is_free(self._left, room, period) for room in wanted.come) and not any(
            guarded(room, period).overlaps(other)
            for room in wanted.kept
            for cell in room.taken_cells
            for other in self._given.get(cell.pk, ())
        )

    def _take(self, date: HitDate, wanted: RoomInstead) -> HitDate:
        for room in wanted.rooms:
            self._take_room(room, date.session.period)
        return HitDate(date.session, date.rooms, wanted)

    def _take_room(self, room: Room, period: Period) -> None:
        for piece in guarded(room, period).pieces(Occupancy.LONGEST):
            for cell in room.taken_cells:
                insort(self._taken.setdefault(cell.pk, []), piece)
                self._given.setdefault(cell.pk, []).append(piece)
