"""When each room is open in the week of a chosen day, and by which hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from bookings.desk.timetables import Spans, Timetable, spans_words, timetables
from venues import opening
from venues.files import VenueFile
from venues.files.contents import HoursRow
from venues.files.times import weekly


@dataclass(frozen=True)
class OpenDay:
    on: date
    hours: tuple[str, ...]  # for each group of rooms
    by: str


@dataclass(frozen=True)
class OpenWeek:
    """Rooms with the same hours all week stand together."""

    groups: tuple[str, ...]
    days: tuple[OpenDay, ...]


def open_week(file: VenueFile, day: date) -> OpenWeek:
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    groups: dict[tuple[Spans, ...], list[str]] = {}
    for room in file.rooms:
        if not room.retired_on:
            ruling = {timetable_of(cell, file.hours) for cell in room.cells}
            groups.setdefault(tuple(_open(ruling, on) for on in days), []).append(room.name)
    usual = [week for week in timetables(file.hours) if not week.cells]
    return OpenWeek(
        groups=(_("All rooms"),) if len(groups) == 1 else tuple(", ".join(names) for names in groups.values()),
        days=tuple(
            OpenDay(on, tuple(spans_words(week[number]) for week in groups), _ruling_words(usual, on))
            for number, on in enumerate(days)
        ),
    )


def timetable_of(cell: str, rows: Sequence[HoursRow]) -> opening.Timetable:
    """The hours of a cell: its own where it has any for the day, else those of the whole place."""
    return opening.Timetable(
        own=tuple(day for row in rows if cell in row.cells for day in weekly(row)),
        default=tuple(day for row in rows if not row.cells for day in weekly(row)),
    )


def _open(ruling: Iterable[opening.Timetable], on: date) -> Spans:
    """A room is open when all its cells are."""
    spans = [(0, 2 * 24 * 60)]
    for timetable in ruling:
        rows = timetable.on(on)
        spans = [
            (max(start, row.opens), min(end, row.closes))
            for start, end in spans
            for row in rows
            if max(start, row.opens) < min(end, row.closes)
        ]
    return tuple(sorted(spans))


def _ruling_words(usual: Iterable[Timetable], on: date) -> str:
    covering = [week for week in usual if week.reach.covers(on)]
    if not covering:
        return _("no hours given")
    return min(covering, key=lambda week: week.reach.range_days).dates or _("the usual week")
