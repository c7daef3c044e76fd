"""A day of a venue as a plan: a row for each room, the hours across it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.clock import time_words
from bookings.availability.board import RoomDay, Slot, board
from bookings.availability.week import State
from bookings.views.calendars.telling import Reader, Told, told, told_from
from venues.models import Room

PARTS = 4  # of an hour: the finest that the plan draws; its words are exact
RANK = (State.BOOKED, State.ASKED, State.CLOSED, State.FREE, State.PAST, State.CLEARING, State.SHUT)
WITH_HOURS = (State.BOOKED, State.ASKED, State.CLOSED, State.FREE)


@dataclass(frozen=True)
class Box:
    """So many parts of an hour beside each other that are one thing."""

    told: Told
    columns: int
    state: State = State.SHUT
    is_now: bool = False

    @property
    def has_hours(self) -> bool:
        return self.state in WITH_HOURS

    @property
    def is_slim(self) -> bool:
        """Too small for more than a word, where nobody is named."""
        return self.state is State.FREE and self.columns < PARTS

    @property
    def is_narrow(self) -> bool:
        """Too narrow for a name of more than a few letters a line."""
        return self.columns < PARTS

    @property
    def is_bare(self) -> bool:
        """Too small even for the word, which is only read aloud."""
        return not self.told.note and (self.state is State.CLEARING or self.columns < 2)


@dataclass(frozen=True)
class Row:
    room: Room
    boxes: list[Box]
    told: str  # the same in a sentence


@dataclass(frozen=True)
class DayPage:
    on: date
    heads: list[tuple[str, bool]]  # the hours, and which of them it is now
    rows: list[Row]
    columns: int = PARTS


def day_page(rooms: Sequence[Room], on: date, reader: Reader, *, at: datetime) -> DayPage:
    found = board(rooms, on, 1, at=at)
    zone = rooms[0].venue.tz if rooms else ZoneInfo("UTC")
    days = [each.days[0] for each in found]
    hours = _hours(days, on, zone)
    parts = [part for hour in hours for part in _parts(on, hour, zone)]
    rows = [
        Row(each.room, _boxes(day, parts, each.room, reader, at), told_from(at, day, each.room, reader))
        for each, day in zip(found, days, strict=True)
    ]
    now = at.astimezone(zone)
    return DayPage(on, [(time_words(time(hour)), now.date() == on and now.hour == hour) for hour in hours], rows)


def _hours(days: Sequence[RoomDay], on: date, zone: ZoneInfo) -> range:
    """From the first to the last in which anything can happen in any room."""
    busy = [slot.period.local(zone) for day in days for slot in day.told]
    if not busy:
        return range(0)
    last = max(period.end for period in busy)
    until = 24 if last.date() > on else last.hour + (last.minute > 0)
    return range(min(period.start for period in busy).hour, max(until, 1))


def _parts(on: date, hour: int, zone: ZoneInfo) -> list[tuple[datetime, datetime] | None]:
    """By the clock on the wall: none of the hour that spring leaves out, longer ones in that which autumn repeats."""
    midnight = datetime.combine(on, time(), zone)
    start, end = ((midnight + timedelta(hours=turn)).astimezone(UTC) for turn in (hour, hour + 1))
    if start >= end:
        return [None] * PARTS
    step = (end - start) / PARTS
    return [(start + number * step, start + (number + 1) * step) for number in range(PARTS)]


def _boxes(
    day: RoomDay, parts: Sequence[tuple[datetime, datetime] | None], room: Room, reader: Reader, at: datetime
) -> list[Box]:
    chosen: list[int | None] = []
    for part in parts:
        chosen.append(_most_telling(day.slots, part, set(chosen)) if part else None)
    boxes = []
    for number, same in groupby(chosen):
        columns = len(list(same))
        if number is None:
            boxes.append(Box(Told("shut", _("No such hour")), columns))
            continue
        slot = day.slots[number]
        is_now = slot.session is not None and slot.period.first <= at < slot.period.last
        boxes.append(Box(told(slot, room, reader), columns, slot.state, is_now))
    return boxes


def _most_telling(slots: Sequence[Slot], part: tuple[datetime, datetime], drawn: set[int | None]) -> int:
    """Of what happens in these minutes: a booking rather than what is free; and one that is not drawn yet."""
    start, end = part
    found = [number for number, slot in enumerate(slots) if slot.period.first < end and slot.period.last > start]
    return min(found, key=lambda number: (RANK.index(slots[number].state), number in drawn))
