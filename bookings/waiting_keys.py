"""The link of whoever waits without an account, made like that of a booking: see `bookings.keys`."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Hirer
from bookings.keys import LASTS, hash_of, token_of
from bookings.models import Wait


def give_key(wait: Wait) -> None:
    """The same each time."""
    wait.token_hash = hash_of(_token(wait))
    wait.save(update_fields=["token_hash"])


def end_keys_of(hirer: Hirer) -> None:
    """Somebody has an account for it now."""
    Wait.objects.filter(hirer=hirer).update(token_hash=None)


def wait_of_key(ref: str, at: datetime) -> int | None:
    """The number of the wait that this secret opens; None where it opens none, or not any more."""
    found = Wait.objects.filter(token_hash=hash_of(ref), ends_at__gt=at - LASTS)
    return found.values_list("pk", flat=True).first()


def path_for(wait: Wait, page: str = "bookings:wait") -> str:
    """The address of a page of it for its own people: by the link where they have no account."""
    return reverse(page, args=[_token(wait) if wait.token_hash else wait.ref])


def link_for(wait: Wait, page: str = "bookings:wait") -> str:
    """The same as a letter has it."""
    return settings.PUBLIC_URL + path_for(wait, page)


def _token(wait: Wait) -> str:
    return token_of("wait", wait.pk)
