"""What a good file may still have forgotten: told, never refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from venues.files.contents import HoursRow, RoomRow, VenueFile
from venues.files.faults import Fault
from venues.files.times import weekly
from venues.opening import Timetable
from venues.tariffs import Fault as TariffFault
from venues.tariffs import Tariff, check
from venues.tariffs.words import fault_words

HOLE = "no_price"
Span = tuple[int, int]


def warnings(file: VenueFile, *, today: date) -> list[Fault]:
    """Open hours without a price, no hours at all, no price list in force."""
    found = []
    if not file.hours:
        found.append(Fault("hours", _("No opening hours are given: nobody can book online.")))
    if not any(tariff.valid_from <= today for tariff in _current(file, today)):
        found.append(Fault("tariffs", _("No price list is in force today.")))
    for tariff, hole in price_holes(file, today=today):
        place = f"tariffs[{file.tariffs.index(tariff)}].{hole.place}"
        found.append(Fault(place, fault_words(hole), tariff.name))
    return found


def price_holes(file: VenueFile, *, today: date) -> Iterator[tuple[Tariff, TariffFault]]:
    """Where a room is open and a category has no price, in each price list that is not over."""
    categories = [category.code for category in file.operator.categories]
    for tariff in _current(file, today):
        week = {room.code: {} if room.retired_on else open_week(room, file.hours, tariff) for room in file.rooms}
        lengths = file.venue.shortest_minutes, file.venue.longest_minutes
        yield from ((tariff, hole) for hole in check(tariff, week, categories, lengths) if hole.code == HOLE)


def _current(file: VenueFile, today: date) -> list[Tariff]:
    return [tariff for tariff in file.tariffs if tariff.valid_to is None or tariff.valid_to >= today]


def open_week(room: RoomRow, hours: Sequence[HoursRow], tariff: Tariff) -> dict[int, list[Span]]:
    """When the room may be open on each weekday while the price list holds, whichever timetable rules."""
    timetables = {
        Timetable(
            own=tuple(day for row in hours if cell in row.cells for day in weekly(row)),
            default=tuple(day for row in hours if not row.cells for day in weekly(row)),
        )
        for cell in room.cells
    }
    week: dict[int, list[Span]] = {day: [] for day in range(7)}
    for day in _days_that_differ(hours, tariff):
        spans: list[Span] = [(0, 2 * 24 * 60)]
        for timetable in timetables:
            spans = _common(spans, [(row.opens, row.closes) for row in timetable.on(day)])
        week[day.weekday()].extend(span for span in spans if span not in week[day.weekday()])
    return week


def _days_that_differ(hours: Sequence[HoursRow], tariff: Tariff) -> Iterator[date]:
    """A week of days from each day on which another timetable may begin to rule."""
    begins = {tariff.valid_from}
    begins |= {row.valid_from for row in hours if row.valid_from}
    begins |= {row.valid_to + timedelta(days=1) for row in hours if row.valid_to}
    end = (tariff.valid_to or max(begins) + timedelta(days=7)) + timedelta(days=1)
    marks = sorted(day for day in begins if tariff.valid_from <= day < end)
    for first, after in pairwise([*marks, end]):
        for days in range(min(7, (after - first).days)):
            yield first + timedelta(days=days)


def _common(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    return [
        (max(start, first), min(end, last))
        for start, end in spans
        for first, last in others
        if max(start, first) < min(end, last)
    ]
