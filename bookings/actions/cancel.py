"""Give up a date, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import calendars, letters, policy, recurrence
from bookings.actions.decline import let_go
from bookings.asked_changes import forget_changes_of
from bookings.crediting import what_is_given_back
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, Session
from bookings.occupying import hold, release
from bookings.undoing import let_stand
from bookings.waiting_list import offer_what_is_free


@all_or_nothing
def cancel_session(session: Session, *, by: User | None, at: datetime) -> Session:
    """Give up one date; what is still charged stands on the session. Raises TooLate once it has begun."""
    booking = Booking.objects.locked(session.booking_id)
    wanted = [found for found in _still_to_come(booking, at) if found.pk == session.pk]
    if not wanted:
        raise TooLate(_("This date has begun, or is already cancelled."))
    _give_up(booking, wanted, by=by, at=at)
    return wanted[0]


@all_or_nothing
def cancel_booking(booking: Booking, *, by: User | None, at: datetime) -> Booking:
    """Give up every date still to come; those past stay as they were. Raises TooLate where none is left."""
    booking = Booking.objects.locked(booking.pk)
    wanted = _still_to_come(booking, at)
    if not booking.is_confirmed or not wanted:
        raise TooLate(_("There is nothing left of this booking to cancel."))
    _give_up(booking, wanted, by=by, at=at)
    return booking


@all_or_nothing
def end_booking(booking: Booking, last: date, *, by: User | None, at: datetime) -> Booking:
    """No more after this day: later dates are given up by its own terms. Raises TooLate where there is none."""
    booking = Booking.objects.locked(booking.pk)
    wanted = [each for each in _still_to_come(booking, at) if each.starts_at.astimezone(each.venue.tz).date() > last]
    if not wanted or not (booking.is_confirmed or booking.is_waiting):
        raise TooLate(_("There is no date after that day to give up."))
    _give_up(booking, wanted, by=by, at=at)
    pattern = booking.pattern and recurrence.from_document(booking.pattern)
    if pattern and pattern.is_a_rule:
        until = max(pattern.first, min(last, pattern.until or last))
        booking.pattern = recurrence.as_document(replace(pattern, until=until))
        booking.save(update_fields=["pattern"])
    return booking


@all_or_nothing
def withdraw_booking(booking: Booking, *, by: User | None, at: datetime) -> Booking:
    """Take back a request that nobody has answered; it costs nothing. Raises TooLate where it was answered."""
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("The hall has already answered this request."))
    _withdraw(booking, by=by, at=at)
    return booking


def _withdraw(booking: Booking, *, by: User | None, at: datetime) -> None:
    booking.status, booking.decided_at, booking.hold_until = Booking.Status.WITHDRAWN, at, None
    booking.save(update_fields=["status", "decided_at", "hold_until"])
    let_go(booking, at=at)
    journal.record(by, "withdrew", booking)
    letters.withdrawn(booking)


def _still_to_come(booking: Booking, at: datetime) -> list[Session]:
    return list(
        booking.sessions.filter(status=Session.Status.PLANNED, starts_at__gt=at)
        .select_related("booking", "venue__operator")
        .prefetch_related("session_rooms__stretch__event")
    )


def _give_up(booking: Booking, sessions: Sequence[Session], *, by: User | None, at: datetime) -> None:
    let_stand(booking, at=at)
    for session in sessions:
        session.booking = booking
        given = what_is_given_back(session, at)
        session.cancellation_pence, session.credit_pence = given.charge.pence, given.credit.pence or None
        late = session.cancellation_pence > 0  # by the booking's own terms, not today's (decision 12)
        session.status = Session.Status.CANCELLED_LATE if late else Session.Status.CANCELLED_IN_TIME
        session.status_at = at
    Session.objects.bulk_update(sessions, ["cancellation_pence", "credit_pence", "status", "status_at"])
    release(sessions)
    calendars.cancel_dates(sessions)
    forget_changes_of(booking, [session.pk for session in sessions], at=at)
    offer_what_is_free(booking.venue, [session.period for session in sessions], at=at)
    journal.record(by, "cancelled", booking, why=", ".join(_local_day(session) for session in sessions))
    if not booking.sessions.exclude(status__in=Session.CANCELLED).exists():
        _close(booking, sessions, by=by, at=at)
        return
    letters.dates_cancelled(booking, list(sessions))
    if booking.is_waiting:
        hold_for_what_is_left(booking)


def _close(booking: Booking, sessions: Sequence[Session], *, by: User | None, at: datetime) -> None:
    """A booking none of whose dates was kept or used is cancelled itself; a request is withdrawn."""
    if booking.is_waiting:
        _withdraw(booking, by=by, at=at)
        return
    booking.status = Booking.Status.CANCELLED
    booking.save(update_fields=["status"])
    letters.dates_cancelled(booking, list(sessions))


def hold_for_what_is_left(booking: Booking) -> None:
    """A hold ends with the first date at the latest; that may now be a later one."""
    left = booking.sessions.filter(status=Session.Status.PLANNED).order_by("starts_at").first()
    if left is None or booking.requested_at is None or booking.reminded_at is not None:
        return
    until = policy.hold_until(booking.requested_at, left.starts_at, days=booking.venue.hold_days)
    hold(booking, until=until)
    booking.hold_until = until
    booking.save(update_fields=["hold_until"])


def _local_day(session: Session) -> str:
    return session.starts_at.astimezone(session.venue.tz).date().isoformat()
