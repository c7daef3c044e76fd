"""Write down how one gets in from a day on, and take it away again."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Venue, WayIn

CHANGED = "changed entry"  # what it says now is nobody's business but the desk's: no words beside it


@whole
def set_way_in(venue: Venue, *, words: str, valid_from: date, by: User | None, at: datetime) -> WayIn:
    """In the place of what was written down from the same day on; what has been over for some time goes."""
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    kept = {"words": words, "made_at": at, "made_by": by}
    found, _made = WayIn.objects.update_or_create(venue=venue, valid_from=valid_from, defaults=kept)
    now = WayIn.objects.on(venue, timezone.localdate(at, venue.tz))
    if now is not None:
        WayIn.objects.filter(venue=venue, valid_from__lt=now.valid_from).delete()
    journal.record(by, CHANGED, venue)
    return found


@whole
def take_way_in_away(way: WayIn, *, by: User | None) -> None:
    journal.record(by, CHANGED, way.venue)
    way.delete()
