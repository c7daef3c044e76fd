"""The names of rooms that are hired as one: “Main hall + Kitchen”."""

from __future__ import annotations

from collections.abc import Iterable

from venues.models import Room


def room_names(rooms: Iterable[Room]) -> str:
    return " + ".join(room.name for room in rooms)
