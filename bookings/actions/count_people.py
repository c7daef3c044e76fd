"""Write down how many came."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings.exceptions import TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, Session


@all_or_nothing
def count_people(session: Session, *, people: int | None, by: User, at: datetime) -> Session:
    """Keep the count of a session that has begun; None takes a count back.

    Raises TooLate for one that cannot have any.
    """
    if session.starts_at > at:
        raise TooLate(_("This session has not begun yet."))
    if not Booking.objects.locked(session.booking_id).is_confirmed:
        raise TooLate(_("This is not booked, so nobody can be counted."))
    if session.is_cancelled:
        raise TooLate(_("This session was cancelled, so nobody can be counted."))
    if session.counted == people:
        return session
    session.counted = people
    session.save(update_fields=["counted"])
    day = session.starts_at.astimezone(session.venue.tz).date()
    if people is None:
        journal.record(by, "took a count back", session.booking, why=str(day))
    else:
        journal.record(by, "counted", session.booking, why=f"{day}: {people}")
    return session
