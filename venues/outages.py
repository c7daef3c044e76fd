"""What is out of order at venues, from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from venues.access.outages import Outage
from venues.models import Outage as Row
from venues.models import Venue

At = dict[int, list[Outage]]


def outages_at(venues: Collection[Venue], *, since: date) -> At:
    """By venue, those that last on that day or later; rooms by their keys. One question, two where there are any."""
    zones = {venue.pk: venue.tz for venue in venues}
    found: At = defaultdict(list)
    rows = Row.objects.since(since).filter(venue__in=zones).select_related("entrance").prefetch_related("rooms")
    for row in rows:
        found[row.venue_id].append(as_outage(row, row.updated_at.astimezone(zones[row.venue_id]).date()))
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
