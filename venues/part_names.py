"""What some parts of a place are called: by the rooms that people know. Pure."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from typing import TypeVar

from django.utils.translation import gettext as _

Cell = TypeVar("Cell", bound=Hashable)


def names_of(rooms: Iterable[tuple[str, Collection[Cell]]], cells: Collection[Cell]) -> list[str]:
    """The fewest rooms that make up these cells, the largest first; none for a cell that no room is made of alone."""
    named, left = [], set(cells)
    for name, its in sorted(rooms, key=lambda room: -len(room[1])):
        if set(its) <= set(cells) and set(its) & left:
            named.append(name)
            left -= set(its)
    return named


def together(names: Collection[str]) -> str:
    """Main hall, Kitchen and Snug."""
    *others, last = names or [""]
    if not others:
        return last
    return _("%(names)s and %(last)s") % {"names": ", ".join(others), "last": last}
