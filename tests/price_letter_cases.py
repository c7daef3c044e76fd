"""Letters about a price that the hall sent, brought about: see `tests.letter_cases`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from bookings import actions
from bookings.actions.accept_price import accept_price, refuse_price
from bookings.actions.remind_of_price import remind_of_price
from bookings.actions.send_price import send_price
from bookings.models import Booking, Session
from bookings.told_prices import print_of
from tests.letter_cases import Cast, writes
from venues.money import Money


@writes(
    "price_sent", "price_reminder", "price_lapsed", "price_unanswered", "price_taken", "price_refused", "price_over"
)
def a_price_is_sent_and_waits(cast: Cast) -> None:
    at, three = timezone.now(), [cast.a_request(days) for days in (149, 150, 151)]
    Session.objects.filter(booking__in=three).update(hire_pence=None)
    for booking in three:
        price_sent(booking, cast.sue, at=at)
    kept = three[0].venue.hold_days
    remind_of_price(at + timedelta(days=kept, hours=-2))
    actions.lapse_holds(at + timedelta(days=kept))
    accept_price(three[0], shown=print_of_price(three[0]), by=cast.ben, at=at)
    refuse_price(three[1], by=cast.ben, at=at)
    actions.lapse_holds(at + timedelta(days=152))


def price_sent(booking: Booking, by: User, *, at: datetime) -> None:
    send_price(booking, Money(12000), shown=print_of_price(booking), by=by, at=at)


def print_of_price(booking: Booking) -> str:
    return print_of(booking.sessions.select_related("venue__operator"))
