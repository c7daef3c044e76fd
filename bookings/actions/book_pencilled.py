"""What was pencilled in becomes a booking, once somebody is there whose it is."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from bookings.actions.let_go_of_hold import give_way
from bookings.actions.request_booking import request_booking
from bookings.exceptions import NoPriceYet, NotPossible, PriceChanged
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Hold
from bookings.offers import Offer
from bookings.planning import plan
from bookings.plans import Ask
from bookings.price_words import names_at
from bookings.prices import PriceLists
from bookings.pricing import outcomes
from bookings.recurrence import asked_dates
from bookings.terms import terms_for
from bookings.undoing import making_can_be_undone
from venues import tariffs
from venues.models import Conditions
from venues.money import Money
from venues.tariffs.words import refusal_words


@all_or_nothing
def book_pencilled(
    hold: Hold,
    ask: Ask,
    *,
    by: User,
    at: datetime,
    shown_pence: int,
    submission_key: str,
    told: Conditions | None = None,
) -> Booking:
    """Book it for a hirer, at once and by the price that was shown; the same submission twice is one booking.

    `told` are the conditions of hire that they were told, if they were. It can be taken back for five minutes,
    and then it is pencilled in as before.
    Raises what request_booking raises, and then it is still pencilled in.
    """
    again = Booking.objects.filter(submission_key=submission_key, made_by=by).first()
    if again:
        return again
    lock_cells([cell.pk for cell in ask.room.cells.all()], venue=ask.room.venue_id)
    with making_can_be_undone(hold, by=by, at=at) as made:
        if not give_way(hold, by=by):
            raise NotPossible(_("It is no longer pencilled in: its time was over, or somebody let it go."))
        if price_of(ask).pence != shown_pence:
            raise PriceChanged
        now = plan(ask, at=at, desk=True)
        made.booking = request_booking(
            ask,
            by=by,
            at=at,
            shown_dates=now.dates_print,
            shown_prices=now.price_print,
            submission_key=submission_key,
            desk=True,
            accepts=told,
        )
    return made.booking


def price_of(ask: Ask) -> Money:
    """What its one date would cost this hirer, whatever is agreed with them minded; raises NotPossible."""
    return quote_of(ask).total


def quote_of(ask: Ask) -> tariffs.Quote:
    """The same with its reasons; raises NotPossible where the list tells no price, NoPriceYet where a person does."""
    venue = ask.room.venue
    [asked] = asked_dates(ask.pattern, venue.tz)
    assert asked.period is not None, "it was pencilled in"
    agreed = terms_for(venue, ask.hirer, [asked.on])
    hires = [(ask.together, asked.period)]
    try:
        [found] = outcomes(
            PriceLists([venue]), hires, ask.category, people=ask.people, answers=ask.answers, agreed=agreed
        )
    except tariffs.Refusal as refusal:
        found = refusal
    if isinstance(found, Offer):
        return found.quote
    refused = NoPriceYet if isinstance(found, tariffs.AskThem) else NotPossible
    raise refused(refusal_words(found, names_at(venue), venue.tz))
