"""Take off what is due of a date that was given up: the hall lets them off, or somebody else booked the hours."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import charge_letters
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct, Session
from bookings.reletting import are_relet, may_be_relet
from bookings.undoing import can_be_undone


@all_or_nothing
def waive_charge(session: Session, *, leaves: int, shown: int, reason: str, by: User, at: datetime) -> Session:
    """Leave so many pence of what is due, or nothing; for five minutes it can be taken back.

    Raises TooLate where another sum is due than was shown, NotPossible where it is not less.
    """
    booking = Booking.objects.locked(session.booking_id)
    session = _held(session.pk, booking)
    if session.cancellation_pence != shown or not shown:
        raise TooLate(_("What is due of this date has changed since you looked. Nothing was taken off."))
    if leaves >= shown:
        raise NotPossible(_("Write less than what is due, or nothing."))
    with can_be_undone(booking, DeskAct.Kind.WAIVED, by=by, at=at):
        _take_off(session, leaves, Session.TakenOff.WAIVED)
        journal.record(by, "waived", booking, why=f"{_day(session)}: {reason}")
        charge_letters.waived(session, reason)
    return session


def take_off_what_was_relet(at: datetime) -> int:
    """How many charges came off because somebody else has the hours; safe to run twice at once."""
    return sum(_relet(session.pk, session.booking_id, at) for session in are_relet(may_be_relet(at), at=at))


@all_or_nothing
def _relet(pk: int, booking_pk: int, at: datetime) -> bool:
    booking = Booking.objects.locked(booking_pk)
    session = _held(pk, booking)
    if not session.cancellation_pence or not are_relet([session], at=at):
        return False
    _take_off(session, 0, Session.TakenOff.RELET)
    journal.record(None, "relet", booking, why=_day(session))
    charge_letters.relet(session)
    return True


def _held(pk: int, booking: Booking) -> Session:
    session = Session.objects.select_related("venue__operator").prefetch_related("rooms__cells").get(pk=pk)
    session.booking = booking
    return session


def _take_off(session: Session, leaves: int, why: Session.TakenOff) -> None:
    """What the hall credited was the rest of the price: of that, nothing changes."""
    session.taken_off_pence = (session.taken_off_pence or 0) + session.cancellation_pence - leaves
    session.cancellation_pence, session.taken_off_for = leaves, why
    session.save(update_fields=["taken_off_pence", "cancellation_pence", "taken_off_for"])


def _day(session: Session) -> str:
    return session.starts_at.astimezone(session.venue.tz).date().isoformat()
