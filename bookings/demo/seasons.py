"""When groups rest and when they meet: school holidays, August, Christmas, the second Saturday. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from dateutil.easter import easter

from bookings.demo.cast import Use

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
NOON = time(12)
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def meets_on(use: Use, day: date) -> bool:
    """Whether a group that meets so would have this day in its programme."""
    return day.weekday() == use.weekday and not _rests(use.rest, day) and _comes_round(use.every, day)


def seasons(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The stretch cut into years that begin in September, as groups book them."""
    start = first
    while start <= last:
        end = min(date(start.year + (start.month >= 9), 8, 31), last)
        yield start, end
        start = end + DAY


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The second Saturday of a month, say."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7) + (nth - 1) * WEEK


def waking(at: datetime) -> datetime:
    """The same day, to the minute, at an hour when people are up."""
    if at.hour < 7:
        at += timedelta(hours=8)
    return at.replace(second=0, microsecond=0)


def at_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3)


def hour_of_day(random: Random, first: int, last: int) -> time:
    """Some time between two hours, to the minute: when people write letters."""
    return time(random.randint(first, last), random.randint(0, 59))


@cache
def school_holidays(year: int) -> tuple[tuple[date, date], ...]:
    """The holidays of an English school in a calendar year, first and last day."""
    sunday = easter(year)
    return (
        (date(year, 1, 1), nth_weekday(year, 1, 0, 1)),
        _week_of(nth_weekday(year, 2, 0, 3)),
        (sunday - timedelta(days=13), sunday + DAY),
        (nth_weekday(year, 5, 0, 1),) * 2,
        _week_of(nth_weekday(year, 6, 0, 1) - WEEK),
        (date(year, 7, 23), date(year, 9, 2)),
        _week_of(nth_weekday(year, 11, 0, 1) - WEEK),
        (date(year, 12, 20), date(year, 12, 31)),
    )


def _rests(rest: str, day: date) -> bool:
    christmas = at_christmas(day)
    if rest == "term":
        return any(first <= day <= last for first, last in school_holidays(day.year))
    if rest == "winter":
        return christmas or 5 <= day.month <= 9
    if rest == "summer":
        return christmas or day.month == 8
    return rest == "year" and christmas


def _comes_round(every: str, day: date) -> bool:
    if every == "week":
        return True
    if every == "fortnight":
        return day.toordinal() // 7 % 2 == 0
    if every == "last":
        return (day + WEEK).month != day.month
    return (day.day - 1) // 7 + 1 == NTH[every]


def _week_of(monday: date) -> tuple[date, date]:
    return monday, monday + 6 * DAY
