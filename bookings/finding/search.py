"""Ask all rooms at one go: a fixed number of questions, whatever the number of rooms, dates and sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bookings.availability import Finding, survey
from bookings.finding.found import FoundDate, FoundRoom, Section
from bookings.finding.wish import Wish
from bookings.models import RefusedDate
from bookings.planning import PlannedDate, obstacle
from bookings.prices import PriceLists
from bookings.recurrence import AskedDate, asked_dates
from venues.access.claims import Answer
from venues.access.guide import Guide
from venues.access.matching import Fit, Match, match
from venues.access.vocabulary import CORE
from venues.guides import guides_of
from venues.models import Room
from venues.periods import Period

Reason = RefusedDate.Reason
TOO_SMALL, ACCESS = "too_small", "access"


@dataclass(frozen=True)
class LeftOut:
    """A room that cannot be: the reason, and what decided it where that is access."""

    room: Room
    reason: str
    note: str = ""
    lacking: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Findings:
    """Every room on offer, in one of the sections or left out; and the price lists that priced them."""

    wish: Wish
    prices: PriceLists
    rooms: tuple[FoundRoom, ...]
    left_out: tuple[LeftOut, ...]

    def section(self, section: Section) -> list[FoundRoom]:
        """The cheapest first; those that have more of the dates before those that have fewer."""
        inside = [found for found in self.rooms if found.section is section]
        return sorted(inside, key=lambda found: (len(found.refused), found.total.pence, found.room.name))


@dataclass(frozen=True)
class _Search:
    """All that the rooms are judged by, loaded once."""

    wish: Wish
    at: datetime
    guides: dict[int, Guide]
    prices: PriceLists
    dates: dict[ZoneInfo, list[AskedDate]]
    found: dict[int, dict[Period, Finding]]

    def judge(self, room: Room) -> FoundRoom | LeftOut:
        most = room.largest_capacity
        if most is not None and most < self.wish.people:
            return LeftOut(room, TOO_SMALL)
        best, answers = _access(self.guides[room.pk], self.wish.needs)
        if best.fit is Fit.DOES_NOT:
            return LeftOut(room, ACCESS, lacking=best.decided_by)
        dates = tuple(self._dates(room))
        if not any(found.offer for found in dates):
            first = dates[0].planned
            return LeftOut(room, first.reason, first.note)
        return FoundRoom(room, self.wish.people, dates, best, answers)

    def _dates(self, room: Room) -> Iterator[FoundDate]:
        """Each date with the cheapest price that this kind of group may have, or with what stands in the way."""
        planned = [self._planned(room, asked) for asked in self.dates[room.venue.tz]]
        periods = [date.asked.period for date in planned if date.is_kept and date.asked.period]
        offers = iter(self.prices.cheapest(room, periods, self.wish.kind) or [])
        for date in planned:
            yield FoundDate(date, next(offers) if date.is_kept else None)

    def _planned(self, room: Room, asked: AskedDate) -> PlannedDate:
        blocked = obstacle(room.venue, asked, self.found[room.pk], self.at)
        if blocked:
            return blocked
        assert asked.period, "a date without its time is an obstacle"
        if self.prices.cheapest(room, [asked.period], self.wish.kind) is None:
            return PlannedDate(asked, reason=Reason.NO_PRICE)
        return PlannedDate(asked)


def search(wish: Wish, *, at: datetime) -> Findings:
    """Every room that is on offer, judged by this wish at this moment."""
    rooms = _rooms(wish)
    zones = {room.venue.tz for room in rooms}
    dates = {zone: asked_dates(wish.pattern, zone) for zone in zones}
    periods = sorted({date.period for asked in dates.values() for date in asked if date.period})
    seen = survey(rooms, periods, at=at)
    prices = PriceLists({room.venue for room in rooms})
    found = {room.pk: {finding.period: finding for finding in seen.of(room)} for room in rooms}
    judge = _Search(wish, at, guides_of(rooms), prices, dates, found).judge
    judged = [judge(room) for room in rooms]
    return Findings(
        wish,
        prices,
        tuple(found for found in judged if isinstance(found, FoundRoom)),
        tuple(left for left in judged if isinstance(left, LeftOut)),
    )


def _rooms(wish: Wish) -> Sequence[Room]:
    rooms = Room.objects.on_offer().select_related("venue__operator")
    if wish.venue:
        rooms = rooms.filter(venue=wish.venue)
    return list(rooms.prefetch_related("cells", "layouts", "pictures", "venue__pictures"))


def _access(guide: Guide, needs: frozenset[str]) -> tuple[Match, tuple[Answer, ...]]:
    """How the room meets the needs by the entrance that serves best, and the answers for those who come in there."""
    ways = [(match(Guide((way,)), needs), way) for way in guide.ways]
    best, way = max(ways, key=lambda pair: pair[0].fit)
    return best, tuple(way.answers[fact.code] for fact in CORE if fact.code in needs)
