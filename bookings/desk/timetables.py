"""Hours as people think of them: a week for the whole place or for some rooms, always or between two dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from accounts.clock import date_words, time_words
from venues.files.contents import CellRow, HoursRow
from venues.files.order import hours_in_order
from venues.opening import WeeklyHours
from venues.tariffs.words.times import weekday_words

DAY = 24 * 60
LATEST = 6 * 60  # closing later than this next morning is said with the day
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Timetable:
    """Seven days, each with its openings in minutes from midnight; past 1440 is the next day."""

    days: tuple[Spans, ...]
    cells: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    @property
    def key(self) -> str:
        """Stands in an address: any_any, 2026-06-01_2026-08-31, any_any_kitchen."""
        dates = (day.isoformat() if day else "any" for day in (self.first, self.last))
        return "_".join([*dates, *self.cells])

    @property
    def is_usual(self) -> bool:
        return not (self.cells or self.first or self.last)

    @property
    def is_open_ever(self) -> bool:
        return any(self.days)

    @property
    def dates(self) -> str:
        """1 June 2026 to 31 August 2026; nothing where it always holds."""
        first, last = (date_words(day) if day else "" for day in (self.first, self.last))
        if first and last:
            return _("%(first)s to %(last)s") % {"first": first, "last": last}
        if last:
            return _("until %(last)s") % {"last": last}
        return _("from %(first)s") % {"first": first} if first else ""

    @property
    def reach(self) -> WeeklyHours:
        """Its dates, as the pure rule compares them."""
        return WeeklyHours(0, 0, 1, self.first, self.last)

    def rows(self) -> list[HoursRow]:
        return [
            HoursRow((day,), opens, closes, self.cells, self.first, self.last)
            for day, spans in enumerate(self.days)
            for opens, closes in spans
        ]

    def meets(self, other: Timetable) -> bool:
        """Whether both hold for the same space on some day, with ranges of the same length."""
        if self.reach.range_days != other.reach.range_days or not self._shares_space(other):
            return False
        first, last = self.first or date.min, self.last or date.max
        return first <= (other.last or date.max) and (other.first or date.min) <= last

    def _shares_space(self, other: Timetable) -> bool:
        return bool(set(self.cells) & set(other.cells)) or not (self.cells or other.cells)

    def is_over(self, today: date) -> bool:
        return self.last is not None and self.last < today


USUAL = Timetable(((),) * 7)


def timetables(rows: Iterable[HoursRow]) -> list[Timetable]:
    """The rows gathered into weeks, the usual one first, then by date; parts with hours of their own last."""
    found: dict[tuple[tuple[str, ...], date | None, date | None], list[list[tuple[int, int]]]] = {}
    for row in rows:
        week = found.setdefault((row.cells, row.valid_from, row.valid_to), [[] for _day in range(7)])
        for day in row.days:
            week[day].append((row.opens, row.closes))
    weeks = [
        Timetable(tuple(tuple(sorted(spans)) for spans in days), cells, first, last)
        for (cells, first, last), days in found.items()
    ]
    return sorted(weeks, key=lambda week: (week.cells, week.first or date.min, week.last or date.max))


def rows_of(weeks: Iterable[Timetable], cells: Sequence[CellRow]) -> tuple[HoursRow, ...]:
    """As the file of the venue has them."""
    places = {cell.code: place for place, cell in enumerate(cells)}
    return hours_in_order((row for week in weeks for row in week.rows()), places)


def spans_words(spans: Spans) -> str:
    """9am to 1pm and 6pm to 1am; what a form can read again."""
    said = [_("%(start)s to %(end)s") % {"start": _clock(opens), "end": _closing(closes)} for opens, closes in spans]
    return _(" and ").join(said) if said else _("closed")


def week_words(days: Sequence[Spans]) -> str:
    """Open Monday to Friday, 9am to 10pm; Saturday, 9am to 1pm; closed Sunday."""
    found: dict[Spans, list[int]] = {}
    for day, spans in enumerate(days):
        found.setdefault(spans, []).append(day)
    shut = found.pop((), [])
    said = [
        _("%(days)s, %(hours)s") % {"days": weekday_words(same), "hours": spans_words(spans)}
        for spans, same in found.items()
    ]
    if shut:
        said.append(_("closed %(days)s") % {"days": weekday_words(shut)})
    return _("Open %(days)s.") % {"days": "; ".join(said)}


def _closing(closes: int) -> str:
    if closes > DAY + LATEST:
        return _("%(time)s next day") % {"time": _clock(closes)}
    return _clock(closes)


def _clock(minute: int) -> str:
    minute %= DAY
    return time_words(time(minute // 60, minute % 60))
