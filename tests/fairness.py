"""Fair use for whatever needs some."""

from __future__ import annotations

from venues.fair_use import FairUse, Hours, KeptHours, as_document
from venues.models import Venue


def keep_sunday_mornings(venue: Venue) -> None:
    """For new groups, until the day before."""
    kept = KeptHours(Hours((6,), 480, 720), 1, for_new=True, for_young=False)
    venue.fair_use = as_document(FairUse(kept=(kept,)))
    venue.save(update_fields=["fair_use"])
