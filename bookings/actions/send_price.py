"""Send a price for what was asked for without one: it is booked once they accept it (decision 13)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import letters, policy, told_prices
from bookings.actions.take_hours import dates_asked_for, refuse_begun, take_hours
from bookings.exceptions import NotPossible, PriceChanged, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct, Session
from bookings.prices import PriceLists
from bookings.undoing import can_be_undone, let_stand
from venues.money import Money

SENT = "sent a price"  # the verb of the journal


@all_or_nothing
def send_price(
    booking: Booking, price: Money, *, shown: str, by: User, at: datetime, gone: Collection[str] = ()
) -> Booking:
    """Each date that the list has on application costs this; its hours are kept for as long as a request's.

    `shown` is the fingerprint of what the page showed. Raises TooLate where it is no longer waiting, PriceChanged
    where somebody else has sent another meanwhile, NotPossible where no date is without a price, and whatever
    taking hours again raises.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("Somebody has already answered this request, or it was taken back."))
    sessions = dates_asked_for(booking)
    told = told_prices.to_be_told(sessions)
    if not told:
        raise NotPossible(_("Its prices stand in the price list: confirm it, or give it another price."))
    same = booking.price_waits and all(session.price == price for session in told)
    if same and not booking.hold_lapsed(at):  # once it has lapsed, the same price keeps the hours anew
        return booking
    if told_prices.print_of(sessions) != shown:
        raise PriceChanged
    let_stand(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.PRICED, by=by, at=at):
        _keep_hours(booking, sessions, at=at, gone=gone)
        _tell(booking, told, price)
        journal.record(by, SENT, booking, why=str(price))
        letters.price_sent(booking, at=at)
    return booking


def _keep_hours(booking: Booking, sessions: list[Session], *, at: datetime, gone: Collection[str]) -> None:
    """From nobody else any more, wherever it waited together with others."""
    refuse_begun(sessions, at)
    booking.hold_until = policy.hold_until(at, sessions[0].starts_at, days=booking.venue.hold_days)
    booking.answered_at, booking.price_told_at = booking.answered_at or at, at
    booking.reminded_at, booking.waits_together = None, False
    take_hours(booking, sessions, at=at, until=booking.hold_until, gone=gone)
    booking.save(update_fields=["hold_until", "answered_at", "price_told_at", "reminded_at", "waits_together"])


def _tell(booking: Booking, sessions: list[Session], price: Money) -> None:
    prices, zone = PriceLists([booking.venue]), booking.venue.tz
    for session in sessions:
        tariff = prices.value_on(booking.venue, session.starts_at.astimezone(zone).date())
        for name, value in told_prices.as_fields(price, booking.category.code, tariff).items():
            setattr(session, name, value)
    Session.objects.bulk_update(sessions, ["hire_pence", "vat_pence", "standard_pence", "price_lines", "unsaid"])
