"""Open again what was shut; dates that were cancelled do not come back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import span_words
from accounts.models import User
from bookings.actions.change_venue import CHANGED
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.waiting_list import offer_what_is_free
from venues.models import Closure, Venue
from venues.periods import Period


@all_or_nothing
def lift_closure(closure: Closure, *, by: User, at: datetime) -> None:
    """Take away a closure to come; one that has begun ends now, since the hours it shut are history.

    Raises TooLate where it is over.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=closure.venue_id)
    held = Closure.objects.filter(pk=closure.pk, ends_at__gt=at).first()
    if held is None:
        raise TooLate(_("This closure is over, or somebody has lifted it already."))
    lock_cells(venue.cells.values_list("pk", flat=True))
    shut = Period(held.starts_at, held.ends_at)
    when = span_words(held.starts_at, held.ends_at, venue.tz)
    now = at.replace(second=0, microsecond=0) + timedelta(minutes=1)  # closures are kept in whole minutes
    if held.starts_at < at and now < held.ends_at:
        held.ends_at = now
        held.save(update_fields=["ends_at"])
    else:
        held.delete()
    offer_what_is_free(venue, [shut], at=at)
    journal.record(by, f"{CHANGED}closures", venue, why=_("Lifted the closure of %(when)s.") % {"when": when})
