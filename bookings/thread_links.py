"""The secret address by which somebody without an account reads and answers what they wrote with a hall."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from bookings.models import Thread
from venues.models import Venue

SALT, BECOMES = "the address of a thread", "the thread that a booking began as"


def token_of(thread: Thread) -> str:
    """Worked out whenever a letter needs it; the row keeps its hash only."""
    return salted_hmac(SALT, f"{thread.pk} {thread.opened_at.isoformat()}", algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(thread: Thread) -> str:
    return reverse("asked", args=[token_of(thread)])


def link_of(thread: Thread) -> str:
    return settings.PUBLIC_URL + address_of(thread)


def thread_at(token: str) -> Thread | None:
    """The one whose address this is; none once its person is forgotten."""
    found = Thread.objects.select_related("venue__operator", "room", "user", "became", "hirer")
    return found.filter(token_hash=hash_of(token), forgotten_at=None).first()


def mark_of(thread: Thread) -> str:
    """What the booking page carries: it is known to have begun here, and who asked types no name again."""
    return signing.dumps(thread.pk, salt=BECOMES)


def marked(mark: str, venue: Venue) -> Thread | None:
    """The thread of this venue; none for a mark that we have not made, or once it has become a booking."""
    try:
        key = signing.loads(mark, salt=BECOMES)
    except signing.BadSignature:
        return None
    return Thread.objects.at(venue).before_a_booking().filter(pk=key, became=None).first()
