"""A room as the answer to a search: its dates, its price, and what is known of getting in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bookings.finding.in_term import are_not_known
from bookings.finding.layouts import of_kind
from bookings.finding.things import Brought
from bookings.finding.where import Miles
from bookings.finding.wish import Wish
from bookings.offers import Offer, total_pence
from bookings.plans import PlannedDate
from bookings.recurrence import AskedDate, Times
from venues.access.matching import Match, Matches
from venues.access.values import Fit
from venues.access.vocabulary import Fact
from venues.models import Category, Room
from venues.models.room import KnownLayout
from venues.money import Money, total
from venues.periods import Period
from venues.tariffs import Refusal

TOO_SMALL, ACCESS, NO_DATE, TOO_DISTANT, TOO_DEAR = "too_small", "access", "no_date", "too_distant", "too_dear"


class Section(StrEnum):
    FITS = "fits"
    IN_PART = "in_part"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class FoundDate:
    """A date asked for: with its offer, or with what its price hangs on, or with the reason why not."""

    planned: PlannedDate
    offer: Offer | None = None
    asks: Refusal | None = None

    @property
    def is_free(self) -> bool:
        return self.planned.is_kept

    @property
    def on(self) -> date:
        return self.planned.asked.on


@dataclass(frozen=True)
class FoundRoom:
    """A room that has at least one of the dates; `matches` tell how it meets each need.

    `takes` is how many people its largest layout is known to take, of those that were asked for. Where one
    time was enough, `others` is how many more of that day are free.
    """

    room: Room
    takes: int | None
    wish: Wish
    dates: tuple[FoundDate, ...]
    matches: Matches
    miles: Miles | None = None  # from where somebody looks; None also where nobody knows
    all_layouts: tuple[KnownLayout, ...] = ()
    brought: Brought | None = None  # what was asked for beside the room
    fair: tuple[str, ...] = ()  # what the hall has set about fair use that touches these dates
    others: int = 0

    @property
    def section(self) -> Section:
        unknown = self.not_listed or self.terms_not_known
        if self.matches.fit is Fit.NOT_KNOWN or not self.capacity_is_known or unknown:
            return Section.NOT_KNOWN
        if self.matches.fit is Fit.IN_PART or self.refused:
            return Section.IN_PART
        return Section.FITS

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(found.offer for found in self.dates if found.offer)

    @cached_property
    def free(self) -> tuple[FoundDate, ...]:
        return tuple(found for found in self.dates if found.is_free)

    @property
    def periods(self) -> list[Period]:
        """Of the dates that it has."""
        return [found.planned.asked.period for found in self.free if found.planned.asked.period]

    @cached_property
    def refused(self) -> tuple[FoundDate, ...]:
        return tuple(found for found in self.dates if not found.is_free)

    @property
    def asks(self) -> Refusal | None:
        """What has to be said, or whom to ask, before there is a price."""
        return next((found.asks for found in self.dates if found.asks), None)

    @property
    def category(self) -> Category:
        return self.offers[0].category

    @property
    def total(self) -> Money:
        return total((offer.total for offer in self.offers), self._currency)

    @property
    def standard(self) -> Money:
        return total((offer.standard for offer in self.offers), self._currency)

    @property
    def each(self) -> Money | None:
        """The price of one date, where all cost the same."""
        prices = {offer.total for offer in self.offers}
        return prices.pop() if len(prices) == 1 else None

    @property
    def capacity_is_known(self) -> bool:
        return self.takes is not None

    @property
    def layouts(self) -> list[KnownLayout]:
        """Those of the kind asked for in which this many people are known to be safe."""
        meant = of_kind(self.all_layouts, self.wish.layout)
        return [layout for layout in meant if (layout.capacity or 0) >= self.wish.people]

    @property
    def not_listed(self) -> tuple[str, ...]:
        """The codes of things asked for that its price list does not have: not known is not no."""
        return self.brought.unknown if self.brought else ()

    @cached_property
    def terms_not_known(self) -> bool:
        """Whether it is to be in term time, and its dates are those of every week for want of the terms."""
        return are_not_known(self.room.venue, self.wish)

    @property
    def an_hour(self) -> Money | None:
        """The whole price shared over the hours of all dates that have one."""
        minutes = self._minutes
        return Money(round(total_pence(self.offers) * 60 / minutes), self._currency) if minutes else None

    def costs_more_than(self, most: int) -> bool:
        """In pence an hour; what has no price yet costs no more than anything."""
        return total_pence(self.offers) * 60 > most * self._minutes

    @property
    def unknown(self) -> tuple[Fact, ...]:
        """The facts that would have to be known to answer what was asked."""
        grounds = (ground for match in self.matches.each if match.fit is Fit.NOT_KNOWN for ground in match.grounds)
        return tuple({ground.answer.fact.code: ground.answer.fact for ground in grounds}.values())

    @property
    def _minutes(self) -> int:
        return sum(
            found.planned.asked.period.minutes for found in self.dates if found.offer and found.planned.asked.period
        )

    @property
    def _currency(self) -> str:
        return self.room.venue.operator.currency


@dataclass(frozen=True)
class OtherTimes:
    """When a room that is taken could be had instead: at another time of that day, and on a later one.

    Or, of a series, at another time on all of the dates that are taken.
    """

    that_day: AskedDate | None = None
    later: AskedDate | None = None
    on_all: Times | None = None


@dataclass(frozen=True)
class LeftOut:
    """A room that cannot be: the reason, and what decided it where that is access, or its price."""

    room: Room
    reason: str
    note: str = ""
    lacking: tuple[Match, ...] = ()
    found: FoundRoom | None = None  # what it would be, were it not too dear
    days: tuple[date, ...] = ()  # of a series, those on which others have it
    instead: OtherTimes = OtherTimes()
