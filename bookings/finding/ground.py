"""What is known of the rooms on offer whatever the hour, loaded at one go: first the halls, then all that is theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import Func, IntegerField, QuerySet

from bookings.availability import Hours
from bookings.fair_use import KeptAt
from bookings.finding.in_term import terms_question, with_terms
from bookings.finding.otherwise import reach
from bookings.finding.things import Lent, lent_question, lent_read
from bookings.finding.where import Miles, halls_about, miles_to, nearest
from bookings.finding.wish import Wish
from bookings.prices import PriceLists
from venues import guides, outages
from venues.access.guide import Guide
from venues.access.needs import NEEDS, Need, deciding
from venues.access.outages import Outage
from venues.at_one_go import Asked, Row, Told, at_one_go, objects_of, rows_of
from venues.models import Layout, Room, Venue
from venues.models.room import KnownLayout
from venues.points import points_question, points_read

MOST_NAMED = 100  # rooms, of those left out for one reason; of the others it is told how many they are
Inside = Collection[int] | QuerySet[Venue]


@dataclass(frozen=True)
class Distant:
    """Rooms that are further away than was asked: the first of them, and how many there are of all."""

    rooms: Sequence[Room] = ()
    count: int = 0


@dataclass(frozen=True)
class Ground:
    """Who needs nothing asks nothing of access.

    Closures, and what is lent beside the rooms, are known from some weeks before the dates of the wish to some after.
    """

    rooms: Sequence[Room]
    cells: Mapping[int, Set[int]]
    layouts: Mapping[int, Sequence[KnownLayout]]
    guides: Mapping[int, Guide]
    broken: Mapping[int, Sequence[Outage]]  # by venue, from the first day on
    miles: Mapping[int, Miles]  # by venue
    prices: PriceLists
    hours: Hours
    kept: KeptAt
    lent: Lent
    distant: Distant

    @classmethod
    def load(cls, wish: Wish, *, with_distant: bool = True) -> Ground:
        """Two statements, whatever is asked; one where the hall is known already."""
        about = _halls(wish)
        told = at_one_go(_questions(wish, about, with_distant=with_distant))
        halls, miles = _placed(about, wish, told)
        rooms, too_far = _rooms(halls, about, told)
        cells = defaultdict[int, set[int]](set)
        for room, cell in told["cells"]:
            cells[room].add(cell)
        if wish.in_term:
            with_terms(halls, told["terms"])
        return cls(
            rooms,
            cells,
            _layouts(told["layouts"]),
            guides.guides_read(rooms, cells, told) if wish.needs else {},
            outages.outages_read(halls, told),
            miles,
            PriceLists(halls, told=told),
            Hours.read(told),
            KeptAt.read(halls, told),
            lent_read(told["lent"]),
            _distant(too_far, told),
        )


def needs_of(wish: Wish) -> list[Need]:
    return [need for code, need in NEEDS.items() if code in wish.needs]


def _halls(wish: Wish) -> list[Venue]:
    """Those that may be meant, with their operators."""
    if wish.venue:
        return [wish.venue]
    found = Venue.objects.public() if wish.near is None or wish.within is None else halls_about(wish.near, wish.within)
    joined = ["operator", "term_calendar"] if wish.in_term else ["operator"]
    return list(found.order_by().select_related(*joined))


def _questions(wish: Wish, halls: Sequence[Venue], *, with_distant: bool) -> Asked:
    inside: Inside = {hall.pk for hall in halls}
    if wish.venue is None and wish.within is None:
        inside = Venue.objects.public().order_by()
    asked = {**_of_rooms(inside), **Hours.questions(inside, reach(wish)), **PriceLists.questions(inside)}
    asked |= KeptAt.questions(halls, reach(wish))
    if wish.needs:
        asked |= guides.questions(inside, deciding(needs_of(wish)))
        asked |= outages.questions(inside, since=wish.pattern.first)
    if wish.in_term:
        asked["terms"] = terms_question(halls)
    if wish.things:
        asked["lent"] = lent_question(inside, reach(wish))
    if wish.near:
        asked["postcodes"] = points_question(halls)
        if with_distant and wish.within is not None and wish.venue is None:
            asked |= _of_distant({hall.pk for hall in halls})
    return asked


def _of_rooms(inside: Inside) -> Asked:
    rooms = Room.objects.on_offer().filter(venue__in=inside)
    cells = Room.cells.through.objects.filter(room__in=rooms.order_by())
    layouts = Layout.objects.filter(room__in=rooms.order_by())
    return {
        "rooms": objects_of(rooms),
        "cells": rows_of(cells, "room_id", "cell_id"),
        "layouts": rows_of(layouts, "room_id", "position", "pk", "name", "capacity"),
    }


def _of_distant(near: Collection[int]) -> Asked:
    rooms = Room.objects.on_offer().exclude(venue__in=near)
    named = Room.objects.filter(pk__in=rooms[:MOST_NAMED].values("pk"))
    hall = ("venue_id", "venue__slug", "venue__name", "venue__town")
    return {
        "distant": rows_of(named, "position", "pk", "code", "name", *hall),
        "distant_count": rows_of(rooms, Func("pk", function="COUNT", output_field=IntegerField())),
    }


def _placed(halls: Sequence[Venue], wish: Wish, told: Told) -> tuple[Sequence[Venue], Mapping[int, Miles]]:
    """Those that are near enough, and those that nobody can place; and the miles to the former."""
    if wish.near is None:
        return halls, {}
    away = miles_to(halls, wish.near, points_read(halls, told))
    return (halls, away) if wish.venue or wish.within is None else nearest(halls, away, wish.within)


def _rooms(halls: Sequence[Venue], about: Sequence[Venue], told: Told) -> tuple[list[Room], list[Room]]:
    """Those of these halls, which share their venue, so that a district is loaded quickly; and those of the others."""
    near, known = {hall.pk for hall in halls}, {hall.pk: hall for hall in about}
    rooms: tuple[list[Room], list[Room]] = [], []
    for room in sorted(told["rooms"], key=lambda room: (room.venue_id, room.position, room.pk)):
        if room.venue_id in known:  # else it was published between the two statements
            room.venue = known[room.venue_id]
            rooms[room.venue_id not in near].append(room)
    return rooms


def _layouts(rows: Sequence[Row]) -> Mapping[int, Sequence[KnownLayout]]:
    found = defaultdict[int, list[KnownLayout]](list)
    for room, _place, *layout in sorted(rows, key=itemgetter(0, 1, 2)):
        found[room].append(KnownLayout(*layout))
    return found


def _distant(too_far: Sequence[Room], told: Told) -> Distant:
    rows = sorted(told["distant"], key=itemgetter(4, 0, 1))
    named = [*too_far, *(_named(*row) for row in rows)]
    return Distant(named[:MOST_NAMED], len(too_far) + sum(count for (count,) in told["distant_count"]))


def _named(_place: int, key: int, code: str, name: str, *hall: Any) -> Room:
    """No more of it than a list tells; in the order of the tables, as Django reads the values in no other."""
    room = Room.from_db(None, ["id", "venue_id", "code", "name"], [key, hall[0], code, name])
    room.venue = Venue.from_db(None, ["id", "slug", "name", "town"], hall)
    return room
