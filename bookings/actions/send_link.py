"""The links of bookings made without an account: sent again, made anew, ended."""

from __future__ import annotations

from datetime import datetime

from accounts import journal
from accounts.models import User
from bookings.guest_letters import links_again, new_link
from bookings.keys import LASTS, end_key, give_key
from bookings.locks import all_or_nothing
from bookings.models import Booking, Wait


@all_or_nothing
def send_links_again(email: str, *, at: datetime) -> None:
    """One letter with every link of this address that still opens something; nobody else is told if there is any."""
    mine = Booking.objects.filter(key__ended_at=None, key__isnull=False, hirer__contact_email__iexact=email)
    open_still = mine.filter(sessions__ends_at__gt=at - LASTS).distinct().select_related("venue", "hirer")
    waits = Wait.objects.open().filter(token_hash__isnull=False, hirer__contact_email__iexact=email, ends_at__gt=at)
    links_again(email, list(open_still.order_by("pk")), list(waits.select_related("venue")), at=at)


@all_or_nothing
def send_new_link(booking: Booking, *, by: User, at: datetime) -> None:
    """The one before leads nowhere from now on."""
    booking = Booking.objects.locked(booking.pk)
    give_key(booking, at=at)
    journal.record(by, "sent a new link of", booking)
    new_link(booking, at=at)


@all_or_nothing
def end_link(booking: Booking, *, by: User, at: datetime) -> None:
    """Nobody sees or changes it by a link any more; the hall does it for them."""
    booking = Booking.objects.locked(booking.pk)
    end_key(booking, at=at)
    journal.record(by, "ended the link of", booking)
