"""Ask all rooms at one go: a fixed number of questions, whatever the number of rooms, dates and sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import inf
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, prefetch_related_objects

from bookings.availability import Survey, survey
from bookings.fair_use import KeptAt
from bookings.finding.found import FoundDate, FoundRoom, Section
from bookings.finding.where import Miles, miles_to
from bookings.finding.wish import Wish
from bookings.models import RefusedDate
from bookings.offers import Offer, total_pence
from bookings.planning import against_the_rules, not_free
from bookings.plans import PlannedDate
from bookings.prices import PriceLists
from bookings.recurrence import TermDays, asked_dates
from venues.access.guide import Guide
from venues.access.matching import Day, Match, Matches, match_all
from venues.access.needs import NEEDS, Need, deciding
from venues.access.outages import Outage
from venues.access.values import Fit
from venues.guides import guides_of
from venues.models import Room, Venue
from venues.models.room import RoomQuerySet
from venues.outages import outages_at
from venues.tariffs import Refusal

Reason = RefusedDate.Reason
TOO_SMALL, ACCESS, NO_DATE, TOO_DISTANT = "too_small", "access", "no_date", "too_distant"
FAR = inf


@dataclass(frozen=True)
class LeftOut:
    """A room that cannot be: the reason, and what decided it where that is access."""

    room: Room
    reason: str
    note: str = ""
    lacking: tuple[Match, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What is known of the rooms on offer whatever the day, loaded once; who needs nothing asks nothing of access."""

    rooms: Sequence[Room]
    cells: Mapping[int, Set[int]]
    capacities: Mapping[int, int | None]
    guides: Mapping[int, Guide]
    broken: Mapping[int, Sequence[Outage]]  # by venue, from the first day on
    miles: Mapping[int, Miles]  # by venue
    prices: PriceLists

    @classmethod
    def load(cls, wish: Wish, *, priced: bool = True) -> Ground:
        offered, needs = _offered(wish), _needs_of(wish)
        rooms, cells = list(offered), offered.cells_of_each()
        venues = {room.venue for room in rooms}
        return cls(
            rooms,
            cells,
            offered.capacity_of_each(),
            guides_of(rooms, cells, deciding(needs)) if needs else {},
            outages_at(venues, since=wish.pattern.first) if needs else {},
            miles_to(venues, wish.near) if wish.near else {},
            PriceLists(venues if priced else ()),
        )


@dataclass(frozen=True)
class Findings:
    """Every room on offer, in one of the sections or left out; and what they were judged by."""

    wish: Wish
    ground: Ground
    rooms: tuple[FoundRoom, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def prices(self) -> PriceLists:
        return self.ground.prices

    def section(self, section: Section) -> list[FoundRoom]:
        """Those that have more of the dates before all others, then what makes an answer better.

        Among these the nearest first where a place is named; then the cheapest, then those without a price yet.
        """
        inside = [found for found in self.rooms if found.section is section]
        return sorted(
            inside,
            key=lambda found: (
                len(found.refused),
                -found.matches.betters,
                found.miles.number if found.miles else FAR,
                bool(found.asks),
                total_pence(found.offers),
                found.room.name,
            ),
        )


@dataclass(frozen=True)
class _Fitting:
    """A room that is large enough and does not lack what is needed: only of these the dates are asked."""

    room: Room
    takes: int | None
    matches: Matches
    miles: Miles | None


@dataclass(frozen=True)
class _Search:
    """All that the rooms are judged by, loaded once; `ruled` is what the rules of each venue say of the dates."""

    wish: Wish
    at: datetime
    prices: PriceLists
    dates: dict[int, list[PlannedDate]]  # by venue
    seen: Survey
    ruled: dict[int, list[PlannedDate | None]] = field(default_factory=dict)

    def judge(self, fitting: _Fitting) -> FoundRoom | LeftOut:
        room = fitting.room
        dates = tuple(self._dates(room))
        if not any(found.is_free for found in dates):
            first = dates[0].planned
            return LeftOut(room, first.reason, first.note)
        return FoundRoom(room, fitting.takes, self.wish.people, dates, fitting.matches, fitting.miles)

    def _dates(self, room: Room) -> Iterator[FoundDate]:
        """Each date with the cheapest price that this kind of group may have, or with what stands in the way."""
        free = {finding.period: finding for finding in self.seen.of(room)}
        dates = [
            ruled or (not_free(date.asked, free[date.asked.period]) if date.asked.period else None) or date
            for date, ruled in zip(self.dates[room.venue_id], self._ruled(room.venue), strict=True)
        ]
        offers, asks = self._offers(room, dates), dict[int, Refusal]()
        if offers is None:
            without = [date for date in dates if date.is_kept and not self._offers(room, [date])]
            asks = {id(date): told for date in without if (told := self._why_not(room, date))}
            dates = [_unpriced(date) if date in without and id(date) not in asks else date for date in dates]
            offers = self._offers(room, [date for date in dates if id(date) not in asks])
        if offers is None:  # each has a price, but no category has one for all of them
            dates, offers = [date if id(date) in asks else _unpriced(date) for date in dates], []
        priced = iter(offers)
        for date in dates:
            if id(date) in asks or not date.is_kept:
                yield FoundDate(date, None, asks.get(id(date)))
            else:
                yield FoundDate(date, next(priced))

    def _ruled(self, venue: Venue) -> list[PlannedDate | None]:
        if venue.pk not in self.ruled:
            dates = self.dates[venue.pk]
            self.ruled[venue.pk] = [against_the_rules(venue, date.asked, self.at) for date in dates]
        return self.ruled[venue.pk]

    def _offers(self, room: Room, dates: Sequence[PlannedDate]) -> list[Offer] | None:
        periods = [date.asked.period for date in dates if date.is_kept and date.asked.period]
        return self.prices.cheapest(room, periods, self.wish.kind, people=self.wish.people)

    def _why_not(self, room: Room, date: PlannedDate) -> Refusal | None:
        """What must be said first; None where there is simply no price."""
        periods = [date.asked.period] if date.asked.period else []
        return self.prices.why_not(room, periods, self.wish.kind, people=self.wish.people)


def _unpriced(date: PlannedDate) -> PlannedDate:
    """For want of a price it cannot be had, unless something else stood in the way before."""
    return PlannedDate(date.asked, reason=Reason.NO_PRICE) if date.is_kept else date


def search(wish: Wish, *, at: datetime) -> Findings:
    """Every room that is on offer, judged by this wish at this moment."""
    ground = Ground.load(wish)
    [judged] = judge_each(ground, [(wish, ground.rooms)], at=at)
    found = _with_fairness([answer for answer in judged if isinstance(answer, FoundRoom)], ground.cells, at)
    left_out = [answer for answer in judged if isinstance(answer, LeftOut)]
    return Findings(wish, ground, tuple(found), tuple(left_out))


def judge_each(
    ground: Ground, asked: Sequence[tuple[Wish, Sequence[Room]]], *, at: datetime
) -> list[list[FoundRoom | LeftOut]]:
    """The answers of some of the rooms to each of several wishes, with the questions that one takes."""
    venues = list({room.venue_id: room.venue for room in ground.rooms}.values())
    dates = [_dates_at(venues, wish) for wish, _rooms in asked]
    suited = [_suited(ground, rooms, wish, days) for (wish, rooms), days in zip(asked, dates, strict=True)]
    fitting = {one.room.pk: one.room for each in suited for one in each if isinstance(one, _Fitting)}
    alike = {id(planned): planned for days in dates for planned in days.values()}.values()
    periods = sorted({date.asked.period for planned in alike for date in planned if date.asked.period})
    seen = survey(list(fitting.values()), ground.cells, periods, at=at)
    judges = [_Search(wish, at, ground.prices, days, seen) for (wish, _), days in zip(asked, dates, strict=True)]
    return [
        [judge.judge(one) if isinstance(one, _Fitting) else one for one in each]
        for judge, each in zip(judges, suited, strict=True)
    ]


def not_known(wish: Wish) -> dict[int, set[str]]:
    """By the key of each venue that has a room large enough: the needs of which that room tells nothing."""
    ground, found = Ground.load(wish, priced=False), dict[int, set[str]]()
    dates = _dates_at(list({room.venue_id: room.venue for room in ground.rooms}.values()), wish)
    for suited in _suited(ground, ground.rooms, wish, dates):
        if isinstance(suited, _Fitting):
            unknown = {match.need.code for match in suited.matches.each if match.fit is Fit.NOT_KNOWN}
            found.setdefault(suited.room.venue_id, set()).update(unknown)
    return {venue: needs for venue, needs in found.items() if needs}


def _with_fairness(found: list[FoundRoom], cells: Mapping[int, Set[int]], at: datetime) -> list[FoundRoom]:
    """Who searches is told the rules and judged by none: nobody knows yet which group it is for."""
    periods = sorted({period for each in found for period in each.periods})
    kept = KeptAt.load({each.room.venue for each in found}, periods)
    if not kept.rules:
        return found
    told = (kept.told(each.room.venue, cells[each.room.pk], each.periods, at=at) for each in found)
    return [replace(each, fair=tuple(words)) for each, words in zip(found, told, strict=True)]


def _needs_of(wish: Wish) -> list[Need]:
    return [need for code, need in NEEDS.items() if code in wish.needs]


def _offered(wish: Wish) -> RoomQuerySet:
    """The rooms on offer; those of a venue share it, so that a district of them is loaded quickly."""
    rooms = Room.objects.on_offer()
    if wish.venue:
        rooms = rooms.filter(venue=wish.venue)
    return rooms.prefetch_related(Prefetch("venue", Venue.objects.select_related("operator")))


def _dates_at(venues: Sequence[Venue], wish: Wish) -> dict[int, list[PlannedDate]]:
    """What is asked of each venue, by its own clock, school terms and bank holidays; those that are alike share it.

    None of a venue of which no term is known, where it is to be in term time.
    """
    if wish.in_term:
        prefetch_related_objects(venues, "term_calendar__terms")
    made: dict[tuple[ZoneInfo, object, str], list[PlannedDate]] = {}
    found = {}
    for venue in venues:
        terms = _terms_of(venue) if wish.in_term else None
        nation = venue.nation if wish.not_bank_holidays else ""
        if (venue.tz, terms, nation) not in made:
            pattern = replace(wish.pattern, terms=terms, nation=nation)
            made[venue.tz, terms, nation] = [PlannedDate(asked) for asked in asked_dates(pattern, venue.tz)]
        found[venue.pk] = made[venue.tz, terms, nation]
    return found


def _terms_of(venue: Venue) -> tuple[TermDays, ...]:
    calendar = venue.term_calendar
    return tuple(TermDays(term.starts_on, term.ends_on) for term in calendar.terms.all()) if calendar else ()


def _suited(
    ground: Ground, rooms: Sequence[Room], wish: Wish, dates: Mapping[int, Sequence[PlannedDate]]
) -> list[_Fitting | LeftOut]:
    """Which of them are large enough and have what is needed."""
    needs, cells = _needs_of(wish), ground.cells

    def by_day(room: Room) -> Matches:
        """What is out of order on some of the dates counts for all of them."""
        out = ground.broken.get(room.venue_id, ())
        parts = (other.pk for other in ground.rooms if cells[other.pk] <= cells[room.pk]) if out else ()
        inside = frozenset(map(str, parts))
        days = [Day(date.asked.on, out, inside) for date in dates[room.venue_id]] if out else [None]
        return min(
            (match_all(ground.guides[room.pk], needs, wish.said, day) for day in days), key=lambda found: found.fit
        )

    def suits(room: Room) -> _Fitting | LeftOut:
        takes, far = ground.capacities.get(room.pk), ground.miles.get(room.venue_id)
        if wish.within is not None and far is not None and far.number > wish.within:
            return LeftOut(room, TOO_DISTANT)
        if takes is not None and takes < wish.people:
            return LeftOut(room, TOO_SMALL)
        if not dates[room.venue_id]:
            return LeftOut(room, NO_DATE)
        if not needs:
            return _Fitting(room, takes, Matches(Fit.MEETS), far)
        found = by_day(room)
        if found.fit is Fit.DOES_NOT:
            return LeftOut(room, ACCESS, lacking=tuple(each for each in found.each if each.fit is Fit.DOES_NOT))
        return _Fitting(room, takes, found, far)

    return [suits(room) for room in rooms]
