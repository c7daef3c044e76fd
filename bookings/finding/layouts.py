"""How a group sits or moves, and which of a hall's layouts are that: every hall calls its own as it likes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from venues.models.room import KnownLayout


@dataclass(frozen=True)
class LayoutKind:
    """A way to use a room, as a hirer says it; `named` are words of which the hall's name for it has one."""

    label: Promise
    words: Promise  # in a sentence
    named: re.Pattern[str]


def _any_of(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(words)})", re.IGNORECASE)


LAYOUTS = {
    "rows": LayoutKind(
        gettext_lazy("In rows, facing the front"),
        gettext_lazy("in rows"),
        _any_of("theatre", "rows", "bench", "concert", "cinema", "lecture", "performance", "audience"),
    ),
    "tables": LayoutKind(
        gettext_lazy("At tables"),
        gettext_lazy("at tables"),
        _any_of("table", "cabaret", "banquet", "dining", "dinner", "lunch", "meal", "classroom", "desk", "boardroom"),
    ),
    "meeting": LayoutKind(
        gettext_lazy("Round one table"),
        gettext_lazy("round one table"),
        _any_of("round one table", "one table", "boardroom", "meeting", "horseshoe", "u-shape"),
    ),
    "circle": LayoutKind(gettext_lazy("In a circle"), gettext_lazy("in a circle"), _any_of("circle", "armchair")),
    "clear": LayoutKind(
        gettext_lazy("On a clear floor, to move or stand"),
        gettext_lazy("on a clear floor"),
        _any_of("clear", "standing", "danc", "sport", "empty", "disco", "reception", "exercise", "yoga", "floor"),
    ),
}


def of_kind(layouts: Iterable[KnownLayout], kind: str) -> tuple[KnownLayout, ...]:
    """Those of a room that are of this kind; all of them where none is asked for."""
    return tuple(layout for layout in layouts if not kind or LAYOUTS[kind].named.search(layout.name))


def takes(layouts: Iterable[KnownLayout]) -> int | None:
    """The most people that one of them safely takes; None where that is known of none."""
    return max((layout.capacity for layout in layouts if layout.capacity is not None), default=None)
