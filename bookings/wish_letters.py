"""What is written to whoever left a wish. No letter before the link is opened says a word of theirs."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import outbox
from bookings.models import LeftWish, WishAnswer
from bookings.wish_links import link_of


def to_confirm(wish: LeftWish) -> None:
    """Open the link, and press the button: anybody can type any address."""
    _write(wish, "wish_to_confirm", "", _("Leave your wish for the halls near you"))


def answered(answer: WishAnswer) -> None:
    """A hall has answered, for all to read."""
    venue = answer.venue
    subject = _("%(venue)s answers your wish") % {"venue": venue.name}
    room = answer.room and settings.PUBLIC_URL + answer.room.get_absolute_url()
    facts = {"answer": answer, "venue": venue, "look": room or settings.PUBLIC_URL + venue.get_absolute_url()}
    _write(answer.wish, "wish_answered", venue.slug, subject, reply_to=venue.email, **facts)


def letters_about(ref: str) -> str:
    """What the keys of all letters about this wish begin with."""
    return f"left-wish-{ref}-"


def _write(wish: LeftWish, kind: str, place: str, subject: str, *, reply_to: str = "", **facts: Any) -> None:
    """Once it has gone its text is forgotten, since it holds the link."""
    context = {"wish": wish, "link": link_of(wish), "notice": settings.PUBLIC_URL + reverse("privacy"), **facts}
    body = re.sub(r"\n{3,}", "\n\n", render_to_string(f"letters/{kind}.txt", context)).strip() + "\n"
    outbox.post(
        f"{letters_about(wish.ref)}{kind}-{place}".rstrip("-"),
        kind=outbox.ENQUIRY,
        place=place,
        to=wish.email,
        reply_to=reply_to,
        subject=subject,
        body=body,
    )
