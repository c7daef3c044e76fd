"""Take back that the regulars were asked about next year: for five minutes, and while none of them has answered."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal, outbox
from accounts.models import User
from bookings import renewal_letters
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Hold, Renewal
from bookings.undoing import UNDO_FOR
from bookings.waiting_list import offer_what_is_free
from venues.models import Cell

VERB = "took asking the regulars back"


@all_or_nothing
def take_asking_back(renewal: Renewal, *, by: User, at: datetime) -> None:
    """Nobody is asked, nothing is kept and no letter goes. Raises TooLate, with a sentence that says why."""
    found = Renewal.objects.select_for_update(of=("self",), no_key=True).select_related("venue").filter(pk=renewal.pk)
    held = found.first()
    if held is None:
        raise TooLate(_("This has been taken back already."))
    holds = Hold.objects.filter(slot__renewal=held)
    cells = Cell.objects.filter(rooms__in=holds.values("room"))
    lock_cells(cells.values_list("pk", flat=True), venue=held.venue_id)
    list(
        held.slots.select_for_update(of=("self",)).order_by("pk")
    )  # whoever answers just now comes first, or finds none
    refusal = cannot_take_back(held, at=at)
    if refusal:
        raise TooLate(refusal)
    if not outbox.take_back(renewal_letters.keys_of(held), until=held.made_at + UNDO_FOR):
        raise TooLate(_("A letter is on its way already: it can no longer be taken back. You can still end it."))
    freed = [hold.period for hold in holds]
    held.delete()
    journal.record(by, VERB, held.venue)
    offer_what_is_free(held.venue, freed, at=at)


def cannot_take_back(renewal: Renewal, *, at: datetime) -> str:
    """A sentence, or nothing."""
    if renewal.closed_at is not None:
        return _("Asking the regulars has ended already.")
    if renewal.made_at + UNDO_FOR <= at:
        return _(
            "The five minutes are over and the letters go, so it can no longer be taken back. You can still end it."
        )
    if renewal.slots.exclude(answer="").exists():
        return _("A group has answered already: it can no longer be taken back. You can still end it.")
    return ""
