"""Somebody in the demo who has no e-mail: what the hall writes to them waits to be printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from accounts.models import Hirer
from bookings import letters
from bookings.models import Booking
from venues.models import Venue

HALL, LIVES_AT = "great-tolverton-village-hall", "3 Mill Lane, Great Tolverton, ZZ4 2GX"


def write_on_paper(venues: Mapping[str, Venue], now: datetime) -> None:
    """The household whose party at the hall is next."""
    households = Booking.objects.at(venues[HALL]).filter(hirer__kind=Hirer.Kind.HOUSEHOLD)
    to_come = households.filter(status=Booking.Status.CONFIRMED, sessions__starts_at__gt=now)
    booking = to_come.select_related("venue__operator", "hirer").order_by("sessions__starts_at", "pk").first()
    if booking is None:
        return
    booking.entered, booking.hirer.contact_email = Booking.Entered.DESK, ""
    booking.hirer.postal_address = LIVES_AT
    booking.hirer.memberships.all().delete()
    booking.hirer.save(update_fields=["contact_email", "postal_address"])
    booking.save(update_fields=["entered"])
    letters.confirmed(booking)
