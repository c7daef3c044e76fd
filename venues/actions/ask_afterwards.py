"""Say whether a hall asks its groups by letter, once a month, how many came."""

from __future__ import annotations

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Venue


@whole
def ask_afterwards(venue: Venue, *, asks: bool, by: User) -> None:
    """For the months to come; a letter that has gone asks about this hall no longer, or again."""
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    if venue.asks_afterwards != asks:
        venue.asks_afterwards = asks
        venue.save(update_fields=["asks_afterwards"])
        journal.record(by, "changed letters", venue, why=f"asks_afterwards: {'yes' if asks else 'no'}")
