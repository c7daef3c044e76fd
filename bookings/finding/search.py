"""Ask all rooms at one go: a fixed number of questions, whatever the number of rooms, dates and sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from math import inf
from zoneinfo import ZoneInfo

from bookings.availability import survey
from bookings.finding import layouts
from bookings.finding.found import ACCESS, NO_DATE, TOO_DISTANT, TOO_SMALL, FoundRoom, LeftOut, Section
from bookings.finding.ground import Ground, needs_of
from bookings.finding.in_term import terms_asked
from bookings.finding.judging import Fitting, Judge
from bookings.finding.otherwise import with_other_times
from bookings.finding.starts import starts
from bookings.finding.things import Lending
from bookings.finding.wish import Wish
from bookings.offers import total_pence
from bookings.plans import PlannedDate
from bookings.prices import PriceLists
from bookings.recurrence import asked_dates, asked_on
from bookings.recurrence.pattern import Pattern
from venues.access.matching import Day, Matches, match_all
from venues.access.values import Fit
from venues.models import Room, Venue

FAR = inf


@dataclass(frozen=True)
class Findings:
    """Every room on offer, in one of the sections or left out; and what they were judged by.

    Rooms that are too far away are not looked at: the first of these are named, and `left_out_count` tells how many
    all are.
    """

    wish: Wish
    ground: Ground
    rooms: tuple[FoundRoom, ...]
    judged_out: tuple[LeftOut, ...]

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        return (*self.judged_out, *(LeftOut(room, TOO_DISTANT) for room in self.ground.distant.rooms))

    @property
    def left_out_count(self) -> int:
        return len(self.left_out) + self.unnamed

    @property
    def unnamed(self) -> int:
        """How many are too far away beside those that are named."""
        return self.ground.distant.count - len(self.ground.distant.rooms)

    @property
    def prices(self) -> PriceLists:
        return self.ground.prices

    def section(self, section: Section) -> list[FoundRoom]:
        """Those that have more of the dates before all others, then what makes an answer better.

        Among these the nearest first where a place is named; then the cheapest, then those without a price yet.
        Where the first free date is asked for, the earliest goes before all that.
        """
        inside = [found for found in self.rooms if found.section is section]
        return sorted(
            inside,
            key=lambda found: (
                found.dates[0].on if self.wish.first_free else date.min,
                len(found.refused),
                -found.matches.betters,
                found.miles.number if found.miles else FAR,
                bool(found.asks),
                total_pence(found.offers),
                found.room.name,
            ),
        )


def search(wish: Wish, *, at: datetime, ground: Ground | None = None) -> Findings:
    """Every room that is on offer, judged by this wish at this moment; the ground may be loaded already."""
    ground = ground or Ground.load(wish)
    [judged] = judge_each(ground, [(wish, ground.rooms)], at=at)
    found = _with_fairness([answer for answer in judged if isinstance(answer, FoundRoom)], ground, at)
    left_out = [answer for answer in judged if isinstance(answer, LeftOut)]
    left_out = with_other_times(
        left_out, ground.cells, ground.hours, wish, at=at, serves=partial(_serves, ground, wish)
    )
    return Findings(wish, ground, tuple(found), tuple(left_out))


def judge_each(
    ground: Ground, asked: Sequence[tuple[Wish, Sequence[Room]]], *, at: datetime
) -> list[list[FoundRoom | LeftOut]]:
    """The answers of some of the rooms to each of several wishes, with the questions that one takes."""
    venues = list({room.venue_id: room.venue for room in ground.rooms}.values())
    dates = [_dates_at(venues, wish) for wish, _rooms in asked]
    suited = [_suited(ground, rooms, wish, days) for (wish, rooms), days in zip(asked, dates, strict=True)]
    fitting = {one.room.pk: one.room for each in suited for one in each if isinstance(one, Fitting)}
    alike = {id(planned): planned for days in dates for planned in days.values()}.values()
    periods = sorted({date.asked.period for planned in alike for date in planned if date.asked.period})
    seen = survey(list(fitting.values()), ground.cells, periods, at=at, hours=ground.hours)
    lending = Lending(ground.prices, ground.lent, at)
    judges = [Judge(wish, at, ground.prices, lending, days, seen) for (wish, _), days in zip(asked, dates, strict=True)]
    return [
        [judge.judged(one) if isinstance(one, Fitting) else one for one in each]
        for judge, each in zip(judges, suited, strict=True)
    ]


def not_known(wish: Wish, ground: Ground) -> dict[int, set[str]]:
    """By the key of each venue that has a room large enough: the needs of which that room tells nothing."""
    found = dict[int, set[str]]()
    dates = _dates_at(list({room.venue_id: room.venue for room in ground.rooms}.values()), wish)
    for suited in _suited(ground, ground.rooms, wish, dates):
        if isinstance(suited, Fitting):
            unknown = {match.need.code for match in suited.matches.each if match.fit is Fit.NOT_KNOWN}
            found.setdefault(suited.room.venue_id, set()).update(unknown)
    return {venue: needs for venue, needs in found.items() if needs}


def _with_fairness(found: list[FoundRoom], ground: Ground, at: datetime) -> list[FoundRoom]:
    """Who searches is told the rules and judged by none: nobody knows yet which group it is for."""
    kept = ground.kept
    if not kept.rules:
        return found
    told = (kept.told(each.room.venue, ground.cells[each.room.pk], each.periods, at=at) for each in found)
    return [replace(each, fair=tuple(words)) for each, words in zip(found, told, strict=True)]


def _dates_at(venues: Sequence[Venue], wish: Wish) -> dict[int, list[PlannedDate]]:
    """What is asked of each venue, by its own clock, school terms and bank holidays; those that are alike share it.

    All of a venue whose terms are not known, where it is to be in term time: not known is not no.
    """
    made: dict[tuple[ZoneInfo, object, str], list[PlannedDate]] = {}
    found = {}
    for venue in venues:
        terms = terms_asked(venue, wish)
        nation = venue.nation if wish.not_bank_holidays else ""
        if (venue.tz, terms, nation) not in made:
            pattern = replace(wish.pattern, terms=terms, nation=nation)
            made[venue.tz, terms, nation] = list(_planned(pattern, wish, venue.tz))
        found[venue.pk] = made[venue.tz, terms, nation]
    return found


def _planned(pattern: Pattern, wish: Wish, zone: ZoneInfo) -> list[PlannedDate]:
    """Every date of the pattern; where so long a time is wanted at any hour, each at which it can begin."""
    if wish.minutes is None:
        return [PlannedDate(asked) for asked in asked_dates(pattern, zone)]
    times = starts(pattern.times, wish.minutes)
    return [PlannedDate(asked_on(on, each, zone)) for on in pattern.dates() for each in times]


def _suited(
    ground: Ground, rooms: Sequence[Room], wish: Wish, dates: Mapping[int, Sequence[PlannedDate]]
) -> list[Fitting | LeftOut]:
    """Which of them are large enough and have what is needed.

    What is out of order on some of the dates counts for all of them, unless one of them is enough.
    """
    needs = needs_of(wish)

    def suits(room: Room) -> Fitting | LeftOut:
        known, far = ground.layouts.get(room.pk, ()), ground.miles.get(room.venue_id)
        takes = most_in(ground, room, wish)
        if wish.within is not None and far is not None and far.number > wish.within:
            return LeftOut(room, TOO_DISTANT)
        if takes is not None and takes < wish.people:
            return LeftOut(room, TOO_SMALL)
        if not dates[room.venue_id]:
            return LeftOut(room, NO_DATE)
        if not needs:
            return Fitting(room, takes, known, Matches(Fit.MEETS), far)
        each = _by_day(ground, room, wish, {asked.asked.on for asked in dates[room.venue_id]})
        found = (max if wish.takes_the_first else min)(each.values(), key=lambda matches: matches.fit)
        if found.fit is Fit.DOES_NOT:
            return LeftOut(room, ACCESS, lacking=tuple(one for one in found.each if one.fit is Fit.DOES_NOT))
        return Fitting(room, takes, known, found, far, each if wish.takes_the_first else {})

    return [suits(room) for room in rooms]


def _by_day(ground: Ground, room: Room, wish: Wish, days: Iterable[date]) -> dict[date | None, Matches]:
    """Where something is out of order, the answer for each of the days; else one for all of them."""
    out, guide, needs = ground.broken.get(room.venue_id, ()), ground.guides[room.pk], needs_of(wish)
    if not out:
        return {None: match_all(guide, needs, wish.said)}
    inside = frozenset(str(other.pk) for other in ground.rooms if ground.cells[other.pk] <= ground.cells[room.pk])
    return {on: match_all(guide, needs, wish.said, Day(on, out, inside)) for on in sorted(days)}


def _serves(ground: Ground, wish: Wish, room: Room, on: date) -> bool:
    """Whether nothing that is needed there is out of order on that day."""
    if not wish.needs or not ground.broken.get(room.venue_id):
        return True
    return _by_day(ground, room, wish, [on])[on].fit is not Fit.DOES_NOT


def most_in(ground: Ground, room: Room, wish: Wish) -> int | None:
    """The most that any layout is known to take; where one is large enough, of those that were asked for."""
    known = ground.layouts.get(room.pk, ())
    most = layouts.takes(known)
    if wish.layout and (most is None or most >= wish.people):
        return layouts.takes(layouts.of_kind(known, wish.layout))
    return most
