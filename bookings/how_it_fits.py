"""How rooms meet what was stated with a booking, on its days: what is out of order then, and whether notice is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bookings.models import Session
from bookings.stated_needs import Stated
from venues.access.guide import Guide
from venues.access.matching import Day, Match, Matches, match_all
from venues.access.outages import Outage
from venues.guides import guides_of
from venues.models import Room, Venue
from venues.outages import outages_at

PORTABLE = ("portable_venue", "portable_hirer")


@dataclass(frozen=True)
class RoomFit:
    """How one room meets all of it on a day."""

    room: Room
    matches: Matches

    def of(self, code: str) -> Match | None:
        """The answer to one need."""
        return next((match for match in self.matches.each if match.need.code == code), None)


@dataclass(frozen=True)
class Place:
    """The guides of a venue's rooms, and what is out of order there from a day on; loaded once."""

    venue: Venue
    guides: Mapping[int, Guide]
    cells: Mapping[int, Set[int]]
    standing: Set[int]  # the keys of the rooms that were not given up
    outages: Sequence[Outage]

    @classmethod
    def of(cls, venue: Venue, *, since: date, outages: Sequence[Outage] | None = None) -> Place:
        """In a fixed number of questions; `outages` where they are at hand.

        A room that was given up counts for itself alone: no search looks at it as a part of another.
        """
        rooms, cells = list(venue.rooms.all()), venue.rooms.all().cells_of_each()
        out = outages_at([venue], since=since)[venue.pk] if outages is None else outages
        standing = [room for room in rooms if room.retired_on is None]
        former = guides_of(rooms, cells) if len(standing) < len(rooms) else {}
        return cls(venue, {**former, **guides_of(standing, cells)}, cells, {room.pk for room in standing}, out)

    def fits(self, rooms: Iterable[Room], stated: Stated, on: date) -> list[RoomFit]:
        return [RoomFit(room, self._matches(room, stated, on)) for room in rooms]

    def out_of_order(self, rooms: Iterable[Room], stated: Stated, on: date) -> list[Outage]:
        """What somebody who comes then would depend on, and does not work."""
        found = self.fits(rooms, stated, on)
        grounds = (ground for fit in found for match in fit.matches.each for ground in match.grounds)
        return list({id(ground.outage): ground.outage for ground in grounds if ground.outage}.values())

    def is_touched(self, rooms: Iterable[Room], outage: Outage) -> bool:
        """Whether any of these, or a part of one, is among those that it is of."""
        return any(outage.touches(outage.entrance, self._inside(room)) for room in rooms)

    def _matches(self, room: Room, stated: Stated, on: date) -> Matches:
        return match_all(self.guides[room.pk], stated.all, stated.said, Day(on, self.outages, self._inside(room)))

    def _inside(self, room: Room) -> frozenset[str]:
        """The keys of the room and of those inside it."""
        inside = {room.pk, *(pk for pk in self.standing if self.cells[pk] <= self.cells[room.pk])}
        return frozenset(map(str, inside))


def hours_of_notice(fits: Iterable[RoomFit], starts_at: datetime, *, at: datetime) -> int:
    """How many hours' notice the ramp needs that they depend on, where fewer are left; else none."""
    wanted = (_notice(match) for fit in fits for match in fit.matches.each if "ent_ramp" in match.need.bearing)
    hours = max(wanted, default=0)
    return hours if starts_at - at < timedelta(hours=hours) else 0


def next_of(sessions: Sequence[Session], *, at: datetime) -> Session | None:
    """The first that is not over and not given up; else the last there was."""
    standing = [session for session in sessions if not session.is_cancelled]
    return next((session for session in standing if session.ends_at > at), standing[-1] if standing else None)


def _notice(match: Match) -> int:
    answers = match.way.answers
    hours = answers["ent_ramp_notice_h"].value
    return hours if answers["ent_ramp"].value in PORTABLE and isinstance(hours, int) else 0
