"""How soon a hall usually answers: the median of what it answered lately, where that is enough to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import ngettext

from bookings.models import Booking
from venues.models import Venue

LATELY = timedelta(days=90)
ENOUGH = 5
A_DAY = timedelta(days=1)


def usual_reply(venue: Venue, *, at: datetime) -> str:
    """Usually replies in 3 days; nothing where too few asked. One question.

    What was booked at once, entered by the desk or brought in from a diary was answered by nobody.
    """
    answered = Booking.objects.at(venue).filter(
        entered=Booking.Entered.ONLINE, at_once=False, answered_at__gt=at - LATELY, answered_at__lte=at
    )
    moments = answered.exclude(requested_at=None).order_by().values_list("requested_at", "answered_at")
    return reply_words([last - first for first, last in moments if first and last])


def reply_words(took: Sequence[timedelta]) -> str:
    """By nearest rank; any part of a day is a day."""
    if len(took) < ENOUGH:
        return ""
    median = sorted(took)[(len(took) + 1) // 2 - 1]
    days = max(1, -(-median // A_DAY))
    return ngettext("Usually replies in %(days)d day.", "Usually replies in %(days)d days.", days) % {"days": days}
