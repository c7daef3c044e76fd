"""What stops a change at the last moment: something is no longer as the page showed it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.changing.dates import ChangePlan
from bookings.exceptions import DatesChanged, NotPossible, PriceChanged, RoomTaken
from bookings.models import RefusedDate


def refuse_surprises(now: ChangePlan, shown_dates: str, shown_prices: str) -> None:
    """Raises what it is that differs from the plan whose fingerprints the person was shown."""
    if not now.changed:
        if any(date.reason == RefusedDate.Reason.TAKEN for date in now.clashes):
            raise RoomTaken
        raise NotPossible(now.clashes[0].reason_words if now.clashes else _("Nothing would be changed."))
    if now.dates_print != shown_dates:
        raise DatesChanged
    if now.price_print != shown_prices:
        raise PriceChanged
