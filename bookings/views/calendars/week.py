"""A week of a venue: a row for each room, and in each day what is booked there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.availability.board import RoomDay, board
from bookings.availability.week import State
from bookings.views.calendars.telling import Reader, Told, told, told_from
from venues.models import Room

SAID = (State.BOOKED, State.ASKED, State.CLOSED)


@dataclass(frozen=True)
class Head:
    on: date
    name: str
    date: str
    is_today: bool


@dataclass(frozen=True)
class Cell:
    """What is in a room on one day, and what is to be said of the rest of it."""

    items: list[Told]
    rest: str
    look: str


@dataclass(frozen=True)
class WeekPage:
    heads: list[Head]
    rows: list[tuple[Room, list[Cell]]]
    days: list[tuple[str, list[tuple[Room, str]]]]  # the same as a list


def week_page(
    rooms: Sequence[Room], first: date, reader: Reader, *, today: date, at: datetime, as_list: bool
) -> WeekPage:
    found = board(rooms, first, 7, at=at)
    dates = [day.on for day in found[0].days] if found else []
    days = [
        (day_words(on), [(each.room, told_from(at, each.days[number], each.room, reader)) for each in found])
        for number, on in enumerate(dates if as_list else [])
    ]
    return WeekPage(
        [Head(on, date_format(on, "D"), date_format(on, "j M"), on == today) for on in dates],
        [(each.room, [_cell(day, each.room, reader, at) for day in each.days]) for each in found],
        days,
    )


def _cell(day: RoomDay, room: Room, reader: Reader, at: datetime) -> Cell:
    shown = day.told if reader.looks_back else day.from_now(at)
    items = [told(slot, room, reader) for slot in shown if slot.state in SAID]
    if day.minutes(State.FREE):
        return Cell(items, "" if items else _("Free"), "" if items else "free")
    if day.minutes(State.PAST):
        return Cell(items, "" if items else _("Past"), "" if items else "shut")
    return Cell(items, _("Nothing else free") if items else _("Shut"), "" if items else "shut")
