"""What the hall changes of a request before it says yes: the report tells how many that are."""

from __future__ import annotations

from collections.abc import Iterable

from bookings.models import Booking


def note_changed_by_hall(bookings: Iterable[Booking]) -> None:
    """With what the hall does to when or where locked bookings are, or what they cost; of what is booked it is none."""
    asked = [booking for booking in bookings if booking.is_waiting and not booking.changed_by_hall]
    for booking in asked:
        booking.changed_by_hall = True
    if asked:
        Booking.objects.bulk_update(asked, ["changed_by_hall"])
