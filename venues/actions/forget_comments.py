"""Take somebody out of what was said about proposed prices."""

from __future__ import annotations

from collections.abc import Iterable

from accounts import erasure
from accounts.blotting import blot_rows, telling_words
from venues.models import PriceComment


def forget_comments(names: Iterable[str], addresses: set[str]) -> None:
    """Their own go; what others wrote no longer names them."""
    if addresses:
        PriceComment.objects.filter(erasure.is_to("email", addresses)).delete()
    blot_rows(PriceComment.objects.all(), ("name", "text"), telling_words([*names, *addresses]))
