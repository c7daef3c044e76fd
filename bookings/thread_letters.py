"""What is written when somebody asks, answers or offers a time to look round: to the hall, and to whoever asks."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words, span_words, time_words
from accounts.models import Letter
from bookings import rights
from bookings.keys import link_for
from bookings.models import Message, Thread
from bookings.thread_links import link_of
from venues.models import Venue
from venues.quiet import letters_to_desk_after

TO_DESK, TO_THEM = "thread_to_desk", "thread_to_them"


def received(thread: Thread) -> None:
    """To whoever asks: it has arrived, and where to read the answer. Anybody can type any address: no word of theirs.

    Their name is left out for the same reason.
    """
    venue = thread.venue
    context = {"venue": venue, "link": link_of(thread), "kept_months": Thread.KEPT_MONTHS}
    outbox.post(
        f"thread-{thread.pk}-received",
        kind=outbox.ENQUIRY,
        place=venue.slug,
        to=thread.email,
        reply_to=venue.email,
        subject=_("Your question to %(venue)s has arrived") % {"venue": venue.name},
        body=_body("thread_received", context),
    )


def to_desk(message: Message) -> None:
    """To the hall's own address, never to a person's: somebody asks, or answers."""
    thread, venue = message.thread, message.thread.venue
    subject = _("%(who)s answers") if thread.messages.filter(from_desk=True).exists() else _("%(who)s asks")
    outbox.post(
        key_of(message),
        kind=TO_DESK,
        place=venue.slug,
        about=thread.booking.ref if thread.booking else "",
        to=venue.email,
        subject=subject % {"who": thread.who} + _about(thread),
        body=_body(TO_DESK, {**_facts(message), "link": settings.PUBLIC_URL + desk_address(thread)}),
        after=letters_to_desk_after(venue, message.at),
    )


def to_them(message: Message, *, after: datetime) -> None:
    """To whoever asked, or to the group of the booking, once nobody can take it back any more."""
    thread, venue, booking = message.thread, message.thread.venue, message.thread.booking
    if booking:
        to, link = rights.letters_go_to(booking), link_for(booking) + "#talk"
        kind, subject = TO_THEM, _("%(venue)s asks about %(title)s")
    else:
        to, link = thread.email, link_of(thread)
        kind, subject = outbox.ENQUIRY, _("%(venue)s has answered your question")
    outbox.post(
        key_of(message),
        kind=kind,
        place=venue.slug,
        hirer=booking.hirer if booking else None,
        about=booking.ref if booking else "",
        to=to,
        reply_to=venue.email,
        subject=subject % {"venue": venue.name, "title": booking.title if booking else ""},
        body=_body(TO_THEM, {**_facts(message), "link": link}),
        after=after,
    )


def was_taken_back(message: Message, *, until: datetime) -> bool:
    """Whether its letter had not gone yet; it will not."""
    keys = Letter.objects.filter(key=key_of(message)).values_list("key", flat=True)
    return outbox.take_back(list(keys), until=until)


def key_of(message: Message) -> str:
    booking = message.thread.booking
    whose = f"booking-{booking.ref}-message" if booking else f"thread-{message.thread_id}"
    return f"{whose}-{message.pk}"


def desk_address(thread: Thread) -> str:
    """Where the hall reads and answers it."""
    if thread.booking:
        return reverse("desk:ask", args=[thread.venue.slug, thread.booking.ref])
    return reverse("desk:thread", args=[thread.venue.slug, thread.pk])


def when_to_look(message: Message, venue: Venue) -> str:
    """Tuesday 3 March 2026, 6pm."""
    if message.look_at is None:
        return ""
    local = message.look_at.astimezone(venue.tz)
    return _("%(day)s, %(time)s") % {"day": day_words(local.date()), "time": time_words(local.time())}


def _about(thread: Thread) -> str:
    words = thread.booking.title if thread.booking else (thread.room.name if thread.room else "")
    return f": {words}" if words else ""


def _facts(message: Message) -> dict[str, Any]:
    thread, venue = message.thread, message.thread.venue
    period = thread.period
    return {
        "message": message,
        "thread": thread,
        "booking": thread.booking,
        "venue": venue,
        "look": when_to_look(message, venue),
        "when": span_words(period.start, period.end, venue.tz) if period else "",
        "address": rights.address_for(None, venue, thread.booking),
    }


def _body(name: str, context: dict[str, Any]) -> str:
    return re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{name}.txt", context)).strip() + "\n"
