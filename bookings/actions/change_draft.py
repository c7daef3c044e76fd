"""Change a draft of a price list, by the rules of the venue file: what is kept can be published."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.change_venue import CHANGED, ChangedMeanwhile, new_faults
from bookings.actions.import_venue import ChangeRefused
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues import files, tariffs
from venues.models import PriceDraft, Venue
from venues.tariffs import Tariff


def print_of_draft(draft: PriceDraft) -> str:
    """A short mark of what a draft says now, as `print_of` is of what is published."""
    return hashlib.sha256(json.dumps(draft.document, sort_keys=True).encode()).hexdigest()[:16]


def held_in(draft: PriceDraft, currency: str) -> Tariff:
    """The list that a draft says."""
    return tariffs.read(draft.document, currency)


def locked_draft(work: PriceDraft) -> PriceDraft:
    """The draft as it is now, with its venue: whoever changes one stands in line, for the venue first."""
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=work.venue_id)
    draft = PriceDraft.objects.select_for_update(of=("self",), no_key=True).filter(pk=work.pk).first()
    if draft is None:
        raise NotPossible(_("Somebody threw this draft away meanwhile."))
    draft.venue = venue
    return draft


@all_or_nothing
def change_draft(work: PriceDraft, tariff: Tariff, *, by: User, at: datetime, seen: str | None = None) -> PriceDraft:
    """Put another list in its place. Raises ChangedMeanwhile, ChangeRefused, NotPossible where it is over.

    The place of a fault is as if the draft were the only list of the venue: `tariffs[0].rates[3].per_hour`.
    """
    draft = locked_draft(work)
    if not draft.is_open:
        raise NotPossible(_("This draft is published or given up, so what it says stays. Make a new draft of it."))
    if seen is not None and seen != print_of_draft(draft):
        raise ChangedMeanwhile
    venue = draft.venue
    wanted = replace(tariff, valid_to=None)
    _refuse_faults(venue, held_in(draft, venue.operator.currency), wanted, at=at)

    document = tariffs.write(wanted)
    if document == draft.document:
        return draft
    draft.name, draft.valid_from, draft.document, draft.changed_at = wanted.name, wanted.valid_from, document, at
    draft.save(update_fields=["name", "valid_from", "document", "changed_at"])
    journal.record(by, f"{CHANGED}prices", venue, why=_("Changed the draft “%(name)s”.") % {"name": draft.name})
    return draft


@all_or_nothing
def keep_draft(venue: Venue, tariff: Tariff, *, by: User, at: datetime) -> PriceDraft:
    """Begin a draft with this list; a second one that says the same is the first. Raises ChangeRefused."""
    Venue.objects.select_for_update(of=("self",), no_key=True).get(pk=venue.pk)
    wanted = replace(tariff, valid_to=None)
    document = tariffs.write(wanted)
    same = next((draft for draft in venue.price_drafts.open() if draft.document == document), None)
    if same:
        return same
    _refuse_faults(venue, None, wanted, at=at)
    draft = PriceDraft.objects.create(
        venue=venue,
        name=wanted.name,
        valid_from=wanted.valid_from,
        document=document,
        made_by=by,
        made_at=at,
        changed_at=at,
    )
    journal.record(by, f"{CHANGED}prices", venue, why=_("Made the draft “%(name)s”.") % {"name": draft.name})
    return draft


def _refuse_faults(venue: Venue, held: Tariff | None, wanted: Tariff, *, at: datetime) -> None:
    file = files.from_database(venue)
    before = replace(file, tariffs=(held,) if held else ())
    faults = new_faults(before, replace(file, tariffs=(wanted,)), at=at)
    if faults:
        raise ChangeRefused(faults)
