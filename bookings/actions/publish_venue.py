"""Show a venue to the public, or take it from public view again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from bookings.actions.change_venue import change_venue
from bookings.exceptions import BookingError
from bookings.locks import all_or_nothing
from venues import files
from venues.models import Venue
from venues.readiness import Missing, is_ready, lacks


class NotReady(BookingError):
    """Something is still missing; `missing` says what, step by step."""

    def __init__(self, found: Missing) -> None:
        super().__init__(_("Something is still missing, so the hall is not shown yet."))
        self.missing = found


@all_or_nothing
def publish_venue(venue: Venue, *, by: User, at: datetime) -> None:
    """From now on everybody can find it and ask for its rooms. Raises NotReady, with nothing done."""
    held = _held(venue)
    file = files.from_database(held)
    found = lacks(file, held.operator, today=at.astimezone(file.venue.tz).date())
    if not is_ready(found):
        raise NotReady(found)
    change_venue(venue, part="publish", by=by, at=at, venue=replace(file.venue, published=True))


@all_or_nothing
def unpublish_venue(venue: Venue, *, by: User, at: datetime) -> None:
    """Nobody new can find it or ask; what is booked or asked for stays."""
    change_venue(
        venue, part="publish", by=by, at=at, venue=replace(files.from_database(_held(venue)).venue, published=False)
    )


def _held(venue: Venue) -> Venue:
    """As it is now; nobody changes it until we are done."""
    return Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=venue.pk)
