"""A day of a venue as a plan: a row for each room, the hours across it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.clock import day_words, hours_words, time_words
from bookings.availability.board import RoomDay, Slot, board
from bookings.availability.week import ENOUGH, State
from bookings.views.calendars.telling import Reader, Told, told, told_from
from bookings.way_to_ask import WayToAsk
from venues.models import Room
from venues.periods import Period

PARTS = 4  # of an hour: the finest that the plan draws; its words are exact
FEW = 12  # rooms, up to which each free hour is a link: more would make the page too heavy
RANK = (State.BOOKED, State.ASKED, State.CLOSED, State.FREE, State.PAST, State.CLEARING, State.SHUT)
LEAST = {State.CLEARING: PARTS, State.FREE: 3}  # parts that its word needs; any other cuts it in two
WITH_HOURS = (State.BOOKED, State.ASKED, State.CLOSED, State.FREE)


@dataclass(frozen=True)
class Box:
    """So many parts of an hour beside each other that are one thing."""

    told: Told
    columns: int
    state: State = State.SHUT
    is_now: bool = False
    ask: str = ""  # where a free hour can be asked for
    when: str = ""

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
        """Too small even for the word, unless it is written upwards."""
        return not self.told.note and self.columns < LEAST.get(self.state, 2)


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
    """With free hours that lead to asking for them, where the reader asks and the rooms are not too many for that."""
    found = board(rooms, on, 1, at=at)
    zone = rooms[0].venue.tz if rooms else ZoneInfo("UTC")
    days = [each.days[0] for each in found]
    now = at.astimezone(zone)
    hours = _hours(days, on, zone)
    if hours and now.date() == on and not reader.looks_back:
        hours = hours[min(max(now.hour - hours.start, 0), len(hours) - 1) :]
    parts = [part for hour in hours for part in _parts(on, hour, zone)]
    asks = not reader.looks_back and len(rooms) <= FEW
    rows = []
    for each, day in zip(found, days, strict=True):
        boxes = _boxes(day, parts, each.room, reader, at)
        if asks:
            boxes = list(_to_ask(boxes, parts, day, WayToAsk(each.room, at)))
        rows.append(Row(each.room, boxes, told_from(at, day, each.room, reader)))
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


def _to_ask(
    boxes: Sequence[Box], parts: Sequence[tuple[datetime, datetime] | None], day: RoomDay, way: WayToAsk
) -> Iterator[Box]:
    """What is free cut into the hours of the clock, each with its way to ask for what of it is free."""
    place, name = 0, day_words(day.on)
    for box in boxes:
        end = place + box.columns
        if box.state is not State.FREE:
            yield box
            place = end
            continue
        while place < end:
            until = min(place - place % PARTS + PARTS, end)
            yield _asked_by_the_hour(box, parts[place:until], day, way, name)
            place = until


def _asked_by_the_hour(
    box: Box, parts: Sequence[tuple[datetime, datetime] | None], day: RoomDay, way: WayToAsk, name: str
) -> Box:
    turns = [part for part in parts if part]
    span = Period(turns[0][0], turns[-1][1])
    free = next((inside for slot in day.slots if slot.state is State.FREE and (inside := slot.period.clip(span))), None)
    hour = replace(box, columns=len(parts))
    if free is None or free.minutes < ENOUGH or hour.columns < 2 or not (address := way.address(free)):
        return hour
    return replace(hour, ask=address, when=f"{name}, {hours_words(free.start, free.end, way.zone)}")


def _most_telling(slots: Sequence[Slot], part: tuple[datetime, datetime], drawn: set[int | None]) -> int:
    """Of what happens in these minutes: a booking rather than what is free; and one that is not drawn yet."""
    start, end = part
    found = [number for number, slot in enumerate(slots) if slot.period.first < end and slot.period.last > start]
    return min(found, key=lambda number: (RANK.index(slots[number].state), number in drawn))
