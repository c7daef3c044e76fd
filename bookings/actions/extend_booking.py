"""A series goes on: further dates of the same rule, in the same booking."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import date_words
from accounts.models import Hirer, User
from bookings import change_letters, recurrence
from bookings.accepting import accept, accept_newer, newer_than_accepted
from bookings.actions.cancel import hold_for_what_is_left
from bookings.actions.change_dates import ask_for_a_price_again
from bookings.actions.request_booking import confirms_at_once, missing_proof
from bookings.actions.write_dates import write_dates
from bookings.changed_by_hall import note_changed_by_hall
from bookings.changing.extending import further_ask, let_go_of_just_now
from bookings.exceptions import NotPossible
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, DeskAct
from bookings.occupying import sweep
from bookings.planning import plan
from bookings.plans import Plan
from bookings.refused_asks import keep_refused_dates
from bookings.refusing import refuse_a_price_that_was_ended, refuse_surprises
from bookings.room_names import room_names
from bookings.undoing import can_be_undone, let_stand_unoffered
from bookings.waiting_list import offer_what_is_free
from venues.models import Conditions

WENT_ON = "extended"  # the verb of the journal


@all_or_nothing
def extend_booking(
    booking: Booking,
    until: date,
    *,
    by: User | None,
    at: datetime,
    shown_dates: str,
    shown_prices: str,
    desk: bool = False,
    accepts: Conditions | None = None,
) -> Plan:
    """Add what can be had of the further dates, at the prices that were shown; the others become refused dates.

    The hirer `accepts` the conditions of hire, where newer ones hold than they accepted before; of the `desk` it
    says that they were told. Raises ConditionsChanged, DatesChanged, PriceChanged, RoomTaken, ThingsTaken or
    NotPossible, with nothing done; NotPossible too where such a booking would not be confirmed at once, unless the
    desk does it, or it is still only asked for.
    """
    booking = Booking.objects.locked(booking.pk)
    ask = further_ask(booking, until, at=at)
    cells = [cell.pk for room in ask.together for cell in room.cells.all()]
    lock_cells(cells, venue=booking.venue_id, things=[each.code for each in ask.answers.extras])
    sweep(cells, at=at)
    Hirer.objects.select_for_update(no_key=True).get(pk=booking.hirer_id)  # what is fair counts all that they have
    now = plan(ask, at=at, desk=desk, own=let_go_of_just_now(booking))
    refuse_surprises(now, shown_dates, shown_prices)
    refuse_a_price_that_was_ended(now)
    if why := why_it_is_to_be_asked_for(booking, now, at=at, desk=desk):
        raise NotPossible(why)

    freed = let_stand_unoffered(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.CHANGED, by=by, at=at) if desk and by else nullcontext():
        if desk:
            note_changed_by_hall([booking])
        written = write_dates(booking, now)
        keep_refused_dates(booking, written.refused, at=at)
        pattern = recurrence.from_document(booking.pattern or {})
        booking.pattern = recurrence.as_document(replace(pattern, until=until, terms=ask.pattern.terms))
        booking.save(update_fields=["pattern"])
        if booking.is_waiting:
            ask_for_a_price_again(booking)
            hold_for_what_is_left(booking)
        told = _("until %(day)s, %(count)d more dates") % {"day": date_words(until), "count": len(written.sessions)}
        if not desk:
            accept_newer(booking, accepts, by=by, at=at)
        elif accepts is not None and newer_than_accepted(booking) == accepts:
            accept(booking, accepts, by=by, at=at, told=True)
        journal.record(by, WENT_ON, booking, why="; ".join([*now.past, told]))
        names = room_names(ask.together)
        newer = newer_than_accepted(booking)
        change_letters.extended(booking, written.sessions, until, newer=newer, room=names, by_the_desk=desk, at=at)
    offer_what_is_free(booking.venue, freed, at=at)
    return now


def why_it_is_to_be_asked_for(booking: Booking, now: Plan, *, at: datetime, desk: bool) -> str:
    """Where it needs a booking of its own, that the hall answers; nothing where the dates are simply added."""
    if booking.is_waiting:
        return ""
    if not now.is_priced:
        return _("The price list tells no price for it: ask for the further dates, and the hall says what they cost.")
    if desk or (confirms_at_once(now.ask) and missing_proof(now, at=at) is None):
        return ""
    return _("The hall answers requests itself: ask for the further dates as a booking of their own.")
