"""A day as people write it: 14/3/26, Sat 14th March 2026, a spreadsheet's own number; and Tue's for Tuesdays. Pure."""

from __future__ import annotations

import re
from calendar import day_name, month_name, monthrange
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from bookings.diaries.faults import Unreadable

FIRST_YEAR, LAST_YEAR = 1950, 2150
DAY_ZERO = date(1899, 12, 30)  # from which spreadsheets count the days
SERIALS = range(18_000, 92_000)
MONTHS = {name[:3].lower(): number for number, name in enumerate(month_name) if name}
WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(day_name)}
WEEKDAY = re.compile(
    r"(mon|tues?|wed(?:nes)?|weds|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:['’]?s)?\.?(?=$|[^a-z])", re.IGNORECASE
)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?\.?")
NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*(?:of\s+)?([a-z]{3,9})\.?,?[\s\-/]*(\d{4}|\d{2})?", re.IGNORECASE
)
NAME_FIRST = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)


def read_weekday(text: str) -> int | None:
    """Monday is 0; None where the text names no day of the week, or more than that."""
    found = WEEKDAY.fullmatch(re.sub(r"^(every|each|on)\s+", "", text.strip(), flags=re.IGNORECASE))
    return WEEKDAYS[found[1][:3].lower()] if found else None


def read_day(text: str, *, year: int | None = None) -> date:
    """The day; `year` is of the sheet, for days written without one. A day of the week beside it must agree."""
    said, rest = _without_weekday(text.strip())
    found = _day_of(rest, text.strip(), year)
    if said is not None and found.weekday() != said:
        words = _("%(day)s is a %(is)s, not a %(said)s")
        raise Unreadable(
            words % {"day": day_of(found), "is": weekday_word(found.weekday()), "said": weekday_word(said)}
        )
    return found


def read_moment(text: str, *, year: int | None = None) -> datetime:
    """A day, and the time of day if one is said: midnight where not."""
    found = re.fullmatch(r"(.*?\S)[ T,]+(?:at\s+)?(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.0+)?)?", text.strip())
    if not found:
        return datetime.combine(read_day(text, year=year), datetime.min.time())
    hour, minute = int(found[2]), int(found[3])
    if hour > 23 or minute > 59:
        raise Unreadable(_("“%(text)s” is no time") % {"text": text})
    return datetime.combine(read_day(found[1], year=year), datetime.min.time()).replace(hour=hour, minute=minute)


def day_of(found: date) -> str:
    """14 March 2026."""
    return f"{found.day} {month_name[found.month]} {found.year}"


def weekday_word(number: int) -> str:
    return day_name[number]


def _without_weekday(text: str) -> tuple[int | None, str]:
    found = WEEKDAY.match(text)
    if not found:
        return None, text
    return WEEKDAYS[found[1][:3].lower()], text[found.end() :].lstrip(" ,.-")


def _day_of(rest: str, whole: str, year: int | None) -> date:
    if re.fullmatch(r"\d{5}(\.0+)?", rest) and int(float(rest)) in SERIALS:
        return DAY_ZERO + timedelta(days=int(float(rest)))
    if found := ISO.fullmatch(rest):
        return _made(int(found[3]), int(found[2]), int(found[1]), whole)
    if found := NUMBERS.fullmatch(rest):
        return _made(int(found[1]), int(found[2]), _year(found[3], year, whole), whole)
    if (found := NAMED.fullmatch(rest)) and found[2][:3].lower() in MONTHS:
        return _made(int(found[1]), MONTHS[found[2][:3].lower()], _year(found[3], year, whole), whole)
    if (found := NAME_FIRST.fullmatch(rest)) and found[1][:3].lower() in MONTHS:
        return _made(int(found[2]), MONTHS[found[1][:3].lower()], int(found[3]), whole)
    raise Unreadable(_("“%(text)s” is no date") % {"text": whole})


def _year(said: str | None, of_sheet: int | None, whole: str) -> int:
    if said:
        return int(said) + (2000 if len(said) == 2 else 0)
    if of_sheet is None:
        raise Unreadable(_("“%(text)s” has no year") % {"text": whole})
    return of_sheet


def _made(day: int, month: int, year: int, whole: str) -> date:
    if not 1 <= month <= 12:
        raise Unreadable(_("“%(text)s” is no date: write the day before the month") % {"text": whole})
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(_("“%(text)s” lies too far away") % {"text": whole})
    if not 1 <= day <= monthrange(year, month)[1]:
        raise Unreadable(_("%(day)s %(month)s is no date") % {"day": day, "month": month_name[month]})
    return date(year, month, day)
