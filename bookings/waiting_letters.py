"""The letters to those who wait for hours that somebody else has."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.clock import day_words, span_words, time_words
from bookings import waiting_rights
from bookings.models import Wait
from bookings.waiting_keys import link_for
from venues.quiet import letters_to_desk_after


def begun(wait: Wait, *, after: datetime | None = None) -> None:
    """You stand on the waiting list; the link to your place."""
    _write(wait, "wait_begun", _("You wait for: %(room)s, %(when)s"), stamp="", after=after)


def offered(wait: Wait) -> None:
    """What you wait for is free: until when it is kept, and where to take it."""
    _write(wait, "wait_offered", _("Free now: %(room)s, %(when)s"), stamp=_stamp(wait))
    if not waiting_rights.letters_go_to(wait):
        _to_ring(wait)


def ran_out(wait: Wait) -> None:
    """Nobody took the offer in time, and the next who waits is asked."""
    _write(wait, "wait_ran_out", _("No longer kept for you: %(room)s, %(when)s"), stamp=_stamp(wait))


def key_of_begun(wait: Wait) -> str:
    return _key(wait, "wait_begun", "")


def _stamp(wait: Wait) -> str:
    return f"{wait.offered_at:%Y%m%d%H%M%S}"


def _key(wait: Wait, kind: str, stamp: str) -> str:
    return f"wait-{wait.ref}-{kind}-{stamp}".rstrip("-")


def _to_ring(wait: Wait) -> None:
    """To the desk: somebody without e-mail is to be told; in its quiet hours it waits."""
    venue, facts = wait.venue, _facts(wait)
    page = settings.PUBLIC_URL + reverse("desk:wait", args=[venue.slug, wait.ref])
    subject = _("Ring %(hirer)s: %(room)s is free, %(when)s") % {**facts, "hirer": wait.hirer.name}
    outbox.post(
        _key(wait, "wait_to_ring", _stamp(wait)),
        kind="wait_to_ring",
        place=venue.slug,
        to=venue.email,
        subject=subject,
        body=_body("wait_to_ring", {**facts, "desk_link": page}),
        after=letters_to_desk_after(venue, timezone.now()),
    )


def _write(wait: Wait, kind: str, subject: str, *, stamp: str, after: datetime | None = None) -> None:
    """On paper where they have a postal address and no other; whoever has neither is rung up."""
    venue, to, facts = wait.venue, waiting_rights.letters_go_to(wait), _facts(wait)
    if not to and not wait.hirer.postal_address:
        return
    outbox.post(
        _key(wait, kind, stamp),
        kind=kind,
        place=venue.slug,
        hirer=wait.hirer,
        to=to,
        reply_to=venue.email,
        subject=subject % facts,
        body=_body(kind, {**facts, "link": link_for(wait) if to else ""}),
        after=after,
    )


def _facts(wait: Wait) -> dict[str, Any]:
    venue, until = wait.venue, wait.offer_until
    local = until.astimezone(venue.tz) if until else None
    return {
        "wait": wait,
        "venue": venue,
        "room": f"{wait.room.name}, {venue.name}",
        "when": span_words(wait.starts_at, wait.ends_at, venue.tz),
        "until": f"{day_words(local.date())}, {time_words(local.time())}" if local else "",
    }


def _body(kind: str, context: dict[str, Any]) -> str:
    return re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{kind}.txt", context)).strip() + "\n"
