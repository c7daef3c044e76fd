"""What a hirer is told on the day of the hire, and on no other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bookings.models import Booking, Session


def emergency_phone(booking: Booking, sessions: Iterable[Session], *, at: datetime) -> str:
    """The hall's number for emergencies, from the first to the last day of a date that is booked; else nothing.

    It is somebody's own telephone: no public page, letter, calendar or download has it.
    """
    venue = booking.venue
    zone, today = venue.tz, at.astimezone(venue.tz).date()
    if not venue.emergency_phone or not booking.is_confirmed:
        return ""
    booked = (session for session in sessions if not session.is_cancelled)
    is_today = any(
        session.starts_at.astimezone(zone).date() <= today <= session.ends_at.astimezone(zone).date()
        for session in booked
    )
    return venue.emergency_phone if is_today else ""
