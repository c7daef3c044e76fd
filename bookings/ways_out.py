"""For each date that cannot be had as asked: another room that is free then, or another time of that day.

Of several rooms at once no single one stands in for another: there it is another time, at which all of them are free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bookings.availability.gaps_of_day import FreeTimes
from bookings.models import RefusedDate
from bookings.offers import Offer
from bookings.planning import against_the_rules
from bookings.plans import Plan, PlannedDate
from bookings.pricing import one_more
from bookings.recurrence import Times, asked_on
from venues import tariffs
from venues.access.claims import Answer
from venues.access.vocabulary import CORE
from venues.guides import guides_of
from venues.models import Room
from venues.money import Money, total
from venues.periods import Period

HELPED = (RefusedDate.Reason.TAKEN, RefusedDate.Reason.CLOSED, RefusedDate.Reason.OUTSIDE_HOURS)
LATEST_END = timedelta(hours=30)  # 6am of the next day, by the clock of an ordinary one
MOST_ROOMS = 4


@dataclass(frozen=True)
class OtherRoom:
    """A room that is free at that time; its price is None where the hall tells it."""

    room: Room
    price: Money | None
    differs: tuple[Answer, ...]  # what is answered otherwise there about getting in


@dataclass(frozen=True)
class OtherTime:
    """The same room at another time of that day."""

    times: Times
    price: Money | None


@dataclass(frozen=True)
class WaysOut:
    """What can be chosen for one date, beside leaving it out; `as_asked` is what it would cost as it was asked."""

    rooms: tuple[OtherRoom, ...] = ()
    times: tuple[OtherTime, ...] = ()
    as_asked: Money | None = None


@dataclass(frozen=True)
class Choices:
    """The ways out of every clash, by the day that was asked for, whether one was chosen or not."""

    by_day: Mapping[date, WaysOut]

    def of(self, on: date) -> WaysOut:
        return self.by_day.get(on, WaysOut())

    def total_as_asked(self, plan: Plan) -> Money | None:
        """What it costs with every clash as it was asked; None where that is not known of one."""
        prices = [date.quote.total if date.quote else None for date in plan.kept]
        prices += [self.of(date.asked.on).as_asked for date in plan.clashes]
        known = [price for price in prices if price is not None]
        return total(known, plan.currency) if known and len(known) == len(prices) else None


def ways_out(plan: Plan, others: Sequence[Room], *, at: datetime) -> Choices:
    """In a fixed number of questions, and none where nothing clashes.

    The rooms of the venue come as that of the ask does, with venue, cells and layouts.
    """
    dates = [date for date in plan.dates if date.asked.period and (date.way or date.reason in HELPED)]
    if not dates:
        return Choices({})
    ask = plan.ask
    fitting = [] if ask.beside else [room for room in others if room != ask.room and fits(room, ask.people)]
    rooms = [*ask.together, *fitting]
    free = FreeTimes.load(rooms, [_day_of(date, plan) for date in dates], plan.hours, at=at)
    return Choices(dict(_Ways(plan, fitting, free, _differences(ask.room, fitting, others), at).of_each(dates)))


def fits(room: Room, people: int) -> bool:
    """Whether so many may be in it, as far as is known."""
    return room.largest_capacity is None or room.largest_capacity >= people


@dataclass(frozen=True)
class _Ways:
    """All that the ways out of the clashes of a plan are judged by."""

    plan: Plan
    fitting: Sequence[Room]
    free: FreeTimes
    differing: Mapping[int, tuple[Answer, ...]]
    at: datetime

    def of_each(self, dates: Sequence[PlannedDate]) -> list[tuple[date, WaysOut]]:
        return [(date.asked.on, self._of(date, date.asked.period)) for date in dates if date.asked.period]

    def _of(self, date: PlannedDate, asked: Period) -> WaysOut:
        rooms = [
            OtherRoom(room, price, self.differing.get(room.pk, ()))
            for room in self.fitting
            if asked in [gap.clip(asked) for gap in self.free.of(room, asked)]
            for price in self._prices([room], asked)
        ]
        rooms.sort(key=lambda other: (other.price is None, other.price.pence if other.price else 0, len(other.differs)))
        times = [
            OtherTime(moved, price)
            for period in self.free.nearest(self.plan.ask.together, asked, _day_of(date, self.plan))
            for moved in [self._on_the_clock(period)]
            if self._is_allowed(date, moved, period)
            for price in self._prices(self.plan.ask.together, period)
        ]
        as_asked = next(iter(self._prices(self.plan.ask.together, asked)), None)
        return WaysOut(tuple(rooms[:MOST_ROOMS]), tuple(times), as_asked)

    def _prices(self, rooms: Sequence[Room], period: Period) -> list[Money | None]:
        """One, None where the hall tells it; none at all where it cannot be had at any price."""
        ask = self.plan.ask
        if ask.is_own_use:
            return [Money(0, self.plan.currency)]
        found = one_more(
            self.plan.prices,
            (rooms, period),
            ask.category,
            people=ask.people,
            answers=ask.answers,
            agreed=self.plan.agreed,
            beside=len(self.plan.kept),
        )
        if isinstance(found, Offer):
            return [found.total]
        return [None] if isinstance(found, tariffs.AskThem) else []

    def _on_the_clock(self, period: Period) -> Times:
        local = period.local(self.plan.ask.room.venue.tz)
        return Times(local.start.time(), local.end.time())

    def _is_allowed(self, date: PlannedDate, times: Times, period: Period) -> bool:
        """Whether the clock says the same of it on that day, and the hall lets its rooms then."""
        asked = asked_on(date.asked.on, times, self.plan.ask.room.venue.tz)
        return asked.period == period and against_the_rules(self.plan.ask.room.venue, asked, self.at) is None


def _day_of(date: PlannedDate, plan: Plan) -> Period:
    """Of the clock of the venue, until people go home."""
    midnight = datetime.combine(date.asked.on, time(), plan.ask.room.venue.tz)
    return Period(midnight, midnight + LATEST_END)


def _differences(own: Room, fitting: Sequence[Room], others: Sequence[Room]) -> dict[int, tuple[Answer, ...]]:
    """Of each room, what it answers otherwise than one's own; guides look at the smaller rooms inside too."""
    if not fitting:
        return {}
    every = [own, *(room for room in others if room != own)]
    guides = guides_of(every, {room.pk: {cell.pk for cell in room.cells.all()} for room in every})
    mine = guides[own.pk]
    return {
        room.pk: tuple(
            guides[room.pk][fact.code] for fact in CORE if guides[room.pk][fact.code].reads != mine[fact.code].reads
        )
        for room in fitting
    }
