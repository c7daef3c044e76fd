"""Say what those who come need, with a booking or afterwards; or keep it in one's own account."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from bookings import needs_letters
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, SavedNeeds, StatedNeed
from bookings.stated_needs import Stated


@all_or_nothing
def state_needs(booking: Booking, stated: Stated, *, at: datetime, desk: bool = False) -> Booking:
    """What is needed from now on: what is no longer, goes, with all that was agreed about it.

    The hall is told by letter that there is something to answer, but for what the `desk` writes down itself.
    Raises TooLate where nothing can be arranged any more.
    """
    booking = Booking.objects.locked(booking.pk)
    if not may_be_stated(booking, at=at):
        raise TooLate(_("This booking is over, or was refused or cancelled: nothing can be arranged for it any more."))
    if write_stated(booking, stated, at=at) and not desk:
        needs_letters.stated(booking, at=at)
    return booking


def may_be_stated(booking: Booking, *, at: datetime) -> bool:
    """Whether it waits or is booked, and a date of it is not over."""
    return (booking.is_waiting or booking.is_confirmed) and booking.sessions.to_come(at).exists()


def write_stated(booking: Booking, stated: Stated, *, at: datetime, is_new: bool = False) -> bool:
    """Whether anything is otherwise now; in the transaction of the caller, who has the booking or has just made it."""
    there = {} if is_new else {row.need: row for row in booking.stated_needs.all()}
    wanted = {code: (stated.number_of(code), "") for code in stated.needs}
    if stated.words:
        wanted[""] = (None, stated.words)
    gone = [row.pk for need, row in there.items() if (row.said, row.words) != wanted.get(need)]
    said_first = {need: row.stated_at for need, row in there.items()}  # with another number it is the same need
    if gone:
        StatedNeed.objects.filter(pk__in=gone).delete()
    new = [
        StatedNeed(booking=booking, need=need, said=said, words=words, stated_at=said_first.get(need, at))
        for need, (said, words) in wanted.items()
        if need not in there or there[need].pk in gone
    ]
    StatedNeed.objects.bulk_create(new)
    return bool(gone or new)


@all_or_nothing
def save_needs(user: User, stated: Stated, *, at: datetime) -> None:
    """Keep them in the account in place of what was kept; of nothing, nothing is kept."""
    if not stated:
        SavedNeeds.objects.filter(user=user).delete()
        return
    kept = {"needs": list(stated.needs), "said": dict(stated.said), "words": stated.words, "saved_at": at}
    SavedNeeds.objects.update_or_create(user=user, defaults=kept)  # of two at once the second waits, and stays
