"""Ask for a room without an account, by the link of a letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import Hirer
from bookings.actions.request_booking import request_booking
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, GuestAsk
from bookings.plans import Ask
from venues.models import Conditions


@all_or_nothing
def ask_as_guest(
    found: GuestAsk, ask: Ask, *, at: datetime, shown_dates: str, shown_prices: str, accepts: Conditions | None
) -> Booking:
    """As request_booking, which says what it raises; the same link twice is one booking."""
    found = GuestAsk.objects.select_for_update(of=("self",)).select_related("booking").get(pk=found.pk)
    if found.booking is not None:
        return found.booking
    if found.expires_at <= at:
        raise TooLate(_("The link in the letter has ended. Ask once more."))
    booking = request_booking(
        replace(ask, hirer=the_hirer(ask.hirer)),
        by=None,
        at=at,
        shown_dates=shown_dates,
        shown_prices=shown_prices,
        submission_key=f"guest-{found.pk}",
        accepts=accepts,
    )
    found.booking, found.typed = booking, ""
    found.save(update_fields=["booking", "typed"])
    return booking


def known_hirer(asks: Hirer) -> Hirer | None:
    """Who hired with this address before, as this kind of hirer, and belongs to nobody's account; a group by its name.

    Only whoever has opened the letter to that address may be told anything of it.
    """
    same = Hirer.objects.standing().filter(
        kind=asks.kind, contact_email__iexact=asks.contact_email, memberships=None, forgotten_at=None
    )
    if asks.is_group:
        same = same.filter(name__iexact=asks.name)
    has_a_link = Q(bookings__key__isnull=False) | Q(waits__token_hash__isnull=False)
    return same.filter(has_a_link).order_by("pk").first()


def the_hirer(asks: Hirer) -> Hirer:
    """Who is known by it, or a row that is made; in the transaction of the caller."""
    known = known_hirer(asks)
    if known is not None:
        if asks.contact_phone and asks.contact_phone != known.contact_phone:  # the newest is the one to ring
            known.contact_phone = asks.contact_phone
            known.save(update_fields=["contact_phone"])
        return known
    made = Hirer.objects.create(
        name=asks.name, kind=asks.kind, contact_email=asks.contact_email, contact_phone=asks.contact_phone
    )
    journal.record(None, "made", made)
    return made
