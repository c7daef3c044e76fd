"""The dates that a letter tells of, as a file beside it for the calendar of whoever reads it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.folding import unfolded
from bookings import rights
from bookings.feeds.booking import event_of
from bookings.feeds.writing import Event, calendar_file, marked, status_of
from bookings.keys import link_for
from bookings.models import Booking, Session


def calendar_beside(sessions: Sequence[Session], *, room: str = "", extras: Sequence[str] = ()) -> str:
    """For the letters of one hirer, its lines unfolded; nothing where there is no date.

    A later file about the same date takes the place of the earlier one: the same UID, a higher SEQUENCE.
    `room` is where they all are, `extras` what all have; else the sessions come with their rooms loaded.
    """
    if not sessions:
        return ""
    name = sessions[0].venue.name
    return unfolded(calendar_file(name, [_event(session, room, extras) for session in sessions]))


def _event(session: Session, room: str, extras: Sequence[str]) -> Event:
    """Of a confidential booking no more than in any calendar that is followed: its room and its time."""
    booking, venue = session.booking, session.venue
    rooms = room or _(" and ").join(room.name for room in session.rooms.all())
    told = rooms if booking.confidential else booking.title
    return event_of(
        booking,
        session,
        venue,
        summary=marked(status_of(booking.status, session.status), told),
        location=", ".join([rooms, venue.name, rights.address_for(None, venue, booking)]),
        description="" if booking.confidential else _description(booking, extras),
        url="" if booking.confidential else link_for(booking),
    )


def _description(booking: Booking, extras: Sequence[str]) -> str:
    beside = _("Beside the room: %(extras)s") % {"extras": "; ".join(extras)} if extras else ""
    return "\n".join(filter(None, [booking.hirer.name, beside]))
