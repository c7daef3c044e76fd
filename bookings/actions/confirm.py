"""Say yes to a request."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import letters
from bookings.actions.take_hours import dates_asked_for, refuse_begun, take_hours
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct, Session
from bookings.refused_asks import keep_refused
from bookings.told_prices import lacks_a_price
from bookings.undoing import can_be_undone


@all_or_nothing
def confirm_booking(booking: Booking, *, by: User, at: datetime, gone: Collection[str] = ()) -> Booking:
    """Book what was asked for, at the prices that were stored.

    Raises TooLate where it is no longer waiting, RoomTaken where its hold had lapsed
    and somebody else has taken a date since (ThingsTaken: what it has beside the room), NotPossible where a date
    has been shut since, or where they have not accepted what it costs. ThingsGone where its hold had lapsed and
    the price list has no more what it asks for beside the room, but for the codes in `gone`: of those the desk
    has said yes.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("Somebody has already answered this request, or it was taken back."))
    sessions = dates_asked_for(booking)
    refuse_without_a_price(booking, sessions)
    with can_be_undone(booking, DeskAct.Kind.CONFIRMED, by=by, at=at):
        confirm_dates(booking, sessions, by=by, at=at, gone=gone)
        journal.record(by, "confirmed", booking)
        letters.confirmed(booking)
    return booking


def confirm_dates(
    booking: Booking, sessions: list[Session], *, by: User | None, at: datetime, gone: Collection[str] = ()
) -> None:
    """These are all of its dates: their hours are theirs for good. Nobody of the hall decides what its hirer does."""
    refuse_begun(sessions, at)
    booking.status, booking.decided_at, booking.decided_by = Booking.Status.CONFIRMED, at, by
    booking.answered_at, booking.hold_until = booking.answered_at or at, None
    take_hours(booking, sessions, at=at, until=None, gone=gone)
    booking.save(update_fields=["status", "decided_at", "decided_by", "answered_at", "hold_until"])
    keep_refused(booking, at=at)


def refuse_without_a_price(booking: Booking, sessions: list[Session]) -> None:
    """Nothing is booked at a price that its hirer has not accepted (decision 13)."""
    if lacks_a_price(booking, sessions):
        raise NotPossible(_("Send them a price first: it was asked for without one."))
    if booking.price_waits:
        raise NotPossible(_("They have not accepted its price yet."))
