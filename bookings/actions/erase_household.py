"""Erase a household because it asked the hall to."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.blotting import blot_out
from accounts.models import Disposal, Hirer, Letter, User
from bookings.actions.blot_issued import blot_issued
from bookings.actions.erase_person import open_bookings
from bookings.actions.forget import delete_letters_about, forget_hirers
from bookings.actions.forget_holds import blot_holds
from bookings.actions.forget_threads import blot_messages
from bookings.actions.forget_wishes import forget_wishes_of
from bookings.actions.link_report import blot_report_links
from bookings.actions.make_pdf import throw_pdfs_away
from bookings.exceptions import BookingError
from bookings.locks import all_or_nothing
from bookings.models import Booking, GuestAsk, Wait
from venues.actions.forget_comments import forget_comments
from venues.actions.forget_visitors import forget_visitor
from venues.models import Venue


class StillOpen(BookingError):
    """Something is to come, or another operator holds the rest."""


def why_not(hirer: Hirer, venue: Venue, *, at: datetime) -> str:
    """Why this venue's desk cannot erase it now; empty where it can."""
    if not hirer.is_household:
        return _("Only households are erased here. A group’s people can leave it, and delete their own accounts.")
    if hirer.forgotten_at:
        return _("This household’s name and contact have been taken out already.")
    if open_bookings(hirer, at=at):
        return _("A request waits or a date is still to come. Answer it, or have it cancelled, first.")
    elsewhere = Booking.objects.filter(hirer=hirer).exclude(venue__operator=venue.operator_id)
    waits = Wait.objects.open().filter(hirer=hirer).exclude(venue__operator=venue.operator_id)
    if elsewhere.exists() or waits.exists():
        return _(
            "It has booked with another operator on this site too, which keeps its own records of it. The person can "
            "delete their account themselves, under “Your data”; that covers everything."
        )
    return ""


@all_or_nothing
def erase_household(hirer: Hirer, venue: Venue, *, by: User, at: datetime) -> None:
    """Name, contact, people and words go; hours and prices stay. Raises StillOpen, in words, where it cannot be."""
    hirer = Hirer.objects.select_for_update().get(pk=hirer.pk)
    refusal = why_not(hirer, venue, at=at)
    if refusal:
        raise StillOpen(refusal)
    delete_letters_about(hirer)
    words = [hirer.name, hirer.contact_email, hirer.contact_phone, hirer.postal_address]
    blot_out(words)
    blot_messages(words)
    blot_holds(words)
    blot_report_links(words)
    blot_issued(words, at=at)
    throw_pdfs_away(at=at)
    forget_comments([hirer.name], {hirer.contact_email} - {""})
    forget_visitor([hirer.name], {hirer.contact_email} - {""}, at=at)
    forget_wishes_of([hirer.name], {hirer.contact_email} - {""})
    asks = GuestAsk.objects.filter(email__iexact=hirer.contact_email or None)
    Letter.objects.filter(key__in=[f"guest-{pk}" for pk in asks.values_list("pk", flat=True)]).delete()
    asks.delete()
    forget_hirers([hirer.pk], at=at)
    Disposal.objects.create(kind=Disposal.Kind.ERASED, at=at, rows=1)
    journal.record(by, "erased at its own request", hirer)
