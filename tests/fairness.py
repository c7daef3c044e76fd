"""Fair use for whatever needs some."""

from __future__ import annotations

from venues.fair_use import Cap, FairUse, Hours, KeptHours, as_document
from venues.models import Venue


def keep_sunday_mornings(venue: Venue) -> None:
    """For new groups, until the day before."""
    kept = KeptHours(Hours((6,), 480, 720), 1, for_new=True, for_young=False)
    venue.fair_use = as_document(FairUse(kept=(kept,)))
    venue.save(update_fields=["fair_use"])


def cap_evenings(venue: Venue, most_hours: int) -> None:
    """So many hours a week for each group, between 6pm and 10pm on any day."""
    cap = Cap("evening", Hours(tuple(range(7)), 18 * 60, 22 * 60), most_hours)
    venue.fair_use = as_document(FairUse((cap,)))
    venue.save(update_fields=["fair_use"])
