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
    """By the period asked for, the first session of these hirers that has some of the room then.

    One question, and another for the sessions where there are any.
    """
    if not periods or not hirers:
        return {}
    reach = [guarded(room, period) for period in periods]
    span = Period(min(period.start for period in reach), max(period.end for period in reach))
    cells = [cell.pk for cell in room.cells.all()]
    rows = Occupancy.objects.overlapping(span).filter(cell__in=cells, session__booking__hirer__in=hirers)
    taken = rows.exclude(expires_at__lte=at).order_by("starts_at", "pk").values_list("starts_at", "ends_at", "session")
    first: dict[Period, int] = {}
    for starts_at, ends_at, session in taken:
        held = Period(starts_at, ends_at)
        for period, wanted in zip(periods, reach, strict=True):
            if held.overlaps(wanted):
                first.setdefault(period, session)
    if not first:
        return {}
    sessions = Session.objects.select_related("booking__hirer").in_bulk(set(first.values()))
    return {period: sessions[key] for period, key in first.items()}
