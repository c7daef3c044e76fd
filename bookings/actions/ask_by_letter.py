"""Send somebody without an account the link by which they ask for a room."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from bookings.guest_letters import link_to_ask
from bookings.keys import hash_of, token_of
from bookings.locks import all_or_nothing
from bookings.models import GuestAsk
from venues.models import Room

LASTS = timedelta(hours=24)


@all_or_nothing
def ask_by_letter(
    room: Room, *, email: str, typed: QueryDict, page_key: str, at: datetime, to_wait: bool = False
) -> None:
    """Nothing is asked of the hall, and nobody waits, until the link is opened and its button pressed.

    The same button of the same page twice is one letter; whether the address is known to us makes no difference.
    """
    email, words = email.lower(), typed.urlencode()
    token = token_of("guest", room.pk, email, page_key, words)
    kept = {"room": room, "email": email, "typed": words, "made_at": at, "expires_at": at + LASTS, "to_wait": to_wait}
    found, made = GuestAsk.objects.get_or_create(token_hash=hash_of(token), defaults=kept)
    if made:
        link_to_ask(found, settings.PUBLIC_URL + reverse("bookings:guest", args=[token]))


def guest_ask_for(token: str) -> GuestAsk | None:
    """What was typed by whoever got this token by letter."""
    rows = GuestAsk.objects.select_related("booking", "wait", "room__venue__operator", "room__venue__term_calendar")
    return rows.prefetch_related("room__cells", "room__layouts").filter(token_hash=hash_of(token)).first()
