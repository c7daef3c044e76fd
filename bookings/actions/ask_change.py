"""A change that the hall decides: ask for it, take it back, agree to it, refuse it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import change_letters
from bookings.accepting import accept_newer
from bookings.actions.accept_price import NEVER
from bookings.actions.accept_price import REFUSED as REFUSED_PRICE
from bookings.actions.change_dates import change_dates, queue_for
from bookings.asked_changes import hold_until, keep_the_new_hours, locked, settle
from bookings.change_letters import Line
from bookings.changing import ChangePlan, Wish, plan_change
from bookings.changing.deciding import why_the_hall_decides
from bookings.changing.planning import rooms_of
from bookings.changing.surprises import refuse_surprises
from bookings.changing.words import journal_words, lines_of
from bookings.exceptions import DatesChanged, NotPossible, PriceChanged
from bookings.left_hours import keep_what_was_asked
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import AskedChange, Booking, DeskAct
from bookings.undoing import can_be_undone, let_stand, let_stand_unoffered
from bookings.waiting_list import offer_what_is_free
from venues.models import Conditions, Room

State = AskedChange.State
ASKED, TOOK_BACK, REFUSED = "asked for a change", "took back a change", "refused a change"


@all_or_nothing
def ask_change(
    booking: Booking,
    wish: Wish,
    *,
    by: User | None,
    at: datetime,
    shown_dates: str,
    shown_prices: str,
    accepts: Conditions | None = None,
) -> AskedChange:
    """Ask the hall for the change that was shown, and keep the new hours meanwhile; the same twice is one.

    Raises DatesChanged, PriceChanged, RoomTaken, ConditionsChanged or NotPossible, with nothing done.
    """
    booking = Booking.objects.locked(booking.pk)
    rooms = rooms_of(booking.venue)
    queue_for(booking, wish, rooms, at)
    waiting = AskedChange.objects.waiting().filter(booking=booking).first()
    if waiting and waiting.shown_dates == shown_dates and waiting.asked_by_id == (by and by.pk):
        return waiting
    now = plan_change(booking, wish, at=at, rooms=rooms)
    if waiting:
        words = _("You have asked for a change already, and the hall has not answered. Take that back first.")
        if waiting.price_waits:
            words = _("You have asked for a change already, and its price waits for your answer. Answer that first.")
        raise NotPossible(words)
    refuse_surprises(now, shown_dates, shown_prices)
    left = let_stand_unoffered(booking, at=at)
    asked = as_asked(now, by, why=why_the_hall_decides(now), lacks_a_price=now.lacks_a_price)
    keep_the_new_hours(asked, now)
    offer_what_is_free(booking.venue, left, at=at)
    accept_newer(booking, accepts, by=by, at=at)
    journal.record(by, ASKED, booking, why=journal_words(now))
    change_letters.asked(asked, lines_of(now), at=at)
    return asked


def as_asked(plan: ChangePlan, by: User | None, *, why: str, lacks_a_price: bool) -> AskedChange:
    """What waits now, as it was shown; `why` it does."""
    only = frozenset(date.session.pk for date in plan.changed)
    return AskedChange.objects.create(
        booking=plan.booking,
        wish=replace(plan.wish, only=only).as_document(),
        told=[as_row(line) for line in lines_of(plan)],
        shown_dates=plan.dates_print,
        shown_prices=plan.price_print,
        why=why[:300],
        lacks_a_price=lacks_a_price,
        asked_by=by,
        asked_at=plan.at,
        hold_until=hold_until(plan),
    )


def as_row(line: Line) -> dict[str, Any]:
    """As `told` keeps it."""
    was, becomes = line.price_before, line.price_after
    return {
        "before": line.before,
        "after": line.after,
        "price_before": was and was.pence,
        "price_after": becomes and becomes.pence,
    }


@all_or_nothing
def agree_change(asked: AskedChange, *, by: User, at: datetime) -> ChangePlan:
    """Make exactly what was shown.

    Raises TooLate, RoomTaken, or NotPossible with a sentence where it can no longer be just that, or where its
    hirer has to accept a price first.
    """
    booking, asked = locked(asked)
    if asked.lacks_a_price:
        raise NotPossible(_("The price list tells no price for it: send one. It is changed once they accept it."))
    return make_it(booking, asked, by=by, at=at)


def make_it(
    booking: Booking, asked: AskedChange, *, by: User | None, at: datetime, accepted: bool = False
) -> ChangePlan:
    """Just as it was shown, both locked; `accepted` where its hirer does it, to whom the hall has said yes before."""
    shown: dict[str, Any] = {"shown_dates": asked.shown_dates, "shown_prices": asked.shown_prices}
    wish = wish_of(asked, rooms_of(booking.venue))
    try:
        return change_dates(booking, wish, by=by, at=at, desk=True, asked=asked, accepted=accepted, **shown)
    except DatesChanged as changed:
        raise not_as_asked() from changed
    except PriceChanged as changed:
        raise NotPossible(_("Its price is no longer the one that was shown when it was asked.")) from changed


def wish_of(asked: AskedChange, rooms: dict[int, Room]) -> Wish:
    """With the price that was sent. Raises NotPossible."""
    wish = Wish.from_document(asked.wish, rooms)
    if wish is None:
        raise NotPossible(_("A room or a layout that it names is no longer there."))
    return replace(wish, price=asked.price)


def not_as_asked() -> NotPossible:
    return NotPossible(_("It can no longer be had just as it was asked: hours were taken, or the booking has changed."))


@all_or_nothing
def refuse_change(asked: AskedChange, *, words: str, by: User, at: datetime) -> AskedChange:
    """The dates stay as they are, and the hirer reads why; what was kept is free once this stands. Raises TooLate."""
    booking, asked = locked(asked)
    let_stand(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.DECLINED, by=by, at=at):
        keep_what_was_asked(asked, by=by, at=at)
        settle(asked, State.REFUSED, by=by, at=at, answer=words)
        journal.record(by, REFUSED, booking, why=words)
        change_letters.refused(asked, at=at)
    return asked


@all_or_nothing
def take_change_back(asked: AskedChange, *, by: User | None, at: datetime) -> AskedChange:
    """The hirer no longer asks, or not at the price that was sent. Raises TooLate where the hall has answered."""
    booking, asked = locked(asked)
    let_stand(booking, at=at)
    journal.record(by, REFUSED_PRICE if asked.price_waits else TOOK_BACK, booking)
    freed = settle(asked, State.WITHDRAWN, by=by, at=at)
    change_letters.taken_back(asked, at=at)
    offer_what_is_free(booking.venue, freed, at=at)
    return asked


def close_asked_changes(at: datetime) -> int:
    """How many hold their hours no longer, or can no longer be answered; safe to run twice at once."""
    waiting = AskedChange.objects.waiting().filter(hold_until__lte=at)
    return sum(_lapse(pk, at) for pk in list(waiting.values_list("pk", flat=True)))


@all_or_nothing
def _lapse(pk: int, at: datetime) -> bool:
    """The hours are free again; it still waits, for the hall or for its hirer, until its first date has come."""
    booking = Booking.objects.locked(AskedChange.objects.values_list("booking", flat=True).get(pk=pk))
    asked = AskedChange.objects.get(pk=pk)
    asked.booking = booking
    freed = [hold.period for hold in asked.holds.all()]
    is_over = not booking.sessions.filter(pk=asked.wish["date"], starts_at__gt=at).exists()
    if not asked.is_waiting or asked.hold_until > at or not (freed or is_over):
        return False
    lock_cells(asked.holds.values_list("occupancies__cell", flat=True).exclude(occupancies=None))
    if is_over:
        settle(asked, State.OVER, by=None, at=at)
        if asked.price_told_at:  # the hall has answered, and its hirer has not
            journal.record(None, NEVER, booking)
        change_letters.came_to_nothing(asked, at=at)
    else:
        asked.holds.all().delete()
        if asked.price_waits:
            change_letters.price_lapsed(asked, at=at)
    offer_what_is_free(booking.venue, freed, at=at)
    return True
