"""Which dates of one's own groups stand in the way of what one asks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bookings.availability.survey import guarded
from bookings.models import Occupancy, Session
from venues.models import Room
from venues.periods import Period


def own_in_the_way(
    room: Room, periods: Sequence[Period], *, hirers: Collection[int], at: datetime
) -> dict[Period, Session]:
    """By the period asked for, the first session of these hirers that has some of the room then; one question."""
    if not periods or not hirers:
        return {}
    reach = [guarded(room, period) for period in periods]
    span = Period(min(period.start for period in reach), max(period.end for period in reach))
    rows = Occupancy.objects.overlapping(span).filter(cell__in=room.cells.all(), session__booking__hirer__in=hirers)
    taken = rows.exclude(expires_at__lte=at).select_related("session__booking__hirer").order_by("starts_at", "pk")
    found: dict[Period, Session] = {}
    for occupancy in taken:
        assert occupancy.session, "what is pencilled in is of no hirer"
        held = Period(occupancy.starts_at, occupancy.ends_at)
        for period, wanted in zip(periods, reach, strict=True):
            if held.overlaps(wanted):
                found.setdefault(period, occupancy.session)
    return found
