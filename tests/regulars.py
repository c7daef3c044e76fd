"""A year that a hall's regulars are asked about, as a test needs one."""

from __future__ import annotations

from datetime import timedelta

from accounts.models import User
from bookings.models import Booking, Renewal, Slot
from bookings.recurrence import Pattern, Times, as_document
from tests.make import soon


def next_year_of(booking: Booking, *, by: User | None) -> Renewal:
    """The same hours for four weeks that are months away, asked about and not yet answered; nothing is kept."""
    session = booking.sessions.select_related("venue").prefetch_related("rooms").first()
    assert session is not None
    local = session.period.local(session.venue.tz)
    on = local.start.date() + timedelta(weeks=20)
    document = as_document(Pattern(on, Times(local.start.time(), local.end.time()), until=on + timedelta(weeks=3)))
    renewal = Renewal.objects.create(
        venue=booking.venue, starts_on=on, ends_on=on + timedelta(weeks=4), answer_by=soon(60), made_by=by
    )
    Slot.objects.create(renewal=renewal, booking=booking, room=session.rooms.all()[0], document=document, dates=4)
    return renewal
