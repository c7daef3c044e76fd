"""The letter that says: how you get in stands on the page of your booking now. It does not hold the code itself."""

from __future__ import annotations

import re

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import span_words
from bookings.keys import link_for
from bookings.models import Session
from bookings.rights import letters_go_to
from venues.models import WayIn


def key_of(session: Session, way: WayIn) -> str:
    """A booking is told once of what holds, and again when that has changed."""
    return f"booking-{session.booking.ref}-way-in-{way.pk}-{way.made_at:%Y%m%d%H%M%S%f}"


def way_in_stands_there(session: Session, way: WayIn) -> None:
    booking, venue = session.booking, session.venue
    when = span_words(session.starts_at, session.ends_at, venue.tz)
    context = {
        "booking": booking,
        "venue": venue,
        "when": when,
        "link": link_for(booking),
        "leave_link": link_for(booking, "bookings:leave"),
    }
    body = render_to_string("letters/way_in.txt", context)
    outbox.post(
        key_of(session, way),
        kind="way_in",
        place=venue.slug,
        hirer=booking.hirer,
        about=booking.ref,
        to=letters_go_to(booking),
        reply_to=venue.email,
        subject=_("How you get in: %(title)s, %(when)s") % {"title": booking.title, "when": when},
        body=re.sub(r"\n{3,}", "\n\n", body).strip() + "\n",
    )
