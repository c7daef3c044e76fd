"""A group shows that a price is its own."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing
from venues.models import Entitlement

SHOWED = "showed proof"


@all_or_nothing
def show_proof(
    claim: Entitlement, *, evidence: str, words: str, picture: bytes | None, by: User, at: datetime
) -> Entitlement:
    """A number, a picture of a paper, or how the hall knows them; in the place of what was shown before.

    Raises NotPossible once a manager has accepted it, or ended it.
    """
    rows = Entitlement.objects.select_for_update(of=("self",)).select_related("hirer", "category")
    found = rows.filter(pk=claim.pk).first()
    if found is None or not found.is_open:
        raise NotPossible(_("The hall has ended this price meanwhile. Please write to it."))
    if found.is_accepted:
        raise NotPossible(_("The hall has accepted it meanwhile: there is nothing left to show."))
    found.evidence, found.shown_words, found.shown_picture, found.shown_at = evidence, words, picture, at
    found.save(update_fields=["evidence", "shown_words", "shown_picture", "shown_at"])
    journal.record(by, SHOWED, found.hirer, why=found.category.code)
    return found
