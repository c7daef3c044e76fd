"""Rooms that are known to have what somebody needs, for whoever waits for an answer about another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from math import dist

from venues.access.matching import NOTHING, Day, match_all
from venues.access.needs import NEEDS, deciding, least_of
from venues.access.values import Fit
from venues.guides import guides_of
from venues.models import Room, Venue
from venues.outages import outages_at

SHOWN = 3


def rooms_that_meet(
    needs: Collection[str], *, instead_of: Room, on: date, said: Mapping[str, int] = NOTHING
) -> list[Room]:
    """The nearest three on offer that meet all of these on that day, the same venue’s first; for no needs none.

    Where a need asks how many and nobody said it, the least that it asks for is meant.
    """
    wanted = [need for code, need in NEEDS.items() if code in needs]
    if not wanted:
        return []
    said = {**least_of(wanted), **said}
    offered = Room.objects.on_offer().select_related("venue")
    cells, rooms = offered.cells_of_each(), list(offered)
    guides = guides_of(rooms, cells, deciding(wanted))
    broken = outages_at({room.venue for room in rooms}, since=on)

    def meets(room: Room) -> bool:
        inside = frozenset(str(other.pk) for other in rooms if cells[other.pk] <= cells[room.pk])
        return match_all(guides[room.pk], wanted, said, day=Day(on, broken[room.venue_id], inside)).fit is Fit.MEETS

    found = [room for room in rooms if room.pk != instead_of.pk and meets(room)]
    return sorted(found, key=lambda room: (_distance(room.venue, instead_of.venue), room.pk))[:SHOWN]


def _distance(venue: Venue, other: Venue) -> tuple[bool, bool, float]:
    """Good for nothing but telling which is nearer; where nobody knows, last."""
    here, there = _point(venue), _point(other)
    if here is None or there is None:
        return (venue.pk != other.pk, True, 0)
    return (venue.pk != other.pk, False, dist(here, there))


def _point(venue: Venue) -> tuple[float, float] | None:
    """North and east, in degrees of latitude; as far as this kingdom reaches one of longitude is some three fifths."""
    if venue.latitude is None or venue.longitude is None:
        return None
    return (float(venue.latitude), float(venue.longitude) * 0.6)
