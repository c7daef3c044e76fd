"""Refusals as they are told where nothing is booked, but changed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bookings.exceptions import BookingError, ConditionsChanged, DatesChanged, PriceChanged, RoomTaken


def refusal_words(refusal: BookingError) -> str:
    """As it is told where nothing is booked, but changed."""
    if isinstance(refusal, RoomTaken):
        return _("Somebody else has booked the room for that time. Nothing was changed.")
    if isinstance(refusal, DatesChanged):
        return _("What is free, or the booking itself, has changed since you looked. Nothing was changed.")
    if isinstance(refusal, PriceChanged):
        return _("The price has changed since you looked. Nothing was changed. Please check it.")
    if isinstance(refusal, ConditionsChanged):
        return _("The hall has published other conditions of hire. Nothing was changed. Please read them first.")
    return str(refusal)
