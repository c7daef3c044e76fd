"""Dates that were given up late and charged unless somebody else books the hours: whether somebody has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bookings.models import Booking, Occupancy, Session
from venues.periods import Period, subtract


def may_be_relet(at: datetime) -> list[Session]:
    """Those still charged whose own terms let them off, as long as they are not over."""
    found = Session.objects.filter(
        status=Session.Status.CANCELLED_LATE,
        cancellation_pence__gt=0,
        starts_at__gt=at,
        booking__cancellation__unless_relet=True,
    )
    return list(found.select_related("booking", "venue").prefetch_related("rooms__cells"))


def are_relet(sessions: Sequence[Session], *, at: datetime) -> list[Session]:
    """Those of which every hour in every space is booked, and not merely asked for, by other groups; one question."""
    if not sessions:
        return []
    whole = Period(min(session.starts_at for session in sessions), max(session.ends_at for session in sessions))
    booked = (
        Occupancy.objects.overlapping(whole)
        .filter(kind=Occupancy.Kind.SESSION, venue__in={session.venue_id for session in sessions})
        .filter(session__booking__status=Booking.Status.CONFIRMED)
        .values_list("cell", "session__booking__hirer", "session__starts_at", "session__ends_at")
    )
    uses = [(cell, hirer, Period(start, end)) for cell, hirer, start, end in booked]
    return [session for session in sessions if _is_relet(session, uses)]


def _is_relet(session: Session, uses: Iterable[tuple[int, int | None, Period]]) -> bool:
    others = [(cell, period) for cell, hirer, period in uses if hirer != session.booking.hirer_id]
    cells = {cell.pk for room in session.rooms.all() for cell in room.taken_cells}  # a shared one is nobody's alone
    return bool(cells) and all(
        not subtract([session.period], [period for own, period in others if own == cell]) for cell in cells
    )
