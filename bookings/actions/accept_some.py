"""Say yes to some dates of a request, and no to the others, with a reason (decision 11)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import calendars, letters
from bookings.actions.confirm import confirm_dates, refuse_without_a_price
from bookings.exceptions import NotPossible, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct, Hold, Occupancy, RefusedDate, Session
from bookings.occupying import release_lapsed
from bookings.undoing import UNDO_FOR, can_be_undone

AS_A_DATE = {Booking.Reason.TAKEN: RefusedDate.Reason.TAKEN, Booking.Reason.CLOSED: RefusedDate.Reason.CLOSED}


@all_or_nothing
def accept_some(booking: Booking, *, keep: Collection[int], reason: str, words: str, by: User, at: datetime) -> Booking:
    """Book the dates of these keys at the prices that were stored; the others become refused dates.

    Raises TooLate where it is no longer waiting, NotPossible where they have not accepted what it costs or where all
    or none of its dates are kept, and whatever saying yes raises.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("Somebody has already answered this request, or it was taken back."))
    dates = booking.sessions.filter(status=Session.Status.PLANNED).select_related("venue")
    sessions = list(dates.prefetch_related("rooms__venue", "rooms__cells", "extras", "session_rooms__stretch__event"))
    kept = [session for session in sessions if session.pk in keep]
    others = [session for session in sessions if session.pk not in keep]
    if not kept or not others:
        raise NotPossible(_("Tick the dates that they may have, and leave the others."))
    refuse_without_a_price(booking, sessions)
    with can_be_undone(booking, DeskAct.Kind.PARTLY, by=by, at=at):
        release_lapsed(booking, at=at)
        _refuse(booking, others, reason, words, by=by, at=at)
        confirm_dates(booking, kept, by=by, at=at)
        journal.record(by, "confirmed", booking)
        days = ", ".join(session.starts_at.astimezone(session.venue.tz).date().isoformat() for session in others)
        journal.record(by, "refused some dates of", booking, why=f"{words or Booking.Reason(reason).label}: {days}")
        letters.confirmed(booking)
    return booking


def _refuse(booking: Booking, dates: Sequence[Session], reason: str, words: str, *, by: User, at: datetime) -> None:
    """Their hours are kept as long as the answer can be taken back."""
    calendars.cancel_dates(dates)
    told = words or str(Booking.Reason(reason).label)
    RefusedDate.objects.bulk_create(_refused_date(session, reason, told) for session in dates)
    for session in dates:
        hold = Hold(kind=Hold.Kind.KEPT, venue=session.venue, room=session.rooms.all()[0], title=booking.ref)
        hold.starts_at, hold.ends_at, hold.expires_at = session.starts_at, session.ends_at, at + UNDO_FOR
        hold.made_at, hold.made_by = at, by
        hold.save()
        taken = Occupancy.objects.filter(session=session)
        taken.update(session=None, hold=hold, kind=Occupancy.Kind.UNDECIDED, expires_at=hold.expires_at)
    Session.objects.filter(pk__in=[session.pk for session in dates]).delete()


def _refused_date(session: Session, reason: str, words: str) -> RefusedDate:
    local = session.period.local(session.venue.tz)
    return RefusedDate(
        booking_id=session.booking_id,
        room=session.rooms.all()[0],
        on=local.start.date(),
        from_time=local.start.time(),
        to_time=local.end.time(),
        minutes=session.period.minutes,
        reason=AS_A_DATE.get(Booking.Reason(reason), RefusedDate.Reason.OTHER),
        words=words[:200],
    )
