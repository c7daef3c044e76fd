"""The link of a booking whose hirer has no account: a secret in its address stands for signing in.

The secret is made of the site's own key and a number, so that each letter can hold it again; the
database has its hash alone. It ends thirty days after the last date, or when somebody ends it.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.outbox import A_KEY
from bookings.models import Booking, BookingKey

LASTS = timedelta(days=30)  # after the last date


def token_of(*parts: object) -> str:
    """Not to be guessed without the site's secret, which is not in the database."""
    secret = salted_hmac("bookings.keys", ":".join(map(str, parts)), algorithm="sha256").digest()
    return A_KEY + base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_key(ref: str) -> bool:
    """Whether an address names a booking by its secret rather than by its reference."""
    return ref.startswith(A_KEY)


def give_key(booking: Booking, *, at: datetime) -> BookingKey:
    """The first, or the next one: then the one before leads nowhere."""
    key = BookingKey.objects.select_for_update().filter(booking=booking).first() or BookingKey(
        booking=booking, number=0
    )
    key.number, key.made_at, key.ended_at = key.number + 1, at, None
    key.token_hash = hash_of(_token(key))
    key.save()
    return key


def end_key(booking: Booking, *, at: datetime) -> None:
    """Nobody comes in by it any more; ended twice, it ended the first time."""
    BookingKey.objects.open().filter(booking=booking).update(ended_at=at)


def key_ref(booking: Booking) -> str:
    """What names the booking in an address for whoever may not sign in; nothing where it has no open link."""
    if booking.made_by_id is not None or booking.entered != Booking.Entered.ONLINE:
        return ""  # it never had one
    key = BookingKey.objects.open().filter(booking=booking).first()
    return _token(key) if key else ""


def booking_of_key(ref: str, at: datetime) -> int | None:
    """The number of the booking that this secret opens; None where it opens none, or not any more."""
    key = BookingKey.objects.open().filter(token_hash=hash_of(ref)).annotate(last=Max("booking__sessions__ends_at"))
    found = key.first()
    if found is None or (found.last and found.last + LASTS <= at):
        return None
    return found.booking_id


def path_for(booking: Booking, page: str = "bookings:booking", *more: object) -> str:
    """The address of a page of the booking for its own people: by their link where they have no account."""
    return reverse(page, args=[key_ref(booking) or booking.ref, *more])


def link_for(booking: Booking, page: str = "bookings:booking", *more: object) -> str:
    """The same as a letter or a calendar has it: every letter to a hirer asks here."""
    return settings.PUBLIC_URL + path_for(booking, page, *more)


def _token(key: BookingKey) -> str:
    return token_of("booking", key.booking_id, key.number)
