"""Take names out of hours that are only kept: what the desk wrote beside them, and the titles of next year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.blotting import blot_rows, blotted, telling_words
from bookings.models import ClosingAct, Hold, Slot


def forget_holds_of(bookings: Iterable[int]) -> None:
    """Next year's hours say no longer what these bookings were called; they stay kept until the answer.

    A closing that touched one of them, or let such hours go, can no longer be taken back: it would bring the words.
    """
    keys = list(bookings)
    Hold.objects.filter(kind=Hold.Kind.NEXT_YEAR, slot__booking__in=keys).exclude(title="").update(title="")
    slots = set(Slot.objects.filter(booking__in=keys).values_list("pk", flat=True))
    for act in ClosingAct.objects.all():
        if not act.before.keys().isdisjoint(map(str, keys)) or any(each["slot"] in slots for each in _let_go(act)):
            act.delete()


def blot_holds(words: Iterable[str]) -> None:
    """A name or an address, wherever the desk wrote it beside hours that are kept, or that may yet come back."""
    telling = telling_words(words)
    kept = Hold.objects.filter(kind__in=[Hold.Kind.PENCILLED, Hold.Kind.NEXT_YEAR])
    blot_rows(kept, ("title",), telling)
    for act in ClosingAct.objects.all():  # there are few: each is kept for minutes
        for each in _let_go(act):
            each["title"] = blotted(each["title"], telling)
        act.save(update_fields=["holds"])


def _let_go(act: ClosingAct) -> list[dict[str, Any]]:
    """The hours that a closing let go, each with its fields."""
    return [fields for row in act.holds for fields in row["hold"].values()]
