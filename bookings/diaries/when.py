"""When a row of a diary is: its day, or the days of a series that it names, and its hours. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from bookings.diaries.days import day_of, read_day, read_moment, read_weekday, weekday_word
from bookings.diaries.faults import Unreadable
from bookings.diaries.hours import read_hours
from bookings.recurrence import Times

LONGEST_SERIES = timedelta(days=800)
LONGEST_HIRE = timedelta(days=60)
MOMENT = re.compile(
    r"(?:\d{4}-\d{1,2}-\d{1,2}|.*\d{1,2}([/.\-])\d{1,2}\1\d{2,4}|.*\d{1,2}[a-z]{0,2} [a-z]{3,9}\.?,? \d{2,4})"
    r"(?: |T|, )\d{1,2}[:.]\d{2}(?::\d{2})?",
    re.IGNORECASE,
)
ALL_DAY = re.compile(r"(?:all|whole|full)[ -]?day", re.IGNORECASE)
Cells = Callable[[str], str]  # by our column
AllDay = Callable[[date], Times | None]  # when the rooms of the row are open on a day


@dataclass(frozen=True)
class When:
    """Each stretch on the clock of the place; `guessed` where nothing said morning or evening."""

    stretches: tuple[tuple[datetime, datetime], ...]
    hours: str
    guessed: bool


def read_when(cell: Cells, *, year: int | None, all_day: AllDay) -> When:
    start, end = cell("start") or cell("time"), cell("end")
    days = _days(cell, start, year)
    if _is_moment(end):
        return _long(days[0], start, read_moment(end, year=year))
    if _is_moment(start):
        start = f"{read_moment(start, year=year):%H:%M}"
    if not start:
        raise Unreadable(_("no hours are written"))
    if ALL_DAY.fullmatch(start) and not end:
        return When(tuple(_whole(day, all_day(day)) for day in days), start, guessed=False)
    hours = read_hours(start, end)
    stretches = tuple(_stretch(day, hours.start, hours.end) for day in days)
    return When(stretches, f"{start}–{end}" if end else start, hours.guessed)


def _stretch(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    last = day + timedelta(days=1 if end <= start else 0)
    return datetime.combine(day, start), datetime.combine(last, end)


def _whole(day: date, hours: Times | None) -> tuple[datetime, datetime]:
    """As long as the room is open."""
    if hours is None:
        raise Unreadable(_("it says all day, and the room is not open on that day: write from when to when"))
    return _stretch(day, hours.start, hours.end)


def _long(day: date, start: str, ends: datetime) -> When:
    """A hire of several days has its last day in the end."""
    moment = read_moment(start) if _is_moment(start) else None
    begins = moment or datetime.combine(day, read_hours(start, f"{ends:%H:%M}").start)
    if not begins < ends <= begins + LONGEST_HIRE:
        raise Unreadable(_("it ends before it begins, or months later"))
    return When(((begins, ends),), "", guessed=False)


def _is_moment(text: str) -> bool:
    return MOMENT.fullmatch(text) is not None


def _days(cell: Cells, start: str, year: int | None) -> list[date]:
    """The day, or all days of a weekday between two dates, or that of the week that is named."""
    text = cell("date") or cell("weekday")
    weekday = read_weekday(cell("weekday"))
    named = read_weekday(text)
    if not text and _is_moment(start):
        return [read_moment(start, year=year).date()]
    if named is None and text:
        day = read_moment(text, year=year).date()
        if weekday is not None and weekday != day.weekday():
            words = _("%(day)s is a %(is)s, not a %(said)s")
            facts = {"is": weekday_word(day.weekday()), "said": weekday_word(weekday)}
            raise Unreadable(words % {"day": day_of(day), **facts})
        return [day]
    if named is not None and cell("week"):
        week = read_day(cell("week"), year=year)
        return [week + timedelta(days=(named - week.weekday()) % 7)]
    if named is not None and (cell("first_date") or cell("last_date")):
        return _series(named, cell("first_date"), cell("last_date"), year)
    if named is not None:
        words = _("“%(text)s” is a day of the week, not a date: say from which date to which, or of which week")
        raise Unreadable(words % {"text": text})
    raise Unreadable(_("no date is written"))


def _series(weekday: int, first: str, last: str, year: int | None) -> list[date]:
    begins, ends = read_day(first, year=year), read_day(last, year=year)
    begins += timedelta(days=(weekday - begins.weekday()) % 7)
    if not begins <= ends <= begins + LONGEST_SERIES:
        raise Unreadable(_("there is no such day between the two dates, or they lie years apart"))
    return [begins + timedelta(weeks=number) for number in range((ends - begins).days // 7 + 1)]
