"""A booking whose hirer asks for another room."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from bookings.actions import ask_change
from bookings.changing import ONE, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.models import AskedChange, Booking
from venues.models import Room


def asked_to_move(booking: Booking, room: Room, *, by: User | None) -> AskedChange:
    """Its one date, to that room instead of its own."""
    at, rooms = timezone.now(), rooms_of(booking.venue)
    wish = Wish(ONE, booking.sessions.get().pk, rooms=(rooms[room.pk],))
    plan = plan_change(booking, wish, at=at, rooms=rooms)
    return ask_change(booking, wish, by=by, at=at, shown_dates=plan.dates_print, shown_prices=plan.price_print)
