"""The secret address by which whoever left a wish confirms it, reads its answers and takes it back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from bookings.keys import hash_of, token_of
from bookings.models import LeftWish


def give_link(wish: LeftWish) -> None:
    """The same each time: each letter can hold it again."""
    wish.token_hash = hash_of(_token(wish))
    wish.save(update_fields=["token_hash"])


def link_of(wish: LeftWish) -> str:
    return settings.PUBLIC_URL + path_of(wish)


def path_of(wish: LeftWish) -> str:
    return reverse("wish", args=[_token(wish)])


def wish_at(token: str, at: datetime) -> LeftWish | None:
    """None where there is none, or it was not confirmed in time."""
    found = LeftWish.objects.filter(token_hash=hash_of(token)).select_related("venue").first()
    return None if found is None or (not found.is_standing and found.made_at + found.TO_CONFIRM <= at) else found


def _token(wish: LeftWish) -> str:
    return token_of("left-wish", wish.pk, wish.ref)
