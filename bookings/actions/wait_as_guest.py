"""Wait for hours without an account, by the link of a letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from bookings import waiting_letters
from bookings.actions.ask_as_guest import the_hirer
from bookings.actions.wait_for import wait_for
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import GuestAsk, Wait
from bookings.plans import Ask
from bookings.waiting_keys import give_key


@all_or_nothing
def wait_as_guest(found: GuestAsk, ask: Ask, *, at: datetime) -> Wait:
    """As wait_for, which says what it raises, for the one date: whoever waits for it already keeps their place.

    The same link twice is one place on the list, and so is a second link for the same hours.
    """
    found = GuestAsk.objects.select_for_update(of=("self",)).select_related("wait").get(pk=found.pk)
    if found.wait is not None:
        return found.wait
    if found.booking_id is not None:
        raise NotPossible(_("By this link a room was asked for already."))
    if found.expires_at <= at:
        raise TooLate(_("The link in the letter has ended. Ask once more."))
    hirer = the_hirer(ask.hirer)
    [wait] = wait_for(replace(ask, hirer=hirer), by=None, at=at, submission_key=f"guest-{found.pk}")
    give_key(wait)
    waiting_letters.begun(wait)
    found.wait, found.typed = wait, ""
    found.save(update_fields=["wait", "typed"])
    return wait
