"""The map beside what a search found: the halls of the page, numbered in the order of their cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounts.areas import Point
from bookings.finding import FoundRoom, Wish
from bookings.finding.mapping import Map, drawn
from bookings.finding.where import Miles
from venues.models import Venue


@dataclass(frozen=True)
class OnMap:
    """A hall of the list; `together` are the numbers of others that lie so near that one sign stands for all."""

    venue: Venue
    miles: Miles | None
    together: tuple[int, ...] = ()


@dataclass(frozen=True)
class FoundMap:
    """The drawing, and its list: whatever the drawing tells, the list tells in words."""

    map: Map
    halls: tuple[OnMap, ...]


def map_of(found: Iterable[FoundRoom], wish: Wish) -> FoundMap | None:
    """None where there is nothing to compare. Halls that keep their addresses back are on no map."""
    halls = {room.room.venue_id: OnMap(room.room.venue, room.miles) for room in found}
    placed = [(hall, point) for hall in halls.values() if (point := _point_of(hall))]
    drawing = drawn([point for _hall, point in placed], wish.near)
    if drawing is None:
        return None
    listed = enumerate((hall for hall, _point in placed), 1)
    return FoundMap(drawing, tuple(replace(hall, together=drawing.together_with(number)) for number, hall in listed))


def _point_of(hall: OnMap) -> Point | None:
    if hall.venue.keeps_address_back:
        return None
    return hall.miles.to if hall.miles else hall.venue.point
