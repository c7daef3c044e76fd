"""What anybody may come to at a venue, for their calendar: the same as on its public page."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from bookings.feeds.booking import event_of
from bookings.feeds.writing import Event, calendar_file
from bookings.models import Session
from bookings.rights import address_for
from venues.models import Venue


def just_come_calendar(venue: Venue, sessions: Sequence[Session]) -> bytes:
    """The sessions come with their booking, hirer and rooms; where a place is, as everybody may know it."""
    name = _("Just come: %(venue)s") % {"venue": venue.name}
    return calendar_file(name, [_event(venue, session) for session in sessions], is_followed=True)


def _event(venue: Venue, session: Session) -> Event:
    booking = session.booking
    rooms = _(" and ").join(room.name for room in session.rooms.all())
    return event_of(
        booking,
        session,
        venue,
        summary=f"{booking.title}, {booking.hirer.name}",
        location=", ".join(filter(None, [rooms, venue.name, address_for(None, venue)])),
        description=booking.get_open_to_anyone_display(),
        url=settings.PUBLIC_URL + reverse("venues:this_week", args=[venue.slug]),
    )
