"""Publish a draft of a price list: from its first day on everybody pays by it; what is booked keeps its price."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.clock import date_words
from accounts.models import User
from bookings.actions.change_draft import held_in, locked_draft, print_of_draft
from bookings.actions.change_venue import ChangedMeanwhile, change_venue
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues import files
from venues.files import VenueFile
from venues.models import PriceDraft


@all_or_nothing
def publish_draft(work: PriceDraft, *, by: User, at: datetime, seen: str | None = None) -> PriceDraft:
    """A second time is the first. Raises ChangedMeanwhile, ChangeRefused, NotPossible."""
    draft = locked_draft(work)
    venue = draft.venue
    if draft.published_as_id is not None:
        return draft
    if not draft.is_open:
        raise NotPossible(_("This draft was given up. Make a new draft of it."))
    if seen is not None and seen != print_of_draft(draft):
        raise ChangedMeanwhile
    file, tariff = files.from_database(venue), held_in(draft, venue.operator.currency)
    obstacle = cannot_begin(tariff.valid_from, file, today=at.astimezone(venue.tz).date())
    if obstacle:
        raise NotPossible(obstacle)
    rows = tuple(sorted((*file.tariffs, tariff), key=lambda row: row.valid_from))
    change_venue(venue, part="prices", by=by, at=at, tariffs=rows)
    draft.published_as = venue.tariffs.get(valid_from=tariff.valid_from)
    draft.save(update_fields=["published_as"])
    return draft


def cannot_begin(first: date, file: VenueFile, *, today: date) -> str:
    """Why a list cannot be published with this first day, in a sentence; nothing where it can."""
    last = max(file.tariffs, key=lambda row: row.valid_from, default=None)
    if last and first <= last.valid_from:
        words = _("The list “%(name)s” begins on %(day)s. This one has to begin later: give it another first day.")
        return words % {"name": last.name, "day": date_words(last.valid_from)}
    if first < today:
        words = _("Its first day, %(day)s, is past. New prices begin today or later: give it another first day.")
        return words % {"day": date_words(first)}
    return ""
