"""Which part of its hall a room is, where a page shows several rooms."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from venues.divisions import Division
from venues.models import Room

register = template.Library()


@register.filter
def of(found: Mapping[int, Division], room: Room) -> Division | None:
    """The room's among those found; nothing for a room that shares its space with no other."""
    return found.get(room.pk)
