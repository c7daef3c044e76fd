"""The report's figures once more, slowly and by other means: written from the definitions, straight from the rows.

Nothing of `bookings.reports` is used here. Time is a set of ticks of five minutes: what is open, shut or used is
looked up tick by tick, so that unions, overlaps and clock changes need no thought. What comes out is what the copy for
machines prints, so that the roundings are checked as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.bookings.reports.by_hand import (
    access,
    asked,
    flags,
    hours,
    kept,
    money,
    people,
    price_lists,
    sizes,
    whom,
)
from tests.bookings.reports.by_hand.clock import Clock
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.set_here import set_here
from tests.bookings.reports.by_hand.told import Told
from tests.bookings.reports.by_hand.uses import Uses
from venues.models import Venue


@dataclass
class ByHand:
    """By id and unit: numerator, denominator and what is printed; and the figures that carry a flag, by its name."""

    told: dict[tuple[str, str], Told]
    flags: set[tuple[str, str]]


class Year:
    """A period, and what it is computed from."""

    def __init__(self, venue: Venue, first: date, until: date, as_at: datetime) -> None:
        self.venue, self.clock = venue, Clock(venue.tz, first, until, as_at, set_here(venue))
        self.place, self.uses = Place(venue, self.clock), Uses(venue, self.clock)
        self.asked = [asked.as_known(request, as_at) for request in asked.requests_of(venue)]
        self.ended = asked.ended_in(self.asked, self.clock)


def figures(venue: Venue, first: date, until: date, as_at: datetime) -> tuple[ByHand, ByHand | None]:
    """Of a period, and of the same days a year earlier where use is on record from then on."""
    now = Year(venue, first, until, as_at)
    earlier = _earlier(first, until, as_at, venue)
    start = now.uses.on_record_from
    then = Year(venue, *earlier) if start and start <= earlier[0] else None
    return _by_hand(now, then), _by_hand(then, None) if then else None


def _earlier(first: date, until: date, as_at: datetime, venue: Venue) -> tuple[date, date, datetime]:
    """As far as these days are over."""
    clock = Clock(venue.tz, first, until, as_at, set_here(venue))
    if as_at >= clock.midnight(until):
        return _year_before(first), _year_before(until), clock.midnight(_year_before(until))
    local = as_at.astimezone(venue.tz)
    day = _year_before(local.date())
    return _year_before(first), _year_before(until), local.replace(year=day.year, month=day.month, day=day.day)


def _year_before(day: date) -> date:
    return (day - timedelta(days=1) if (day.month, day.day) == (2, 29) else day).replace(year=day.year - 1)


def _by_hand(now: Year, then: Year | None) -> ByHand:
    venue, clock, place, uses = now.venue, now.clock, now.place, now.uses
    found: dict[tuple[str, str], Told] = {}
    for told in (
        *money.figures(uses),
        money.change_in_the_rate(uses, then.uses if then else None),
        money.shop_prices(venue, clock),
        *price_lists.figures(venue, clock),
        *access.figures(venue, uses, place, clock, now.ended),
        *asked.figures(venue, now.asked, now.ended, clock),
        *hours.figures(place, uses, clock),
        *people.figures(venue, uses, place, clock, now.ended),
        *sizes.figures(place, uses, clock),
        *kept.figures(venue, uses, place, clock),
        *whom.figures(venue, uses, place, clock),
    ):
        assert (told.id, told.unit) not in found, told
        found[told.id, told.unit] = told
    return ByHand(found, flags.of(uses, place, now.ended, found, (then.uses, then.place) if then else None))
