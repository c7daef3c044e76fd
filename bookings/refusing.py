"""What stops a booking at the last moment: something is no longer as the page showed it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from bookings.entitling import Claims
from bookings.exceptions import BookingError, DatesChanged, NotPossible, PriceChanged, RoomTaken, ThingsTaken
from bookings.models import RefusedDate
from bookings.parties import against_the_hall
from bookings.plans import Ask, Plan


def refuse_surprises(now: Plan, shown_dates: str, shown_prices: str) -> None:
    """Raises what it is that differs from the plan whose fingerprints the person was shown, with the plan as it is."""
    refusal = _surprise(now, shown_dates, shown_prices)
    if refusal is not None:
        refusal.seen = now
        raise refusal


def _surprise(now: Plan, shown_dates: str, shown_prices: str) -> BookingError | None:
    if not now.kept:
        reasons = {date.reason for date in now.refused}
        if RefusedDate.Reason.TAKEN in reasons:
            return RoomTaken()
        if RefusedDate.Reason.THINGS in reasons:
            return ThingsTaken()
        return NotPossible(now.refused[0].reason_words)
    if now.dates_print != shown_dates:
        return DatesChanged()
    return PriceChanged() if now.price_print != shown_prices else None


def refuse_a_price_that_was_ended(now: Plan) -> None:
    ask = now.ask
    if now.rests_on_a_claim and Claims.of([ask.hirer], ask.room.venue.operator).has_lost(ask.hirer, ask.category):
        words = _("The hall has ended the price “%(category)s” for %(group)s. Choose another, or write to the hall.")
        raise NotPossible(words % {"category": ask.category.name, "group": ask.hirer.name})


def refuse_what_the_hall_does_not_allow(ask: Ask, *, at: datetime) -> None:
    """What was answered about a party, by the hall's own rules of this moment."""
    venue = ask.room.venue
    for _name, words in against_the_hall(venue, ask.particulars, ask.pattern.first, ask.pattern.times, at=at):
        raise NotPossible(words)
