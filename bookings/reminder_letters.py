"""The letters that come before a date, and that nobody has to get."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import span_words
from accounts.unwanted import REMINDER, Kind, stop_link
from bookings import rights
from bookings.cancelling import terms_of
from bookings.keys import link_for
from bookings.models import Session


def key_of(session: Session) -> str:
    """A date that was moved is another one."""
    return f"reminder-{session.pk}-{session.starts_at:%Y%m%d%H%M}"


def reminder(session: Session, *, to: str) -> None:
    """To the hirer, two days before: it is soon, and where to say that the room will not be needed."""
    booking, venue = session.booking, session.venue
    zone: ZoneInfo = venue.tz
    when = span_words(session.starts_at, session.ends_at, zone)
    context: dict[str, Any] = {
        "booking": booking,
        "venue": venue,
        "when": when,
        "rooms": get_text_list([room.name for room in session.rooms.all()], _("and")),
        "address": rights.address_for(None, venue, booking),
        "terms": terms_of(booking),
        "cancel_link": link_for(booking, "bookings:cancel_date", session.pk),
        "link": link_for(booking),
        "stop_link": stop_link(Kind(to, REMINDER, venue.slug, venue.name)),
    }
    outbox.post(
        key_of(session),
        kind=REMINDER,
        place=venue.slug,
        hirer=booking.hirer,
        about=booking.ref,
        stop_link=context["stop_link"],
        to=to,
        reply_to=venue.email,
        subject=_("Soon: %(title)s, %(when)s") % {"title": booking.title, "when": when},
        body=re.sub(r"\n{3,}", "\n\n", render_to_string("letters/reminder.txt", context)).strip() + "\n",
    )
