"""A month of a venue: how much of each room is free on each day, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words
from bookings.availability.board import RoomDay, board
from bookings.availability.week import State
from venues.models import Room

HALF = 30  # minutes


@dataclass(frozen=True)
class Day:
    on: date
    name: str
    is_today: bool
    cells: list[tuple[Room, str, str]]  # the room, how it looks, and how much of it is free


def month_page(rooms: Sequence[Room], first: date, number: int, *, today: date, at: datetime) -> list[Day]:
    found = board(rooms, first, number, at=at)
    return [
        Day(
            days[0].on,
            day_words(days[0].on),
            days[0].on == today,
            [(each.room, *how_free(day)) for each, day in zip(found, days, strict=True)],
        )
        for days in zip(*(each.days for each in found), strict=True)
    ]


def how_free(day: RoomDay) -> tuple[str, str]:
    """How it looks and what it says: free all day, 6½ hours free, full, closed, shut, past."""
    free, past = day.minutes(State.FREE), day.minutes(State.PAST)
    if not day.told:
        return "shut", _("Shut")
    if free and free == sum(slot.period.minutes for slot in day.told):
        return "free", _("Free all day")
    if free:
        return "some", _free_words(free)
    if past:
        return "shut", _("Past")
    return ("taken", _("Full")) if day.taken else ("shut", _("Closed"))


def _free_words(minutes: int) -> str:
    """Rounded down to half an hour, so that nobody comes too late."""
    hours, half = divmod(minutes // HALF, 2)
    if not hours:
        return _("Half an hour free") if half else _("Less than half an hour free")
    words = ngettext("%(hours)s hour free", "%(hours)s hours free", hours + half)
    return words % {"hours": f"{hours}½" if half else hours}
