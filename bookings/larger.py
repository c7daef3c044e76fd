"""Where more people fit than in what was chosen: another layout, another room of the place, or a place near by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from django.db.models import Max

from accounts.areas import miles_between
from bookings.plans import Ask
from venues.models import Layout, Room, Venue

MOST = 3  # of other places
FAR = inf


@dataclass(frozen=True)
class Larger:
    """What is known to take so many; other places only where nothing of this one does."""

    layouts: list[Layout]
    rooms: list[Room]
    elsewhere: list[Room]


def takes_at_most(ask: Ask) -> int | None:
    """How many people, in the layout chosen or else in the largest of each room; None where that is not known."""
    if ask.layout:
        return ask.layout.capacity
    known = [room.largest_capacity for room in ask.together]
    return None if None in known else sum(most or 0 for most in known)


def larger_than(room: Room, people: int) -> Larger:
    """The smallest that will do first; in two questions, or four where it takes another place."""
    layouts = [layout for layout in room.layouts.all() if (layout.capacity or 0) >= people]
    large = Room.objects.on_offer().alias(takes=Max("layouts__capacity")).filter(takes__gte=people)
    large = large.exclude(pk=room.pk).select_related("venue").prefetch_related("layouts")
    rooms: list[Room] = sorted(large.filter(venue=room.venue), key=_size)
    if layouts or rooms:
        return Larger(layouts, rooms, [])
    return Larger([], [], _nearest(room.venue, sorted(large, key=_size)))


def _size(room: Room) -> int:
    return room.largest_capacity or 0


def _nearest(venue: Venue, rooms: Iterable[Room]) -> list[Room]:
    """One room of each place: those of the same operator first, then the nearest."""
    places = {room.venue_id: room for room in reversed(list(rooms))}
    return sorted(
        places.values(),
        key=lambda room: (room.venue.operator_id != venue.operator_id, _distance(venue, room.venue), room.venue.name),
    )[:MOST]


def _distance(one: Venue, other: Venue) -> float:
    """Only to tell which is nearer; far away where one of them is not on the map."""
    return miles_between(one.point, other.point) if one.point and other.point else FAR
