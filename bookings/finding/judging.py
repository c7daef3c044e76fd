"""Judge one room by a wish: which of its dates it has, at which price, or the reason why it is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as day
from datetime import datetime

from bookings.asking import NOTHING, Answers
from bookings.availability import Survey
from bookings.finding.found import TOO_DEAR, FoundDate, FoundRoom, LeftOut
from bookings.finding.things import Lending
from bookings.finding.where import Miles
from bookings.finding.wish import Wish
from bookings.models import RefusedDate
from bookings.offers import Offer
from bookings.planning import against_the_rules, not_free
from bookings.plans import PlannedDate
from bookings.prices import PriceLists
from venues.access.matching import Matches
from venues.access.values import Fit
from venues.models import Room, Venue
from venues.models.room import KnownLayout
from venues.tariffs import Refusal

Reason = RefusedDate.Reason
# Of several times that a room has none of, the reason that came nearest to it is told.
NEAREST = (TOO_DEAR, Reason.THINGS, Reason.TAKEN, Reason.NO_PRICE, Reason.CLOSED, Reason.TOO_SHORT, Reason.TOO_LONG)


@dataclass(frozen=True)
class Fitting:
    """A room that is large enough and does not lack what is needed: only of these the dates are asked.

    Where one date is enough, `by_day` are the answers for those on which something is out of order then or later.
    """

    room: Room
    takes: int | None
    layouts: Sequence[KnownLayout]
    matches: Matches
    miles: Miles | None
    by_day: Mapping[day | None, Matches] = field(default_factory=dict)

    def on(self, when: day) -> Matches:
        return self.by_day.get(when, self.matches)


@dataclass(frozen=True)
class Judge:
    """All that the rooms are judged by, loaded once; `_ruled` is what the rules of venues say of the dates."""

    wish: Wish
    at: datetime
    prices: PriceLists
    lending: Lending
    dates: dict[int, list[PlannedDate]]  # by venue
    seen: Survey
    _ruled: dict[tuple[object, ...], list[PlannedDate | None]] = field(default_factory=dict)
    _places: dict[int, list[int | None]] = field(default_factory=dict)  # by the identity of a list of dates

    def judged(self, fitting: Fitting) -> FoundRoom | LeftOut:
        return self._first(fitting) if self.wish.takes_the_first else self._all(fitting)

    def _all(self, fitting: Fitting) -> FoundRoom | LeftOut:
        """By every date of the pattern, as the rules and the diary have it."""
        room = fitting.room
        found, asked = self.seen.of(room), self.dates[room.venue_id]
        dates = [
            ruled or (not_free(date.asked, found[place]) if place is not None else None) or date
            for date, place, ruled in zip(asked, self._places_of(asked), self._rules(room.venue), strict=True)
        ]
        return self._priced(fitting, dates)

    def _places_of(self, dates: list[PlannedDate]) -> list[int | None]:
        """Of each date, which of the periods that were surveyed is its own."""
        if id(dates) not in self._places:
            place = {period: number for number, period in enumerate(self.seen.periods)}
            self._places[id(dates)] = [place[date.asked.period] if date.asked.period else None for date in dates]
        return self._places[id(dates)]

    def _first(self, fitting: Fitting) -> FoundRoom | LeftOut:
        """By the first time that can be had, with how many others of that day are free too."""
        found, others, refused = None, 0, list[LeftOut]()
        for date in self._looked_at(fitting):
            if found is None:
                answer = self._priced(fitting, [date])
                if isinstance(answer, FoundRoom):
                    found = replace(answer, matches=fitting.on(date.asked.on))
                else:
                    refused.append(answer)
            elif date.asked.on != found.dates[0].on:
                break
            else:
                others += date.is_kept
        if found:
            return replace(found, others=others)
        return min(refused, key=_how_near, default=LeftOut(fitting.room, Reason.NO_SUCH_TIME))

    def _looked_at(self, fitting: Fitting) -> Iterator[PlannedDate]:
        """One after the other, as long as somebody asks.

        Times that do not exist are not among them, nor days on which what is needed is out of order.
        """
        room = fitting.room
        planned = {date.asked.period: date for date in self.dates[room.venue_id] if date.asked.period}
        for finding in self.seen.each(room):
            date = planned.get(finding.period)
            if date and fitting.on(date.asked.on).fit is not Fit.DOES_NOT:
                ruled = against_the_rules(room.venue, date.asked, self.at)
                yield ruled or not_free(date.asked, finding) or date

    def _priced(self, fitting: Fitting, dates: Sequence[PlannedDate]) -> FoundRoom | LeftOut:
        """Those that can be had with their prices, what is asked for beside the room in them."""
        room = fitting.room
        if self.wish.things:
            dates = [self._with_things(room, date) for date in dates]
        on = next((date.asked.on for date in dates if date.is_kept), None)
        brought = self.lending.of(room, on, self.wish) if self.wish.things and on else None
        answers = brought.answers if brought else NOTHING
        told = tuple(self._offered(room, dates, answers))
        if not any(each.is_free for each in told):
            first = told[0].planned
            taken = (each.on for each in told if each.planned.reason == Reason.TAKEN)
            return LeftOut(room, first.reason, first.note, days=tuple(taken) if self.wish.repeats else ())
        found = FoundRoom(
            room,
            fitting.takes,
            self.wish,
            told,
            fitting.matches,
            fitting.miles,
            tuple(fitting.layouts),
            brought=brought,
        )
        if self.wish.most is not None and found.costs_more_than(self.wish.most):
            return LeftOut(room, TOO_DEAR, found=found)
        return found

    def _with_things(self, room: Room, date: PlannedDate) -> PlannedDate:
        if not date.is_kept or not date.asked.period:
            return date
        few = self.lending.too_few(room, date.asked.on, date.asked.period, self.wish)
        return PlannedDate(date.asked, reason=Reason.THINGS, note=few) if few else date

    def _offered(self, room: Room, dates: Sequence[PlannedDate], answers: Answers) -> Iterator[FoundDate]:
        """Each date with the cheapest price that this kind of group may have, or with what stands in the way."""
        offers, asks = self._offers(room, dates, answers), dict[int, Refusal]()
        if offers is None:
            without = [date for date in dates if date.is_kept and not self._offers(room, [date], answers)]
            asks = {id(date): told for date in without if (told := self._why_not(room, date, answers))}
            dates = [_unpriced(date) if date in without and id(date) not in asks else date for date in dates]
            offers = self._offers(room, [date for date in dates if id(date) not in asks], answers)
        if offers is None:  # each has a price, but no category has one for all of them
            dates, offers = [date if id(date) in asks else _unpriced(date) for date in dates], []
        priced = iter(offers)
        for date in dates:
            if id(date) in asks or not date.is_kept:
                yield FoundDate(date, None, asks.get(id(date)))
            else:
                yield FoundDate(date, next(priced))

    def _rules(self, venue: Venue) -> list[PlannedDate | None]:
        """Worked out once for all venues that have the same rules for the same dates."""
        dates = self.dates[venue.pk]
        lengths = venue.shortest_minutes, venue.longest_minutes
        alike = (id(dates), venue.notice_hours, venue.furthest_days, *lengths)
        if alike not in self._ruled:
            self._ruled[alike] = [against_the_rules(venue, date.asked, self.at) for date in dates]
        return self._ruled[alike]

    def _offers(self, room: Room, dates: Sequence[PlannedDate], answers: Answers) -> list[Offer] | None:
        periods = [date.asked.period for date in dates if date.is_kept and date.asked.period]
        return self.prices.cheapest(room, periods, self.wish.kind, people=self.wish.people, answers=answers)

    def _why_not(self, room: Room, date: PlannedDate, answers: Answers) -> Refusal | None:
        """What must be said first; None where there is simply no price."""
        periods = [date.asked.period] if date.asked.period else []
        return self.prices.why_not(room, periods, self.wish.kind, people=self.wish.people, answers=answers)


def _how_near(left: LeftOut) -> int:
    return NEAREST.index(left.reason) if left.reason in NEAREST else len(NEAREST)


def _unpriced(date: PlannedDate) -> PlannedDate:
    """For want of a price it cannot be had, unless something else stood in the way before."""
    return PlannedDate(date.asked, reason=Reason.NO_PRICE) if date.is_kept else date
