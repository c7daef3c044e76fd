"""Before an election a hall's rule holds for party politics, and a person answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.models import Booking
from venues.models import Venue


def election_rule(venue: Venue, purpose: str, days: Iterable[date]) -> str:
    """What is said of a booking of that purpose; nothing where none of its days lies before the election."""
    if purpose != Booking.Purpose.POLITICAL or venue.election_on is None:
        return ""
    first = venue.election_on - timedelta(days=venue.election_days)
    if not any(first <= day <= venue.election_on for day in days):
        return ""
    return venue.election_rule or _(
        "Before the election of %(day)s a person decides on bookings for party politics."
    ) % {"day": day_words(venue.election_on)}
