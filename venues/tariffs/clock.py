"""A period cut at the hours on the wall of one place, counted in elapsed minutes.

Moments are whole minutes since 1970 in UTC, so that their difference is time that really passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from venues.periods import Period
from venues.tariffs.rows import DAY
from venues.tariffs.tariff import Segment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)

Stretch = tuple[int, int, str | None]  # from, to (minutes since 1970), band


def stretches(week: Sequence[Sequence[Segment]], period: Period, zone: ZoneInfo) -> list[Stretch]:
    """The period cut wherever the band changes: (from, to, band) in order, nothing left out."""
    start, end = moment(period.start), moment(period.end)
    day = period.start.astimezone(zone).date()
    midnight = wall_moment(day, 0, zone)

    found: list[Stretch] = []
    while midnight < end:
        next_midnight = wall_moment(day + ONE_DAY, 0, zone)
        ordinary = next_midnight - midnight == DAY
        for first, last, band in week[day.weekday()]:
            left = midnight + first if ordinary else wall_moment(day, first, zone)
            right = midnight + last if ordinary else wall_moment(day, last, zone)
            if left < end and start < right and left < right:
                found.append((max(left, start), min(right, end), band))
        day, midnight = day + ONE_DAY, next_midnight
    return found


def moment(at: datetime) -> int:
    return (at - EPOCH) // MINUTE


def local_time(at: int, zone: ZoneInfo) -> datetime:
    return (EPOCH + at * MINUTE).astimezone(zone)


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
