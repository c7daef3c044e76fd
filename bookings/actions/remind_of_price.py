"""Remind whoever has not answered a price, a day before its hours are kept no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from accounts.models import Letter
from bookings import letters
from bookings.locks import all_or_nothing
from bookings.models import Booking

BEFORE = timedelta(days=1)
FRESH = timedelta(days=2)  # what was sent so shortly before is no news


def remind_of_price(at: datetime) -> int:
    """How many were reminded, each of a price once; safe to run twice at once."""
    waiting = Booking.objects.for_the_hirer().filter(hold_until__gt=at, hold_until__lte=at + BEFORE)
    waiting = waiting.filter(price_told_at__lte=F("hold_until") - BEFORE - FRESH)
    keys = {letters.price_reminder_key(booking): booking.pk for booking in waiting}
    told = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    return sum(_remind(pk, key, at) for key, pk in keys.items() if key not in told)


@all_or_nothing
def _remind(pk: int, key: str, at: datetime) -> bool:
    """Unless they answered, or another price was sent, while we waited for it."""
    booking = Booking.objects.locked(pk)
    if not booking.price_waits or booking.hold_lapsed(at) or letters.price_reminder_key(booking) != key:
        return False
    letters.price_reminder(booking)
    return True
