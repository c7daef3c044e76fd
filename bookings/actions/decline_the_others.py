"""Say no, in one go, to the requests whose hours somebody else was given."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from bookings.actions.decline import decline_booking
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking
from venues.models import Venue


@all_or_nothing
def decline_the_others(venue: Venue, refs: list[str], *, by: User, at: datetime) -> list[Booking]:
    """Those of these references that still wait, each with a letter of its own, and each can be taken back."""
    declined = []
    for booking in Booking.objects.at(venue).filter(ref__in=refs, status=Booking.Status.REQUESTED).order_by("pk"):
        try:
            declined.append(decline_booking(booking, reason=Booking.Reason.TAKEN, words="", by=by, at=at))
        except TooLate:  # somebody answered it, or it was taken back, while we waited for it
            continue
    return declined
