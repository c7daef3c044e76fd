"""Say whether a booking stands in public with its name, and whether anybody may just come."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking


@all_or_nothing
def set_listing(booking: Booking, *, listed: bool, open_to_anyone: str, by: User | None, at: datetime) -> Booking:
    """Holds at once, everywhere.

    Raises NotPossible for what is never public: a household's, or a confidential one; TooLate where it is over.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.may_be_public:
        raise NotPossible(_("This booking is never public: it is confidential, or a household’s."))
    if (booking.listed, booking.open_to_anyone) == (listed, open_to_anyone):
        return booking
    if not (booking.is_waiting or booking.is_confirmed):
        raise TooLate(_("This booking is over, or was cancelled: nothing of it can be changed."))
    booking.listed, booking.open_to_anyone = listed, open_to_anyone
    booking.save(update_fields=["listed", "open_to_anyone"])
    journal.record(by, "changed what is public of", booking)
    return booking
