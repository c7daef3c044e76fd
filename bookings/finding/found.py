"""A room as the answer to a search: its dates, its price, and what is known of getting in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from bookings.finding.where import Miles
from bookings.offers import Offer
from bookings.plans import PlannedDate
from venues.access.matching import Matches
from venues.access.values import Fit
from venues.access.vocabulary import Fact
from venues.models import Category, Layout, Room
from venues.money import Money, total
from venues.periods import Period
from venues.tariffs import Refusal


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

    `takes` is how many people its largest layout is known to take.
    """

    room: Room
    takes: int | None
    people: int
    dates: tuple[FoundDate, ...]
    matches: Matches
    miles: Miles | None = None  # from where somebody looks; None also where nobody knows
    fair: tuple[str, ...] = ()  # what the hall has set about fair use that touches these dates

    @property
    def section(self) -> Section:
        if self.matches.fit is Fit.NOT_KNOWN or not self.capacity_is_known:
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
    def layouts(self) -> list[Layout]:
        """Those in which this many people are known to be safe."""
        return [layout for layout in self.room.layouts.all() if (layout.capacity or 0) >= self.people]

    @property
    def unknown(self) -> tuple[Fact, ...]:
        """The facts that would have to be known to answer what was asked."""
        grounds = (ground for match in self.matches.each if match.fit is Fit.NOT_KNOWN for ground in match.grounds)
        return tuple({ground.answer.fact.code: ground.answer.fact for ground in grounds}.values())

    @property
    def _currency(self) -> str:
        return self.room.venue.operator.currency
