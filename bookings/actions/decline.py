"""Say no to a request, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import calendars, letters
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct
from bookings.occupying import hold, release, release_lapsed
from bookings.refused_asks import keep_refused
from bookings.undoing import UNDO_FOR, can_be_undone, let_stand
from bookings.waiting_list import offer_what_is_free
from bookings.what_else import what_else


@all_or_nothing
def decline_booking(booking: Booking, *, reason: str, words: str, by: User, at: datetime) -> Booking:
    """Refuse what was asked for; its hours are free once nobody can take the answer back any more.

    Raises TooLate where it is no longer waiting.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("Somebody has already answered this request, or it was taken back."))
    let_stand(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.DECLINED, by=by, at=at):
        _decline(booking, reason, words, by=by, at=at)
    return booking


def _decline(booking: Booking, reason: str, words: str, *, by: User, at: datetime) -> None:
    booking.status, booking.decided_at, booking.decided_by = Booking.Status.DECLINED, at, by
    booking.answered_at, booking.hold_until = booking.answered_at or at, None
    booking.reason_code, booking.reason_words = reason, words
    booking.save(
        update_fields=[
            "status",
            "decided_at",
            "decided_by",
            "answered_at",
            "hold_until",
            "reason_code",
            "reason_words",
        ]
    )
    keep_refused(booking, at=at)
    release_lapsed(booking, at=at)
    hold(booking, until=at + UNDO_FOR)
    calendars.cancel_dates(booking.sessions.prefetch_related("session_rooms__stretch__event"))
    told = "" if reason == Booking.Reason.ACCESS else words  # what is kept for two years says nothing of anybody
    journal.record(by, "declined", booking, why=told or str(Booking.Reason(reason).label))
    letters.declined(booking, what_else(booking, at=at))


def let_go(booking: Booking, *, at: datetime) -> None:
    """Free every hour of a booking that is not to be, in our rows and in the library's calendar; who waits is asked."""
    sessions = list(booking.sessions.prefetch_related("session_rooms__stretch__event"))
    release(sessions)
    calendars.cancel_dates(sessions)
    offer_what_is_free(booking.venue, [session.period for session in sessions], at=at)
