"""Remind whoever has not answered a price, of a request or of a change, a day before its hours are kept no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from accounts.models import Letter
from bookings import change_letters, letters
from bookings.asked_changes import locked
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import AskedChange, Booking

BEFORE = timedelta(days=1)
FRESH = timedelta(days=2)  # what was sent so shortly before is no news


def remind_of_price(at: datetime) -> int:
    """How many were reminded, each of a price once; safe to run twice at once."""
    soon = {
        "hold_until__gt": at,
        "hold_until__lte": at + BEFORE,
        "price_told_at__lte": F("hold_until") - BEFORE - FRESH,
    }
    asked = {letters.price_reminder_key(each): each for each in Booking.objects.for_the_hirer().filter(**soon)}
    waiting = AskedChange.objects.waiting().filter(**soon).select_related("booking")
    changes = {change_letters.price_reminder_key(each): each for each in waiting}
    told = set(Letter.objects.filter(key__in=[*asked, *changes]).values_list("key", flat=True))
    return sum(_remind(each.pk, key, at) for key, each in asked.items() if key not in told) + sum(
        _remind_of_change(each, key, at) for key, each in changes.items() if key not in told
    )


@all_or_nothing
def _remind(pk: int, key: str, at: datetime) -> bool:
    """Unless they answered, or another price was sent, while we waited for it."""
    booking = Booking.objects.locked(pk)
    if not booking.price_waits or booking.hold_lapsed(at) or letters.price_reminder_key(booking) != key:
        return False
    letters.price_reminder(booking)
    return True


@all_or_nothing
def _remind_of_change(change: AskedChange, key: str, at: datetime) -> bool:
    """The same."""
    try:
        _booking, asked = locked(change)
    except TooLate:
        return False
    if not asked.price_waits or not asked.is_held(at) or change_letters.price_reminder_key(asked) != key:
        return False
    change_letters.price_reminder(asked, at=at)
    return True
