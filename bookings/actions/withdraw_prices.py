"""Take away a price list that is still to come and by which nothing was booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import date_words
from accounts.models import User
from bookings.actions.change_venue import CHANGED
from bookings.exceptions import NotPossible
from bookings.fixed_lists import is_fixed
from bookings.locks import all_or_nothing, lock_cells
from venues import tariffs
from venues.models import Venue


@all_or_nothing
def withdraw_prices(place: Venue, first: date, *, by: User, at: datetime) -> None:
    """The list before it goes on in its place, where it ended only for that. Raises NotPossible."""
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=place.pk)
    lock_cells(venue.cells.values_list("pk", flat=True))  # nobody books by it meanwhile
    row = venue.tariffs.filter(valid_from=first).first()
    if row is None or row.valid_from <= at.astimezone(venue.tz).date() or is_fixed(row):
        raise NotPossible(
            _("Only a price list that is still to come, and by which nothing was booked, can be taken away.")
        )
    before = venue.tariffs.filter(valid_to=first - timedelta(days=1)).first()
    row.delete()
    if before:
        held = tariffs.read(before.document, venue.operator.currency)
        before.valid_to, before.document = row.valid_to, tariffs.write(replace(held, valid_to=row.valid_to))
        before.save(update_fields=["valid_to", "document"])
    words = _("Took away the price list “%(name)s”, from %(day)s.") % {"name": row.name, "day": date_words(first)}
    journal.record(by, f"{CHANGED}prices", venue, why=words)
