"""Letters to those who hire once and have no account: each holds a link that is a key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from bookings.keys import link_for
from bookings.models import Booking, GuestAsk, Wait
from bookings.waiting_keys import link_for as wait_link


def link_to_ask(ask: GuestAsk, link: str) -> None:
    """To an address that nobody has shown to be theirs: only what the reader needs, nothing of what was typed."""
    venue = ask.room.venue
    context = {"venue": venue, "room": ask.room, "link": link, "until": ask.expires_at}
    kind = "guest_wait_link" if ask.to_wait else "guest_link"
    words = _("Wait for %(room)s, %(venue)s: your link") if ask.to_wait else _("Ask for %(room)s, %(venue)s: your link")
    subject = words % {"room": ask.room.name, "venue": venue.name}
    _post(f"guest-{ask.pk}", kind, ask.email, subject, context, place=venue.slug, reply_to=venue.email)


def links_again(email: str, bookings: Sequence[Booking], waits: Sequence[Wait], *, at: datetime) -> None:
    """Nothing where there is nothing to open."""
    links = [(booking.title, booking.venue.name, link_for(booking)) for booking in bookings]
    links += [
        (_("You wait for: %(title)s") % {"title": wait.title}, wait.venue.name, wait_link(wait)) for wait in waits
    ]
    if links:
        first = bookings[0].ref if bookings else waits[0].ref
        key = f"links-{first}-{at:%Y%m%d%H%M%S%f}"
        _post(key, "links_again", email, _("Your bookings: the links once more"), {"links": links})


def new_link(booking: Booking, *, at: datetime) -> None:
    venue = booking.venue
    context = {"booking": booking, "venue": venue, "link": link_for(booking)}
    words = {"title": booking.title, "venue": venue.name}
    _post(
        f"booking-{booking.ref}-new-link-{at:%Y%m%d%H%M%S%f}",
        "new_link",
        booking.hirer.contact_email,
        _("A new link to your booking: %(title)s, %(venue)s") % words,
        context,
        place=venue.slug,
        reply_to=venue.email,
        about=booking.ref,
    )


def _post(key: str, kind: str, to: str, subject: str, context: dict[str, Any], **more: Any) -> None:
    context["again"] = settings.PUBLIC_URL + reverse("bookings:link_again")
    body = re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{kind}.txt", context)).strip() + "\n"
    outbox.post(key, kind=kind, to=to, subject=subject, body=body, **more)
