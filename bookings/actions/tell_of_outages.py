"""Tell hirers who said what they need that something they depend on does not work on a date of theirs."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import Letter
from bookings import needs_letters
from bookings.locks import all_or_nothing
from bookings.out_for_them import OutForThem, out_for_them
from venues.models import Outage as Row
from venues.models import Venue


@all_or_nothing
def tell_of_outages(at: datetime) -> int:
    """How many letters were written, each booking once of each; safe to run twice at once."""
    rows = Row.objects.since((at - timedelta(days=1)).date())
    venues = Venue.objects.filter(pk__in=rows.values("venue"), bookings__stated_needs__isnull=False).distinct()
    return sum(_tell(found) for venue in venues.order_by("pk") for found in out_for_them(venue, at=at))


def _tell(found: OutForThem) -> bool:
    if Letter.objects.filter(key=needs_letters.key_of_outage(found)).exists():
        return False
    needs_letters.out_of_order(found)
    return True
