"""Parts of the week, as stretches of elapsed time: evening, daytime, weekend, and the peak."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from bookings.reports.span import Span, midnight
from venues.periods import Period, subtract


class DayPart(StrEnum):
    DAY = "day"
    EVENING = "evening"
    WEEKEND = "weekend"


EVENING = (time(17), time(22))
WEEKEND_PEAK = (time(9), time(17))
FIXED = (time(8), time(22))
WEEK = [
    (weekday, part)
    for weekday in range(7)
    for part in ((DayPart.DAY, DayPart.EVENING) if weekday < 5 else (DayPart.WEEKEND,))
]


def week_parts(span: Span) -> dict[tuple[int, DayPart], list[Period]]:
    """Every weekday's parts (0 is Monday), as stretches of the span that is over."""
    found: dict[tuple[int, DayPart], list[Period]] = {key: [] for key in WEEK}
    for day, whole in _days(span):
        if day.weekday() >= 5:
            found[day.weekday(), DayPart.WEEKEND].append(whole)
            continue
        evening = _between(day, EVENING, whole, span)
        found[day.weekday(), DayPart.EVENING].extend(evening)
        found[day.weekday(), DayPart.DAY].extend(subtract([whole], evening))
    return found


def peak(span: Span) -> list[Period]:
    """Weekday evenings and weekend days."""
    return [piece for day, whole in _days(span) if (piece := peak_of(day, span.zone).clip(whole))]


@cache
def peak_of(day: date, zone: ZoneInfo) -> Period:
    """The peak of a whole day."""
    start, end = EVENING if day.weekday() < 5 else WEEKEND_PEAK
    return Period(datetime.combine(day, start, zone), datetime.combine(day, end, zone))


def fixed_hours(span: Span) -> list[Period]:
    """The same hours every day, whatever the venue publishes."""
    return [piece for day, whole in _days(span) for piece in _between(day, FIXED, whole, span)]


def _days(span: Span) -> Iterator[tuple[date, Period]]:
    if span.done:
        yield from span.done.by_local_day(span.zone)


def _between(day: date, hours: tuple[time, time], whole: Period, span: Span) -> list[Period]:
    start, end = (datetime.combine(day, at, span.zone).astimezone(UTC) for at in hours)
    piece = Period(start, end).clip(whole)
    return [piece] if piece else []


def span_of(period: Period, like: Span) -> Span:
    """A span of whole days around a period, wholly over: for asking which part of the week it takes."""
    first = period.start.astimezone(like.zone).date()
    last = period.end.astimezone(like.zone).date()
    until = date.fromordinal(last.toordinal() + 1)
    return Span(first, until, midnight(until, like.zone), like.zone)
