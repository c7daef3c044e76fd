"""Give up one date at the desk: for a hirer who rings, or because the hall cannot have them."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import calendars, letters
from bookings.asked_changes import forget_changes_of
from bookings.crediting import refuse_another_cost
from bookings.exceptions import TooLate
from bookings.left_hours import hours_are_kept
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct, Session
from bookings.occupying import release
from bookings.undoing import can_be_undone, let_stand


@all_or_nothing
def cancel_as_they_ask(session: Session, *, shown: int, by: User, at: datetime) -> Session:
    """By the scale of their booking; for five minutes it can be taken back, and then who waits is asked.

    Raises TooLate once it has begun or is cancelled, CostChanged where another sum is due than was shown.
    """
    booking, found = _to_come(session, at)
    [given] = refuse_another_cost([found], shown, at)
    let_stand(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.CANCELLED, by=by, at=at):
        found.cancellation_pence, found.credit_pence = given.charge.pence, given.credit.pence or None
        status = Session.Status.CANCELLED_LATE if shown else Session.Status.CANCELLED_IN_TIME
        _give_up(booking, found, status, by=by, at=at)
        journal.record(by, "cancelled for them", booking, why=_day(found))
        letters.cancelled_at_the_desk(booking, [found])
    return found


@all_or_nothing
def cancel_for_the_hall(session: Session, *, cause: str, reason: str, by: User, at: datetime) -> Session:
    """The hall cannot have them, and nothing is charged; for five minutes it can be taken back.

    Raises TooLate once it has begun or is cancelled.
    """
    booking, found = _to_come(session, at)
    let_stand(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.CANCELLED, by=by, at=at):
        found.cancel_cause, found.cancellation_pence, found.credit_pence = cause, 0, None
        _give_up(booking, found, Session.Status.CANCELLED_BY_VENUE, by=by, at=at)
        journal.record(by, "cancelled by the hall", booking, why=f"{_day(found)}: {reason}")
        letters.cancelled_at_the_desk(booking, [found], why=reason)
    return found


def _to_come(session: Session, at: datetime) -> tuple[Booking, Session]:
    booking = Booking.objects.locked(session.booking_id)
    planned = booking.sessions.filter(pk=session.pk, status=Session.Status.PLANNED, starts_at__gt=at)
    whole = planned.select_related("venue__operator").prefetch_related("session_rooms__stretch__event")
    found = whole.first()
    if found is None or not booking.is_confirmed:
        raise TooLate(_("This date has begun, or is not booked any more."))
    found.booking = booking
    return booking, found


def _give_up(booking: Booking, session: Session, status: Session.Status, *, by: User, at: datetime) -> None:
    """Its hours are nobody's until this stands; a booking none of whose dates was kept or used is cancelled itself."""
    session.status, session.status_at = status, at
    session.save(update_fields=["status", "status_at", "cancel_cause", "cancellation_pence", "credit_pence"])
    with hours_are_kept(booking, [session], by=by, at=at):
        release([session])
    calendars.cancel_dates([session])
    forget_changes_of(booking, [session.pk], at=at, undoable_by=by)
    if not booking.sessions.exclude(status__in=Session.CANCELLED).exists():
        booking.status = Booking.Status.CANCELLED
        booking.save(update_fields=["status"])


def _day(session: Session) -> str:
    return session.starts_at.astimezone(session.venue.tz).date().isoformat()
