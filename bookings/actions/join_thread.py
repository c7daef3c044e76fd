"""What somebody asked before a booking has become one."""

from __future__ import annotations

from datetime import datetime

from bookings.locks import all_or_nothing
from bookings.models import Booking, Thread
from bookings.thread_links import marked


@all_or_nothing
def join_thread(mark: str, booking: Booking, *, at: datetime) -> None:
    """The thread whose mark the booking page carried is closed, and leads to the booking; the first one stands."""
    thread = marked(mark, booking.venue) if mark else None
    if thread is not None:
        Thread.objects.filter(pk=thread.pk, became=None).update(became=booking, closed_at=at)
