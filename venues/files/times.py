"""When the venue is open, and when it is shut all the same, from a venue file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from venues.files.contents import CellRow, ClosureRow, HoursRow, VenueRow
from venues.files.places import cells_named
from venues.files.table import Table
from venues.models import Closure
from venues.opening import WeeklyHours
from venues.periods import exists

HOURS, CLOSURES = 100, 5000
DAY = 24 * 60
WEEK = 7 * DAY


def read_hours(top: Table, cells: Sequence[CellRow]) -> tuple[HoursRow, ...]:
    tables = top.tables("hours", HOURS)
    rows = [_hours(table, [cell.code for cell in cells]) for table in tables]
    sound = [(table, row) for table, row in zip(tables, rows, strict=True) if table.is_sound]
    for (earlier, one), (later, other) in combinations(sound, 2):
        day = _shared_day(one, other)
        if day is not None:
            words = _("On %(day)s these hours overlap those of %(other)s, on the same dates and in the same cells.")
            later.fault("", words % {"day": WEEKDAYS[day], "other": earlier.place})
    return tuple(rows)


def weekly(row: HoursRow) -> Iterator[WeeklyHours]:
    """The row as the pure timetable knows it, a weekday at a time."""
    for day in row.days:
        yield WeeklyHours(day, row.opens, row.closes, row.valid_from, row.valid_to)


def _hours(table: Table, cells: Sequence[str]) -> HoursRow:
    days, opens, closes = table.days("days"), table.minute_of_day("from"), table.minute_of_day("to")
    if table.data.get("days") == []:
        table.fault("days", _("No day is named."))
    if opens == DAY:
        table.fault("from", _("A day begins at 00:00; 24:00 is only where one ends."))
    row = HoursRow(
        days=days,
        opens=opens,
        closes=closes if closes > opens else closes + DAY,
        cells=_cells(table, cells),
        valid_from=table.maybe("valid_from", table.day),
        valid_to=table.maybe("valid_to", table.day),
    )
    if table.is_sound and row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        table.fault("valid_to", _("The last day, %(last)s, comes before the first.") % {"last": row.valid_to})
    table.nothing_else()
    return row


def _shared_day(one: HoursRow, other: HoursRow) -> int | None:
    """A weekday on which both rows rule the same hours of a cell; other date ranges settle it by length."""
    if set(one.cells) & set(other.cells) or not (one.cells or other.cells):
        for mine in weekly(one):
            for theirs in weekly(other):
                if _share_dates(mine, theirs) and _share_hours(mine, theirs):
                    return theirs.weekday
    return None


def _share_dates(one: WeeklyHours, other: WeeklyHours) -> bool:
    if one.range_days != other.range_days:
        return False
    starts_in_time = one.first is None or other.last is None or one.first <= other.last
    return starts_in_time and (other.first is None or one.last is None or other.first <= one.last)


def _share_hours(one: WeeklyHours, other: WeeklyHours) -> bool:
    """Whether they overlap in the week, which begins again after Sunday."""
    start, end = one.weekday * DAY + one.opens, one.weekday * DAY + one.closes
    first, last = other.weekday * DAY + other.opens, other.weekday * DAY + other.closes
    return any(start < last + shift and first + shift < end for shift in (-WEEK, 0, WEEK))


def read_closures(top: Table, cells: Sequence[CellRow], venue: VenueRow) -> tuple[ClosureRow, ...]:
    seen: dict[ClosureRow, str] = {}
    for table in top.tables("closures", CLOSURES):
        row = _closure(table, [cell.code for cell in cells], venue.tz)
        if row in seen:
            table.fault("", _("This is the same closure as %(other)s.") % {"other": seen[row]})
        seen.setdefault(row, table.place)
    return tuple(seen)


def _closure(table: Table, cells: Sequence[str], zone: ZoneInfo) -> ClosureRow:
    row = ClosureRow(
        starts=_moment(table, "from", zone),
        ends=_moment(table, "to", zone),
        cells=_cells(table, cells),
        cause=table.choice("cause", Closure.Cause.values),
        note=table.words("note", 200),
    )
    if table.is_sound and row.ends <= row.starts:
        table.fault("to", _("A closure ends after it begins."))
    table.nothing_else()
    return row


def _moment(table: Table, key: str, zone: ZoneInfo) -> datetime:
    """A time on the hall's clock; one that the clock jumps over is refused (decision 7)."""
    moment = table.moment(key)
    if not exists(moment, zone):
        words = _("%(value)s does not exist: the clocks go forward over it.")
        table.fault(key, words % {"value": moment.isoformat(" ", "minutes")})
    return moment


def _cells(table: Table, cells: Sequence[str]) -> tuple[str, ...]:
    """The cells it is for; none means the whole venue, and is left out rather than left empty."""
    if table.data.get("cells") == []:
        table.fault("cells", _("This list is empty. Leave it out where the whole venue is meant."))
    return table.maybe("cells", lambda key: cells_named(table, cells)) or ()
