"""School terms from the files that authorities publish: iCalendar, or rows of name, first day and last day."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar.cal import Component

from venues.files.contents import TermRow
from venues.files.table import NAME

LARGEST = 300_000  # bytes
MOST = 400  # events or rows
A_DAY = timedelta(days=1)
DAYS_FIRST = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")


class TermFileFault(ValueError):
    """Why a file gives no days; the text is for the person."""


def read_days(raw: bytes) -> list[TermRow]:
    """What a file has, in order: each event or row from its first day to its last; raises TermFileFault."""
    if len(raw) > LARGEST:
        raise TermFileFault(_("The file is too large: a calendar of school terms has a few lines."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise TermFileFault(_("The file is not text in UTF-8. Save it as UTF-8 and try again.")) from fault
    rows = list(_events(text)) if "BEGIN:VCALENDAR" in text.upper() else list(_lines(text))
    if not rows:
        raise TermFileFault(_("There is no day in the file. It needs events, or rows of name, first day and last day."))
    if len(rows) > MOST:
        raise TermFileFault(
            _("The file has more than %(most)d events. Take one with school terms only.") % {"most": MOST}
        )
    return sorted(set(rows))


def between(holidays: list[TermRow]) -> list[TermRow]:
    """The terms between holidays: none is known before the first of them, or after the last."""
    found, last = [], None
    for one, other in pairwise(sorted(holidays)):
        last = max(last or one.last, one.last)
        if other.first > last + A_DAY:
            found.append(TermRow(last + A_DAY, other.first - A_DAY))
    return found


def _events(text: str) -> Iterator[TermRow]:
    try:
        calendar = Calendar.from_ical(text)
    except ValueError as fault:
        raise TermFileFault(
            _("The file is not a whole iCalendar file. Fetch it again from where it is published.")
        ) from fault
    for event in calendar.walk("VEVENT"):
        first = _day(event, "dtstart")
        if first is not None:
            yield _row(first, _last_day(event) or first, str(event.get("summary", "")))


def _day(event: Component, name: str) -> date | None:
    found: date | datetime | None = getattr(event.get(name), "dt", None)
    return found.date() if isinstance(found, datetime) else found


def _last_day(event: Component) -> date | None:
    """An event of whole days ends on the day before the one it names: RFC 5545 §3.6.1."""
    ends, first = getattr(event.get("dtend"), "dt", None), _day(event, "dtstart")
    if isinstance(ends, datetime) or ends is None:
        return _day(event, "dtend")
    return max(ends - A_DAY, first or ends)


def _lines(text: str) -> Iterator[TermRow]:
    """Rows of a spreadsheet; a first one without any day is the head of the columns."""
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=_delimiter(text))]
    except csv.Error as fault:
        raise TermFileFault(_("The file is neither iCalendar nor rows of name, first day and last day.")) from fault
    for number, row in enumerate(rows, 1):
        days = [day for cell in row if (day := _read_day(cell))]
        if len(days) == 2:
            name = next((cell for cell in row if cell and not _read_day(cell)), "")
            yield _row(days[0], days[1], name)
        elif any(row) and (number > 1 or days):
            words = _("Line %(line)d has no first and last day. Each line is: name, first day, last day.")
            raise TermFileFault(words % {"line": number})


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _read_day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        pass
    for form in DAYS_FIRST:
        try:
            return datetime.strptime(cell, form).date()
        except ValueError:
            continue
    return None


def _row(first: date, last: date, name: str) -> TermRow:
    if last < first:
        words = _("“%(name)s” ends on %(last)s, before it begins on %(first)s.")
        raise TermFileFault(words % {"name": name, "first": first, "last": last})
    return TermRow(first, last, " ".join(name.split())[:NAME])
