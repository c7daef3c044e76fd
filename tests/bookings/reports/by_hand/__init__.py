"""The report's figures once more, slowly and by other means: written from the definitions, straight from the rows.

Nothing of `bookings.reports` is used here. Time is a set of ticks of five minutes: what is open, shut or used is
looked up tick by tick, so that unions, overlaps and clock changes need no thought. What comes out is what the copy for
machines prints, so that the roundings are checked as well.
"""

from __future__ import annotations

from datetime import date, datetime

from tests.bookings.reports.by_hand import asked, hours, money, people
from tests.bookings.reports.by_hand.clock import Clock
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.told import Told
from tests.bookings.reports.by_hand.uses import Uses
from venues.models import Venue


def figures(venue: Venue, first: date, until: date, as_at: datetime) -> dict[tuple[str, str], Told]:
    """By id and unit: numerator, denominator and what is printed."""
    clock = Clock(venue.tz, first, until, as_at)
    place, uses = Place(venue, clock), Uses(venue, clock)
    found: dict[tuple[str, str], Told] = {}
    for told in (
        *money.figures(uses),
        *hours.figures(place, uses, clock),
        *asked.figures(venue, clock),
        *people.figures(venue, uses, place, clock),
    ):
        assert (told.id, told.unit) not in found, told
        found[told.id, told.unit] = told
    return found
