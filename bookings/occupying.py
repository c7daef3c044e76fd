"""Take cells, hold them, and let them go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from bookings.availability.survey import guarded
from bookings.models import Booking, Occupancy, Session
from venues.models import Room


def occupancies(booking: Booking, sessions: Iterable[Session], room: Room) -> Iterator[Occupancy]:
    """The rows that take the room's cells for these sessions, in the order of cell and time.

    Not yet saved. A stretch longer than 24 hours is cut (decision 2); a booking that
    waits for an answer holds its cells until its hold ends.
    """
    kind = Occupancy.Kind.UNDECIDED if booking.is_waiting else Occupancy.Kind.SESSION
    found = list(sessions)
    for cell in sorted(room.cells.all(), key=lambda cell: cell.pk):
        for session in found:
            for piece in guarded(room, session.period).pieces(Occupancy.LONGEST):
                yield Occupancy(
                    session=session,
                    cell=cell,
                    venue_id=session.venue_id,
                    starts_at=piece.start,
                    ends_at=piece.end,
                    kind=kind,
                    expires_at=booking.hold_until if booking.is_waiting else None,
                )


def sweep(cells: Iterable[int], *, at: datetime) -> None:
    """Take away the lapsed holds of these cells: they are in nobody's way any more."""
    Occupancy.objects.lapsed(at).filter(cell__in=list(cells)).delete()


def release(sessions: Iterable[Session]) -> None:
    """Let go of whatever these sessions take."""
    Occupancy.objects.filter(session__in=[session.pk for session in sessions]).delete()
