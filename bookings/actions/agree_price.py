"""Agree a price by hand for one booking, this once, and say why."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.actions.give_category import GAVE
from bookings.by_hand import HandPrice, by_hand
from bookings.changed_by_hall import note_changed_by_hall
from bookings.exceptions import NotPossible, PriceChanged, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, Session
from bookings.repricing import print_of
from venues.money import Money


@all_or_nothing
def agree_price(booking: Booking, price: Money, *, reason: str, shown_prices: str, by: User, at: datetime) -> Booking:
    """Each of its dates to come costs this, all in; the letter that says yes tells it.

    `shown_prices` is the fingerprint of what the page showed. Raises TooLate once it is answered, PriceChanged,
    or NotPossible where by its price list no date costs more than that. What the list asks no more for keeps
    the price of the list.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("Somebody has already answered this request, or it was taken back."))
    if booking.price_waits:
        raise NotPossible(_("They have been sent a price. Send them another instead."))
    prices = by_hand(booking, price, at=at)
    if booking.category_reason == reason and all(_is_agreed(each) for each in prices):
        return booking
    if print_of(prices) != shown_prices:
        raise PriceChanged

    if any(each.before != each.after for each in prices):
        note_changed_by_hall([booking])
    for each in prices:
        for name, value in each.fields.items():
            setattr(each.session, name, value)
    Session.objects.bulk_update([each.session for each in prices], list(prices[0].fields))
    booking.category_reason, booking.category_given_by = reason, by
    booking.save(update_fields=["category_reason", "category_given_by"])
    journal.record(by, GAVE, booking, why=f"{price}: {reason}")
    return booking


def _is_agreed(price: HandPrice) -> bool:
    return price.before == price.after and price.session.is_by_hand != price.is_no_less
