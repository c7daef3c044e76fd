"""Throw a draft of a price list away."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.change_draft import locked_draft
from bookings.actions.change_venue import CHANGED
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues.models import PriceDraft


@all_or_nothing
def throw_draft_away(work: PriceDraft, *, by: User, at: datetime) -> None:
    """It goes for good; one that was ever shown as proposed stays as given up, with what people said about it."""
    draft = locked_draft(work)
    if draft.given_up_at:
        return
    if draft.published_as_id is not None:
        raise NotPossible(_("This draft is published. Take the price list away instead."))
    journal.record(
        by, f"{CHANGED}prices", draft.venue, why=_("Threw away the draft “%(name)s”.") % {"name": draft.name}
    )
    if draft.proposed_at is None and not draft.comments.exists():
        draft.delete()
        return
    draft.given_up_at = at
    draft.save(update_fields=["given_up_at"])
