"""The letters to those who wait for hours that somebody else has."""

from __future__ import annotations

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words, span_words, time_words
from bookings import waiting_rights
from bookings.models import Wait


def offered(wait: Wait) -> None:
    """What you wait for is free: until when it is kept, and where to take it."""
    _write(wait, "wait_offered", _("Free now: %(room)s, %(when)s"))


def ran_out(wait: Wait) -> None:
    """Nobody took the offer in time, and the next who waits is asked."""
    _write(wait, "wait_ran_out", _("No longer kept for you: %(room)s, %(when)s"))


def _write(wait: Wait, kind: str, subject: str) -> None:
    venue, until = wait.venue, wait.offer_until
    local = until.astimezone(venue.tz) if until else None
    facts = {"room": f"{wait.room.name}, {venue.name}", "when": span_words(wait.starts_at, wait.ends_at, venue.tz)}
    context = {
        **facts,
        "wait": wait,
        "venue": venue,
        "until": f"{day_words(local.date())}, {time_words(local.time())}" if local else "",
        "link": settings.PUBLIC_URL + wait.get_absolute_url(),
    }
    outbox.post(
        f"wait-{wait.ref}-{kind}-{wait.offered_at:%Y%m%d%H%M%S}",
        kind=kind,
        place=venue.slug,
        hirer=wait.hirer,
        to=waiting_rights.letters_go_to(wait),
        reply_to=venue.email,
        subject=subject % facts,
        body=re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{kind}.txt", context)).strip() + "\n",
    )
