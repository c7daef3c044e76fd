"""What is out of order at venues, from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from venues.access.outages import Outage
from venues.at_one_go import Asked, Told, at_one_go, rows_of
from venues.models import Outage as Row
from venues.models import Venue

At = dict[int, list[Outage]]


def outages_at(venues: Collection[Venue], *, since: date) -> At:
    """By venue, those that last on that day or later; rooms by their keys. One statement."""
    return outages_read(venues, at_one_go(questions({venue.pk for venue in venues}, since=since)))


def questions(venues: Collection[int] | QuerySet[Venue], *, since: date) -> Asked:
    """What `outages_read` reads."""
    lasting = Row.objects.since(since).filter(venue__in=venues)
    rooms = Row.rooms.through.objects.filter(outage__in=lasting.order_by())
    said = ("fact", "starts_on", "updated_at", "ends_on", "expected_on", "entrance__name", "note")
    return {
        "outages": rows_of(lasting, "venue_id", "pk", *said),
        "broken_rooms": rows_of(rooms, "outage_id", "room_id"),
    }


def outages_read(venues: Iterable[Venue], told: Told) -> At:
    zones = {venue.pk: venue.tz for venue in venues}
    rooms, found = defaultdict[int, set[str]](set), defaultdict[int, list[Outage]](list)
    for outage, room in told["broken_rooms"]:
        rooms[outage].add(str(room))
    told_first = sorted(told["outages"], key=lambda row: (row[3], row[1]))
    for venue, pk, fact, starts_on, updated_at, ends_on, expected_on, entrance, note in told_first:
        updated_on = updated_at.astimezone(zones[venue]).date()
        inside = frozenset(rooms[pk])
        found[venue].append(Outage(fact, starts_on, updated_on, ends_on, expected_on, entrance or "", inside, note))
    return found


def as_outage(row: Row, updated_on: date) -> Outage:
    return Outage(
        fact=row.fact,
        starts_on=row.starts_on,
        updated_on=updated_on,
        ends_on=row.ends_on,
        expected_on=row.expected_on,
        entrance=row.entrance.name if row.entrance else "",
        rooms=frozenset(str(room.pk) for room in row.rooms.all()),
        note=row.note,
    )
