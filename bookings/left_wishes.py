"""Wishes that somebody left within reach of a hall, as its desk reads them."""

from __future__ import annotations

from datetime import date

from accounts.areas import Point, miles_between
from bookings.models import LeftWish, WishAnswer
from venues.models import Venue
from venues.points import points_of

REACH = 5  # miles, where nobody said how far; else twice as far as they said
LOOKED_AT, LISTED = 500, 50


def wishes_near(venue: Venue, *, on: date) -> list[LeftWish]:
    """Those that it has neither answered nor put aside, the newest first; two questions."""
    found = list(LeftWish.objects.open_for(venue, on)[:LOOKED_AT])
    here = points_of([venue]).get(venue.pk) if found else None
    return [wish for wish in found if is_near(wish, here)][:LISTED]


def answers_of(venue: Venue) -> list[WishAnswer]:
    """What this hall answered, the newest first; one question."""
    return list(WishAnswer.objects.filter(venue=venue).select_related("wish", "room").order_by("-made_at")[:LISTED])


def is_near(wish: LeftWish, here: Point | None) -> bool:
    """Also where nobody knows where either of them lies."""
    if here is None or wish.latitude is None or wish.longitude is None:
        return True
    there = Point(float(wish.latitude), float(wish.longitude))
    return miles_between(here, there) <= max(REACH, 2 * (wish.within or 0))
