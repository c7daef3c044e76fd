"""Take names out of hours that are only kept: what the desk wrote beside them, and the titles of next year."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.blotting import blot_rows, telling_words
from bookings.models import Hold


def forget_holds_of(bookings: Iterable[int]) -> None:
    """Next year's hours say no longer what these bookings were called; they stay kept until the answer."""
    Hold.objects.filter(kind=Hold.Kind.NEXT_YEAR, slot__booking__in=list(bookings)).exclude(title="").update(title="")


def blot_holds(words: Iterable[str]) -> None:
    """A name or an address, wherever the desk wrote it beside hours that are kept."""
    kept = Hold.objects.filter(kind__in=[Hold.Kind.PENCILLED, Hold.Kind.NEXT_YEAR])
    blot_rows(kept, ("title",), telling_words(words))
