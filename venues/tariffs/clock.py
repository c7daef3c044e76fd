"""A period cut at the hours on the wall of one place, counted in elapsed minutes.

Moments are whole minutes since 1970 in UTC, so that their difference is time that really passed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from venues.periods import Period
from venues.tariffs.days import Days, Slice
from venues.tariffs.quotes import Calendars
from venues.tariffs.rows import DAY

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)


class Part(NamedTuple):
    """From and to in minutes since 1970, and what holds meanwhile."""

    start: int
    end: int
    slice: Slice


def parts(days: Days, start: int, end: int, zone: ZoneInfo, calendars: Calendars) -> list[Part]:
    """The time from start to end, cut wherever a band begins or ends and at midnight: in order, nothing left out."""
    day = local_time(start, zone).date()
    midnight = midnight_of(day, zone)
    found: list[Part] = []
    while midnight < end:
        next_midnight = midnight_of(day + ONE_DAY, zone)
        ordinary = next_midnight - midnight == DAY
        for piece in days.slices(day, calendars):
            left = midnight + piece.start if ordinary else wall_moment(day, piece.start, zone)
            right = midnight + piece.end if ordinary else wall_moment(day, piece.end, zone)
            if left < end and start < right and left < right:
                found.append(Part(left if left > start else start, right if right < end else end, piece))
        day, midnight = day + ONE_DAY, next_midnight
    return found


@lru_cache(maxsize=4096)
def midnight_of(day: date, zone: ZoneInfo) -> int:
    """When the day begins: asked again and again, and always the same."""
    return wall_moment(day, 0, zone)


def moment(at: datetime) -> int:
    return (at - EPOCH) // MINUTE


def local_time(at: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at * 60, zone)


def local_period(start: int, end: int, zone: ZoneInfo) -> Period:
    return Period(local_time(start, zone), local_time(end, zone))


def wall_moment(day: date, minute: int, zone: ZoneInfo) -> int:
    """When the clock in `zone` first shows this minute of the day, or first passes it by.

    An hour that the clock change repeats means the first; one that it skips, the change itself.
    """
    wall = datetime.combine(day, time.min, zone) + minute * MINUTE
    plain, other = moment(wall), moment(wall.replace(fold=1))
    if plain <= other:  # the usual case, or shown twice
        return plain
    return _clock_change(other, plain, zone)


def _clock_change(before: int, after: int, zone: ZoneInfo) -> int:
    """The first minute of the new time, between a minute of the old and one of the new."""
    new = local_time(after, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if local_time(middle, zone).utcoffset() == new:
            after = middle
        else:
            before = middle
    return after
