"""Parts of the week, as stretches of elapsed time: evening, daytime, weekend, and the peak."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from bookings.counting import A_DAY, HOUR, Counting, Hours
from bookings.reports.span import Span, midnight
from venues.periods import Period, subtract


class DayPart(StrEnum):
    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"


FIXED = Hours(8 * HOUR, 22 * HOUR)
WEEK = [
    (weekday, part)
    for weekday in range(7)
    for part in ((DayPart.DAY, DayPart.EVENING) if weekday < 5 else (DayPart.WEEKEND,))
]


def week_parts(span: Span, counting: Counting) -> dict[tuple[int, DayPart], list[Period]]:
    """Every weekday's parts (0 is Monday), as stretches of the span that is over."""
    found: dict[tuple[int, DayPart], list[Period]] = {key: [] for key in WEEK}
    for day, whole in _days(span):
        if day.weekday() >= 5:
            found[day.weekday(), DayPart.WEEKEND].append(whole)
            continue
        evening = _between(day, counting.evening, whole, span)
        found[day.weekday(), DayPart.EVENING].extend(evening)
        found[day.weekday(), DayPart.DAY].extend(subtract([whole], evening))
    return found


def peak(span: Span, counting: Counting) -> list[Period]:
    """Weekday evenings and weekend days."""
    return [piece for day, whole in _days(span) if (piece := peak_of(day, span.zone, counting).clip(whole))]


@cache
def peak_of(day: date, zone: ZoneInfo, counting: Counting) -> Period:
    """The peak of a whole day."""
    hours = counting.weekday_peak if day.weekday() < 5 else counting.weekend_peak
    return Period(_moment(day, hours.since, zone), _moment(day, hours.until, zone))


def fixed_hours(span: Span) -> list[Period]:
    """The same hours every day, whatever the venue publishes."""
    return [piece for day, whole in _days(span) for piece in _between(day, FIXED, whole, span)]


def _days(span: Span) -> Iterator[tuple[date, Period]]:
    if span.done:
        yield from span.done.by_local_day(span.zone)


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """By the clock on the wall; the last minute is the next day's midnight."""
    days, minutes = divmod(minute, A_DAY)
    return datetime.combine(day + timedelta(days=days), time(*divmod(minutes, HOUR)), zone)


def _between(day: date, hours: Hours, whole: Period, span: Span) -> list[Period]:
    start, end = (_moment(day, minute, span.zone).astimezone(UTC) for minute in (hours.since, hours.until))
    piece = Period(start, end).clip(whole)
    return [piece] if piece else []


def span_of(period: Period, like: Span) -> Span:
    """A span of whole days around a period, wholly over: for asking which part of the week it takes."""
    first = period.start.astimezone(like.zone).date()
    last = period.end.astimezone(like.zone).date()
    until = date.fromordinal(last.toordinal() + 1)
    return Span(first, until, midnight(until, like.zone), like.zone)
