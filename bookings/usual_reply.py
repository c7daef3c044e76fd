"""How soon a hall usually answers: the median of what it answered lately, where that is enough to tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.utils.translation import ngettext

from bookings.models import Booking
from venues.at_one_go import Question, Row, at_one_go, rows_of
from venues.models import Venue

LATELY = timedelta(days=90)
ENOUGH = 5
A_DAY = timedelta(days=1)


def usual_reply(venue: Venue, *, at: datetime) -> str:
    """Usually replies in 3 days; nothing where too few asked. One question."""
    told = at_one_go({"replies": replies_question([venue.pk], at=at)})
    return replies_read(told["replies"]).get(venue.pk, "")


def replies_question(venues: Collection[int], *, at: datetime) -> Question:
    """What `replies_read` reads.

    What was booked at once, entered by the desk or brought in from a diary was answered by nobody.
    """
    answered = Booking.objects.filter(
        venue__in=venues,
        entered=Booking.Entered.ONLINE,
        at_once=False,
        answered_at__gt=at - LATELY,
        answered_at__lte=at,
    )
    return rows_of(answered.exclude(requested_at=None), "venue_id", "requested_at", "answered_at")


def replies_read(rows: Iterable[Row]) -> dict[int, str]:
    """The same of several venues, by their keys."""
    took: dict[int, list[timedelta]] = defaultdict(list)
    for venue, first, last in rows:
        took[venue].append(last - first)
    return {venue: reply_words(each) for venue, each in took.items()}


def reply_words(took: Sequence[timedelta]) -> str:
    """By nearest rank; any part of a day is a day."""
    if len(took) < ENOUGH:
        return ""
    median = sorted(took)[(len(took) + 1) // 2 - 1]
    days = max(1, -(-median // A_DAY))
    return ngettext("Usually replies in %(days)d day.", "Usually replies in %(days)d days.", days) % {"days": days}
