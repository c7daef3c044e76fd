"""What was chosen on the check page for each date that clashes: another room or time, to wait, or to leave it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from bookings.plans import Way
from bookings.recurrence import Pattern, Times
from venues.models import Room

WAY = "way-"  # and the day that was asked for
ROOM, AT, LEAVE_OUT, WAIT = "room", "at", "skip", "wait"
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def way_value(way: Way | None) -> str:
    """As its radio button says it: room small-hall, at 18:30."""
    if way is None:
        return LEAVE_OUT
    if way.wait:
        return WAIT
    return f"{ROOM} {way.room.code}" if way.room else f"{AT} {way.times.start:%H:%M}" if way.times else LEAVE_OUT


def ways_typed(data: Mapping[str, str], pattern: Pattern, rooms: Callable[[], Sequence[Room]]) -> dict[date, Way]:
    """By day; what means nothing here is left out, for the date itself is then named as one that cannot be had.

    `rooms` are those that could stand in, asked for only where one was chosen.
    """
    return dict(_ways(data, pattern, rooms))


def _ways(data: Mapping[str, str], pattern: Pattern, rooms: Callable[[], Sequence[Room]]) -> Iterator[tuple[date, Way]]:
    days = set(pattern.dates())
    for name, value in data.items():
        day = _day(name.removeprefix(WAY)) if name.startswith(WAY) else None
        kind, _sep, said = str(value).partition(" ")
        if day not in days or day is None:
            continue
        if kind == ROOM and (room := next((room for room in rooms() if room.code == said), None)):
            yield day, Way(room=room)
        elif kind == AT and (times := later_by(said, pattern.times)):
            yield day, Way(times=times)
        elif kind == WAIT:
            yield day, Way(wait=True)


def later_by(start: str, asked: Times) -> Times | None:
    """From there on, as long as was asked."""
    if not CLOCK.fullmatch(start):
        return None
    begins = time.fromisoformat(start)
    ends = datetime.combine(date.min, begins) + timedelta(minutes=asked.minutes)
    return Times(begins, ends.time())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
