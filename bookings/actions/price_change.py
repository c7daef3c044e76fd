"""A change that was asked for and whose price the hall tells: it sends one, its hirer accepts it (decision 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import change_letters
from bookings.actions.accept_price import ACCEPTED, NOTED
from bookings.actions.ask_change import as_asked, as_row, make_it, not_as_asked, wish_of
from bookings.actions.change_dates import queue_for
from bookings.actions.send_price import SENT
from bookings.asked_changes import keep_on, keep_the_new_hours, locked
from bookings.changing import ChangePlan, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.changing.surprises import refuse_surprises
from bookings.changing.words import lines_of
from bookings.exceptions import DatesChanged, NotPossible, PriceChanged, TooLate
from bookings.locks import all_or_nothing
from bookings.models import AskedChange, Booking, DeskAct
from bookings.undoing import can_be_undone, let_stand_unoffered
from bookings.waiting_list import offer_what_is_free
from venues.money import Money


@all_or_nothing
def send_change_price(asked: AskedChange, price: Money, *, shown: str, by: User, at: datetime) -> AskedChange:
    """Each date for which the list tells none would cost this; the new hours are kept as long as if asked for now.

    `shown` is the fingerprint of the prices that the page showed; the same price twice is one. Raises TooLate where
    it waits no longer, PriceChanged where somebody else has sent another meanwhile, RoomTaken, and NotPossible.
    """
    booking, asked = locked(asked)
    if not asked.lacks_a_price:
        raise NotPossible(_("Its prices stand in the price list: agree to it, or refuse it."))
    rooms = rooms_of(booking.venue)
    wish = replace(wish_of(asked, rooms), price=price)
    queue_for(booking, wish, rooms, at)
    if asked.price == price and asked.is_held(at):
        return asked
    if asked.shown_prices != shown:
        raise PriceChanged
    held = frozenset(asked.holds.values_list("pk", flat=True))
    plan = plan_change(booking, wish, at=at, rooms=rooms, desk=True, holds=held)
    try:
        refuse_surprises(plan, asked.shown_dates, plan.price_print)
    except DatesChanged as changed:
        raise not_as_asked() from changed
    left = let_stand_unoffered(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.PRICED, by=by, at=at):
        _tell(asked, plan, price)
        journal.record(by, SENT, booking, why=str(price))
        change_letters.priced(asked, at=at)
    offer_what_is_free(booking.venue, left, at=at)
    return asked


@all_or_nothing
def propose_change(
    booking: Booking, wish: Wish, *, by: User, at: datetime, shown_dates: str, shown_prices: str
) -> AskedChange:
    """The desk's own change of what is booked, at a price that the list does not tell: it is sent, and waits.

    The new hours are kept as if its hirer had asked for them; the same twice is one, and it can be taken back.
    Raises DatesChanged or PriceChanged where it is not what was shown, RoomTaken, and NotPossible where it has its
    price in the list, or another change waits.
    """
    booking = Booking.objects.locked(booking.pk)
    rooms = rooms_of(booking.venue)
    queue_for(booking, wish, rooms, at)
    waiting = AskedChange.objects.waiting().filter(booking=booking).first()
    if waiting and (waiting.shown_dates, waiting.shown_prices) == (shown_dates, shown_prices):
        return waiting
    if waiting:
        raise NotPossible(_("Another change of it waits for an answer. Answer that first."))
    plan = plan_change(booking, wish, at=at, rooms=rooms, desk=True)
    refuse_surprises(plan, shown_dates, shown_prices)
    if wish.price is None or not plan.tells_a_price:
        raise NotPossible(_("Its price stands in the price list: change it at once."))
    left = let_stand_unoffered(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.PRICED, by=by, at=at):
        asked = as_asked(plan, by, why=_("The hall tells its price, and waits for their answer."), lacks_a_price=True)
        keep_the_new_hours(asked, plan)
        _tell(asked, plan, wish.price)
        journal.record(by, SENT, booking, why=str(wish.price))
        change_letters.priced(asked, at=at)
    offer_what_is_free(booking.venue, left, at=at)
    return asked


@all_or_nothing
def accept_change_price(asked: AskedChange, *, shown: str, by: User | None, at: datetime) -> ChangePlan:
    """Make the change at the price that was shown to its hirer; nobody else decides any more.

    Raises TooLate where no price waits, PriceChanged where the hall has sent another since, RoomTaken or NotPossible
    where it can no longer be had just as it was shown.
    """
    booking, asked = _at_the_price(asked, shown)
    journal.record(by, ACCEPTED, booking, why=str(asked.price))
    done = make_it(booking, asked, by=by, at=at, accepted=True)
    change_letters.price_accepted(asked, at=at)
    return done


@all_or_nothing
def accept_change_price_for_them(asked: AskedChange, *, shown: str, by: User, at: datetime) -> ChangePlan:
    """Somebody who rings, or who has no e-mail, accepts it at the desk; it can be taken back. Raises the same."""
    booking, asked = _at_the_price(asked, shown)
    journal.record(by, NOTED, booking, why=str(asked.price))
    return make_it(booking, asked, by=by, at=at)


def _tell(asked: AskedChange, plan: ChangePlan, price: Money) -> None:
    keep_on(asked, plan)
    asked.price_pence, asked.price_told_at = price.pence, plan.at
    asked.told, asked.shown_prices = [as_row(line) for line in lines_of(plan)], plan.price_print
    asked.save(update_fields=["hold_until", "price_pence", "price_told_at", "told", "shown_prices"])


def _at_the_price(asked: AskedChange, shown: str) -> tuple[Booking, AskedChange]:
    """Both locked, and still at the prices that were shown."""
    booking, asked = locked(asked)
    if not asked.price_waits:
        raise TooLate(_("The hall has taken its price back. It sends another."))
    if asked.shown_prices != shown:
        raise PriceChanged
    return booking, asked
