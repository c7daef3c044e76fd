"""Opening hours and closures in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.clock import date_words, span_words, time_words
from venues.models import Cell, Closure, OpeningHours, Room
from venues.part_names import names_of, together
from venues.tariffs.words.times import weekday_words

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class HoursTable:
    """The hours of the whole place or of some of its parts, always or between two dates; days with their hours."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def hours_words(rows: Iterable[OpeningHours], offered: Collection[Room], *, today: date) -> list[HoursTable]:
    """A table for each timetable that holds today or later; rows and the rooms on offer come with their cells."""
    tables: dict[tuple[str, date | None, date | None], list[OpeningHours]] = {}
    for row in rows:
        if row.valid_to is None or row.valid_to >= today:
            tables.setdefault((_rooms_words(row.cells.all(), offered), row.valid_from, row.valid_to), []).append(row)
    return [HoursTable(_heading(*key, today), _days(group)) for key, group in tables.items()]


def closure_words(closure: Closure, zone: ZoneInfo, offered: Collection[Room]) -> str:
    """Main hall: Tuesday 3 March 2026, 9am to 5pm, new floor; it and the rooms on offer come with their cells."""
    when = span_words(closure.starts_at, closure.ends_at, zone)
    why = closure.note or closure.get_cause_display()
    rooms = _rooms_words(closure.cells.all(), offered)
    if rooms:
        return _("%(rooms)s: %(when)s. %(why)s.") % {"rooms": rooms, "when": when, "why": why}
    return _("%(when)s. %(why)s.") % {"when": when, "why": why}


def _rooms_words(cells: Collection[Cell], offered: Collection[Room]) -> str:
    """Whole hall and Kitchen; a part that no room on offer takes alone goes by its own name."""
    if not cells:
        return ""
    rooms = [(room.name, set(room.cells.all())) for room in offered]
    inside = set().union(*(its for _name, its in rooms if its <= set(cells)))
    return together(names_of([*rooms, *((cell.name, {cell}) for cell in cells if cell not in inside)], cells))


def _heading(rooms: str, first: date | None, last: date | None, today: date) -> str:
    facts = {"first": date_words(first) if first else "", "last": date_words(last) if last else ""}
    if last:
        begun = first is None or first <= today
        dates = (_("until %(last)s") if begun else _("%(first)s to %(last)s")) % facts
    else:
        dates = _("from %(first)s") % facts if first and first > today else ""
    return capfirst(", ".join(part for part in (rooms, dates) if part))


def _days(rows: Sequence[OpeningHours]) -> tuple[tuple[str, str], ...]:
    """Days with the same hours on one line, and the days without any last."""
    days: dict[Spans, list[int]] = {}
    for weekday in range(7):
        spans = sorted((row.opens_minute, row.closes_minute) for row in rows if row.weekday == weekday)
        days.setdefault(tuple(spans), []).append(weekday)
    return tuple(
        (capfirst(weekday_words(same)), _spans_words(spans))
        for spans, same in sorted(days.items(), key=lambda item: not item[0])
    )


def _spans_words(spans: Spans) -> str:
    if not spans:
        return _("Shut")
    said = [
        _("%(start)s to %(end)s") % {"start": _clock_words(start), "end": _clock_words(end)} for start, end in spans
    ]
    return _(" and ").join(said)


def _clock_words(minute: int) -> str:
    minute %= 1440
    return time_words(time(minute // 60, minute % 60))
