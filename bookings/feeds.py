"""A booking for anybody's calendar program: iCalendar, RFC 5545."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from bookings import rights
from bookings.models import Booking, Session
from bookings.price_words import extras_words

TENTATIVE, CONFIRMED, CANCELLED = "TENTATIVE", "CONFIRMED", "CANCELLED"
SEQUENCE = {TENTATIVE: 0, CONFIRMED: 1, CANCELLED: 2}  # a booking only ever moves on, so the number only grows


def booking_calendar(booking: Booking, sessions: Sequence[Session]) -> bytes:
    """The dates of a booking, each on the hall's own clock; the sessions come with rooms and extras loaded."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Hearth//Bookings//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", booking.title)
    calendar.add("x-wr-calname", booking.title)
    for session in sessions:
        calendar.add_component(_event(booking, session))
    if sessions:
        # Whole years, so that the rules of the clock change are in the file and not only the one that is in force.
        calendar.add_missing_timezones(
            date(sessions[0].starts_at.year - 1, 1, 1), date(sessions[-1].ends_at.year + 2, 1, 1)
        )
    return calendar.to_ical()


def _event(booking: Booking, session: Session) -> Event:
    zone = booking.venue.tz
    status, changed_at = _status(booking, session), _changed_at(booking, session)
    event = Event()
    event.add("uid", f"{booking.ref}-{session.pk}@hearth")  # ours for ever, wherever the site moves
    event.add("sequence", SEQUENCE[status])
    event.add("dtstamp", changed_at)
    event.add("created", booking.made_at)
    event.add("last-modified", changed_at)
    event.add("dtstart", session.starts_at.astimezone(zone))
    event.add("dtend", session.ends_at.astimezone(zone))
    event.add("status", status)
    event.add("summary", booking.title)
    extras = extras_words(session.extras.all())
    if extras:
        event.add("description", _("Beside the room: %(extras)s") % {"extras": "; ".join(extras)})
    event.add("location", _place(booking, session))
    event.add("url", settings.PUBLIC_URL + booking.get_absolute_url())
    return event


def _status(booking: Booking, session: Session) -> str:
    if session.is_cancelled:
        return CANCELLED
    if booking.is_confirmed:
        return CONFIRMED
    return TENTATIVE if booking.is_waiting else CANCELLED


def _changed_at(booking: Booking, session: Session) -> datetime:
    """When this date last came to be what it is; the same until something happens, so that a copy stays good."""
    return session.status_at or booking.decided_at or booking.requested_at or booking.made_at


def _place(booking: Booking, session: Session) -> str:
    rooms = _(" and ").join(room.name for room in session.rooms.all())
    return ", ".join([rooms, booking.venue.name, rights.address_for(None, booking.venue, booking)])
