"""Give one booking another price than the one it was asked for at, and say why."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.changed_by_hall import note_changed_by_hall
from bookings.exceptions import NotPossible, PriceChanged, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, Session
from bookings.repricing import print_of, repriced
from venues.models import Category

GAVE = "gave another price"


@all_or_nothing
def give_category(
    booking: Booking, category: Category, *, reason: str, shown_prices: str, by: User, at: datetime
) -> Booking:
    """Its dates to come are priced anew, by the same list; the letter that says yes tells it.

    `shown_prices` is the fingerprint of what the page showed. Raises TooLate once it is answered, PriceChanged,
    or NotPossible where a date would have no price.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("Somebody has already answered this request, or it was taken back."))
    if booking.price_waits:
        raise NotPossible(_("They have been sent a price. Send them another instead."))
    sessions = booking.sessions.all()
    is_theirs = (booking.category_id, booking.category_reason) == (category.pk, reason)
    if is_theirs and not any(session.is_by_hand or session.category_id for session in sessions):
        return booking
    prices = repriced(booking, category, at=at)
    if print_of(prices) != shown_prices:
        raise PriceChanged

    if any(price.before != price.after for price in prices):
        note_changed_by_hall([booking])
    for price in prices:
        for name, value in price.fields.items():
            setattr(price.session, name, value)
    Session.objects.bulk_update([price.session for price in prices], list(prices[0].fields))
    booking.category, booking.category_reason, booking.category_given_by = category, reason, by
    booking.save(update_fields=["category", "category_reason", "category_given_by"])
    journal.record(by, GAVE, booking, why=f"{category.name}: {reason}")
    return booking
