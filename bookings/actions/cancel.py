"""Give up a date, or all of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import date_words
from accounts.models import User
from bookings import calendars, letters, policy, recurrence
from bookings.actions.decline import let_go
from bookings.asked_changes import forget_changes_of
from bookings.changed_by_hall import note_changed_by_hall
from bookings.crediting import GivenBack, refuse_another_cost
from bookings.exceptions import TooLate
from bookings.left_hours import hours_are_kept
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct, Session
from bookings.occupying import hold, release
from bookings.refused_asks import keep_refused
from bookings.undoing import can_be_undone, let_stand
from bookings.waiting_list import offer_what_is_free

ENDED = "ended for them"  # the verb of the journal


@all_or_nothing
def cancel_session(session: Session, *, shown: int, by: User | None, at: datetime) -> Session:
    """Give up one date; what is still charged, which are the pence that were shown, stands on the session.

    Raises TooLate once it has begun or where the booking is over, and CostChanged where another sum is due by now.
    """
    booking = Booking.objects.locked(session.booking_id)
    if not (booking.is_confirmed or booking.is_waiting):
        raise TooLate(_("The hall has said no to it, or it is cancelled already: there is nothing of it to cancel."))
    wanted = [found for found in _still_to_come(booking, at) if found.pk == session.pk]
    if not wanted:
        raise TooLate(_("This date has begun, or is already cancelled."))
    _give_up(booking, wanted, shown=shown, by=by, at=at)
    return wanted[0]


@all_or_nothing
def cancel_booking(booking: Booking, *, shown: int, by: User | None, at: datetime) -> Booking:
    """Give up every date still to come, for the sum that was shown; those past stay as they were.

    Raises TooLate where none is left, and CostChanged where another sum is due by now.
    """
    booking = Booking.objects.locked(booking.pk)
    wanted = _still_to_come(booking, at)
    if not booking.is_confirmed or not wanted:
        raise TooLate(_("There is nothing left of this booking to cancel."))
    _give_up(booking, wanted, shown=shown, by=by, at=at)
    return booking


@all_or_nothing
def end_booking(
    booking: Booking, last: date, *, shown: int, dates: int, by: User | None, at: datetime, desk: bool = False
) -> Booking:
    """No more after this day: so many later dates as were shown are given up, by its own terms, for the sum shown.

    What the `desk` does for them it can take back for five minutes, and then who waits is asked. Raises TooLate
    where there is no such date, and CostChanged where there are others, or another sum is due by now.
    """
    booking = Booking.objects.locked(booking.pk)
    wanted = [each for each in _still_to_come(booking, at) if each.starts_at.astimezone(each.venue.tz).date() > last]
    if not wanted or not (booking.is_confirmed or booking.is_waiting):
        raise TooLate(_("There is no date after that day to give up."))
    givens = refuse_another_cost(wanted, shown, at, dates=dates)
    let_stand(booking, at=at)
    clerk = by if desk else None
    with can_be_undone(booking, DeskAct.Kind.ENDED, by=clerk, at=at) if clerk else nullcontext():
        _charge(booking, wanted, givens, at, undoable_by=clerk)
        _end_the_pattern(booking, last)
        if desk:
            _end_for_them(booking, wanted, last, by=by, at=at)
        else:
            _tell(booking, wanted, by=by, at=at)
    return booking


def _end_the_pattern(booking: Booking, last: date) -> None:
    pattern = booking.pattern and recurrence.from_document(booking.pattern)
    if pattern and pattern.is_a_rule:
        until = max(pattern.first, min(last, pattern.until or last))
        booking.pattern = recurrence.as_document(replace(pattern, until=until))
        booking.save(update_fields=["pattern"])


def _end_for_them(booking: Booking, sessions: Sequence[Session], last: date, *, by: User | None, at: datetime) -> None:
    """One letter tells the hirer; the desk, which did it, needs none."""
    if not booking.sessions.exclude(status__in=Session.CANCELLED).exists():
        was_asked = booking.is_waiting
        booking.status = Booking.Status.WITHDRAWN if was_asked else Booking.Status.CANCELLED
        booking.decided_at, booking.hold_until = at if was_asked else booking.decided_at, None
        booking.save(update_fields=["status", "decided_at", "hold_until"])
        if was_asked:
            keep_refused(booking, at=at)
    elif booking.is_waiting:
        note_changed_by_hall([booking])
        hold_for_what_is_left(booking)
    told = _("after %(day)s, %(count)d dates") % {"day": date_words(last), "count": len(sessions)}
    journal.record(by, ENDED, booking, why=told)
    letters.cancelled_at_the_desk(booking, sessions)


@all_or_nothing
def withdraw_booking(booking: Booking, *, by: User | None, at: datetime) -> Booking:
    """Take back a request that nobody has answered; it costs nothing. Raises TooLate where it was answered."""
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("The hall has already answered this request."))
    let_stand(booking, at=at)
    _withdraw(booking, by=by, at=at)
    return booking


def _withdraw(booking: Booking, *, by: User | None, at: datetime) -> None:
    booking.status, booking.decided_at, booking.hold_until = Booking.Status.WITHDRAWN, at, None
    booking.save(update_fields=["status", "decided_at", "hold_until"])
    keep_refused(booking, at=at)
    let_go(booking, at=at)
    journal.record(by, "withdrew", booking)
    letters.withdrawn(booking)


def _still_to_come(booking: Booking, at: datetime) -> list[Session]:
    planned = booking.sessions.filter(status=Session.Status.PLANNED, starts_at__gt=at)
    found = list(planned.select_related("venue__operator").prefetch_related("session_rooms__stretch__event"))
    for session in found:
        session.booking = booking
    return found


def _give_up(booking: Booking, sessions: Sequence[Session], *, shown: int, by: User | None, at: datetime) -> None:
    givens = refuse_another_cost(sessions, shown, at)
    let_stand(booking, at=at)
    _charge(booking, sessions, givens, at)
    _tell(booking, sessions, by=by, at=at)


def _charge(
    booking: Booking,
    sessions: Sequence[Session],
    givens: Sequence[GivenBack],
    at: datetime,
    *,
    undoable_by: User | None = None,
) -> None:
    """Their hours are free at once; where the desk can undo it they are nobody's as long as that."""
    for session, given in zip(sessions, givens, strict=True):
        session.cancellation_pence, session.credit_pence = given.charge.pence, given.credit.pence or None
        late = session.cancellation_pence > 0  # by the booking's own terms, not today's (decision 12)
        session.status = Session.Status.CANCELLED_LATE if late else Session.Status.CANCELLED_IN_TIME
        session.status_at = at
    Session.objects.bulk_update(sessions, ["cancellation_pence", "credit_pence", "status", "status_at"])
    with hours_are_kept(booking, sessions, by=undoable_by, at=at) if undoable_by else nullcontext():
        release(sessions)
    calendars.cancel_dates(sessions)
    forget_changes_of(booking, [session.pk for session in sessions], at=at, undoable_by=undoable_by)


def _tell(booking: Booking, sessions: Sequence[Session], *, by: User | None, at: datetime) -> None:
    """Whoever waits for the hours, and both sides by letter."""
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
    until = policy.hold_until(
        booking.price_told_at or booking.requested_at, left.starts_at, days=booking.venue.hold_days
    )
    hold(booking, until=until)
    booking.hold_until = until
    booking.save(update_fields=["hold_until"])


def _local_day(session: Session) -> str:
    return session.starts_at.astimezone(session.venue.tz).date().isoformat()
