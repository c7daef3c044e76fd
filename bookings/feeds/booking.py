"""A booking as a file that a calendar program accepts: for its own people, and with letters."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from bookings import rights
from bookings.feeds.writing import Event, calendar_file, changed_at, sequence_of, status_of, uid_of
from bookings.models import Booking, Session
from bookings.price_words import extras_words
from venues.models import Venue


def booking_calendar(booking: Booking, sessions: Sequence[Session]) -> bytes:
    """The dates of a booking, each on the hall's own clock; the sessions come with rooms and extras loaded."""
    return calendar_file(booking.title, [_event(booking, session) for session in sessions])


def _event(booking: Booking, session: Session) -> Event:
    return event_of(
        booking,
        session,
        booking.venue,
        summary=booking.title,
        location=_place(booking, session),
        description="\n".join(filter(None, [booking.series, _beside(session)])),
        url=settings.PUBLIC_URL + booking.get_absolute_url(),
    )


def event_of(booking: Booking, session: Session, venue: Venue, **words: str) -> Event:
    """A date as every calendar has it; `words` are its summary, location, description and url."""
    status = status_of(booking.status, session.status)
    return Event(
        uid=uid_of(booking.ref, session.pk),
        sequence=sequence_of(status, session.times_changed),
        status=status,
        changed_at=changed_at(session.status_at, booking.decided_at, booking.requested_at, booking.made_at),
        created_at=booking.made_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=venue.tz,
        **words,
    )


def _beside(session: Session) -> str:
    extras = extras_words(session.extras.all())
    return _("Beside the room: %(extras)s") % {"extras": "; ".join(extras)} if extras else ""


def _place(booking: Booking, session: Session) -> str:
    rooms = _(" and ").join(room.name for room in session.rooms.all())
    return ", ".join([rooms, booking.venue.name, rights.address_for(None, booking.venue, booking)])
