"""Show a draft of a price list to everybody for a while, and ask what they think; or stop showing it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import date_words
from accounts.models import User
from bookings.actions.change_draft import locked_draft
from bookings.actions.change_venue import CHANGED
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues.models import PriceDraft


@all_or_nothing
def propose_prices(work: PriceDraft, *, until: date, words: str, by: User, at: datetime) -> PriceDraft:
    """A second time changes the day or the words. A hall proposes one list at a time. Raises NotPossible."""
    draft = locked_draft(work)
    today = at.astimezone(draft.venue.tz).date()
    if not draft.is_open:
        raise NotPossible(_("This draft is published or given up, so it cannot be proposed. Make a new draft of it."))
    other = draft.venue.price_drafts.proposed(today).exclude(pk=draft.pk).first()
    if other:
        refusal = _("“%(name)s” is shown as proposed until %(day)s. Stop showing that one first.")
        raise NotPossible(refusal % {"name": other.name, "day": date_words(other.comments_until or today)})
    draft.proposed_at = draft.proposed_at or at
    draft.comments_until, draft.proposal_words = until, words
    draft.save(update_fields=["proposed_at", "comments_until", "proposal_words"])
    why = _("Showed the draft “%(name)s” as proposed, until %(day)s.")
    journal.record(by, f"{CHANGED}prices", draft.venue, why=why % {"name": draft.name, "day": date_words(until)})
    return draft


@all_or_nothing
def stop_proposing(work: PriceDraft, *, by: User, at: datetime) -> None:
    """It is a draft again that nobody else sees; what people said stays, and how long it is kept counts from today."""
    draft = locked_draft(work)
    if draft.proposed_at is None:
        return
    draft.proposed_at = None
    draft.comments_until = min(draft.comments_until or at.date(), at.astimezone(draft.venue.tz).date())
    draft.save(update_fields=["proposed_at", "comments_until"])
    why = _("No longer shows the draft “%(name)s” as proposed.") % {"name": draft.name}
    journal.record(by, f"{CHANGED}prices", draft.venue, why=why)
