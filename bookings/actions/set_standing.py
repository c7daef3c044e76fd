"""Agree with a hirer that it may book at once, or take that back."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import Hirer, User
from bookings.locks import all_or_nothing
from bookings.models import Standing
from venues.models import Venue


@all_or_nothing
def set_standing(venue: Venue, hirer: Hirer, *, at_once: bool, by: User, at: datetime) -> Standing:
    """Whether this hirer's bookings here are confirmed without waiting for the secretary."""
    standing, _made = Standing.objects.update_or_create(
        venue=venue, hirer=hirer, defaults={"confirms_at_once": at_once, "agreed_by": by, "agreed_at": at}
    )
    journal.record(by, "may book at once" if at_once else "waits for an answer", hirer, why=venue.slug)
    return standing
