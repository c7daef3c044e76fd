"""Whether a change that a hirer wishes is made at once, or the hall is asked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.cancelling import charge_for
from bookings.changing.dates import ChangedDate, ChangePlan
from bookings.elections import election_rule
from bookings.entitling import late_proof
from bookings.models import Standing


def why_the_hall_decides(plan: ChangePlan) -> str:
    """In a sentence; nothing where it is made at once.

    What is only asked for may be asked for otherwise; numbers and layout may change within what is known to be
    safe; and when or where, if such a booking would be confirmed at once.
    """
    if plan.booking.is_waiting:
        return ""
    if plan.was_agreed_by_a_person:
        return _("A person at the hall agreed its price, and it would be another hire: the hall decides.")
    if plan.lacks_a_price:
        return _("The price list tells no price for it: the hall sends one, and it is changed once that is accepted.")
    if not all(_is_known_to_be_safe(date) for date in plan.changed):
        return _("Nobody has written down how many people the room takes safely: the hall decides.")
    if any(date.lets_hours_go and charge_for(date.session, plan.at) for date in plan.moved):
        return _("It is so near that to cancel would cost something: the hall decides.")
    if plan.moved and not _would_be_confirmed_at_once(plan):
        return _("The hall answers requests itself: it decides.")
    return ""


def _is_known_to_be_safe(date: ChangedDate) -> bool:
    if date.layout is not None:
        return date.layout.capacity is not None
    return all(room.largest_capacity is not None for room in date.rooms)


def _would_be_confirmed_at_once(plan: ChangePlan) -> bool:
    """As a new request of the same would: for every room, or for the hirer; and no proof is late."""
    booking, venue = plan.booking, plan.booking.venue
    today = plan.at.astimezone(venue.tz).date()
    if late_proof(booking.hirer, booking.category, today) is not None:
        return False
    if election_rule(venue, booking.purpose, (date.asked.on for date in plan.moved)):
        return False
    if all(room.confirms_at_once for date in plan.moved for room in date.rooms):
        return True
    trusted = Standing.objects.filter(venue=venue, hirer=booking.hirer_id, confirms_at_once=True)
    return trusted.exists()
