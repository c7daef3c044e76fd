"""What somebody asked before a booking has become one."""

from __future__ import annotations

from datetime import datetime

from bookings.locks import all_or_nothing
from bookings.models import Booking, Thread
from bookings.thread_links import marked


@all_or_nothing
def join_thread(mark: str, booking: Booking, *, at: datetime) -> None:
    """The thread whose mark the booking page carried is closed, and leads to the booking; the first one stands."""
    key = marked(mark)
    known = Thread.objects.at(booking.venue).before_a_booking().filter(pk=key, became=None) if key else None
    if known is not None:
        known.update(became=booking, closed_at=at)
