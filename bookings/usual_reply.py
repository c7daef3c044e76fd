"""How soon a hall usually answers: the median of what it answered lately, where that is enough to tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.utils.translation import ngettext

from bookings.models import Booking
from venues.models import Venue

LATELY = timedelta(days=90)
ENOUGH = 5
A_DAY = timedelta(days=1)


def usual_reply(venue: Venue, *, at: datetime) -> str:
    """Usually replies in 3 days; nothing where too few asked. One question."""
    return usual_replies([venue.pk], at=at).get(venue.pk, "")


def usual_replies(venues: Collection[int], *, at: datetime) -> dict[int, str]:
    """The same of several venues, by their keys, in one question.

    What was booked at once, entered by the desk or brought in from a diary was answered by nobody.
    """
    answered = Booking.objects.filter(
        venue__in=venues,
        entered=Booking.Entered.ONLINE,
        at_once=False,
        answered_at__gt=at - LATELY,
        answered_at__lte=at,
    )
    took: dict[int, list[timedelta]] = defaultdict(list)
    rows = answered.exclude(requested_at=None).order_by().values_list("venue_id", "requested_at", "answered_at")
    for venue, first, last in rows:
        if first and last:
            took[venue].append(last - first)
    return {venue: reply_words(each) for venue, each in took.items()}


def reply_words(took: Sequence[timedelta]) -> str:
    """By nearest rank; any part of a day is a day."""
    if len(took) < ENOUGH:
        return ""
    median = sorted(took)[(len(took) + 1) // 2 - 1]
    days = max(1, -(-median // A_DAY))
    return ngettext("Usually replies in %(days)d day.", "Usually replies in %(days)d days.", days) % {"days": days}
