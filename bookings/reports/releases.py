"""What is printed of some days, with the rows behind its numbers, and whether more may be; no database.

Of money and hours under a concession it is reckoned exactly what follows from all that is printed (`sums.py`), across
figures and lines. Attendances are rounded: of them it is asked which days can be worked out (`subtracting.py`). Other
counts of people and of what groups say of themselves are told once: never twice of different days that overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bookings.reports.disclosure import FEWEST_HIRERS
from bookings.reports.figures.reach import HOURS_OF_GROUPS
from bookings.reports.gaps import gap
from bookings.reports.rows import SessionRow
from bookings.reports.subtracting import Small, Stretch, overlapping, small_part, stretches
from bookings.reports.sums import Row, Sum, Whose, told_of_few
from bookings.reports.tally import Tally
from bookings.reports.values import People, Report, Unit, Value

Key = tuple[str, ...]
SCALE = 300  # by which pounds and hours become whole numbers of pence and minutes
MONEY = "money"
NET, GAPS = ("hire", "payer"), ("category", "waiver", "discount", "unexplained")
ALWAYS = frozenset({"hire", "extras", "vat"})
# What of a session each number of money adds up, by the id of its value, or of its figure.
PARTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("A1", "A7"), ("hire", "extras", "vat")),
    **dict.fromkeys(("A1n", "E12.hire"), NET),
    **{f"A4.{each}": (each,) for each in GAPS},
    "A4": ("category", "waiver"),
    "A4 standard": ("hire", "extras", *GAPS),
    "E12": (*NET, "extras", "optional", "cancellation"),
    "E12.compulsory": ("extras",),
    "E12.vat": ("vat", "optional_vat"),
    **{f"E12.{each}": (each,) for each in ("payer", "optional", "cancellation")},
}
APART = ("A4.venue", "A4.payer", "E12.cost_a_head")  # neither of these, and no sum of one of them
HOURS = {"A2": "hours under the standard price", "A3": "free hours", "E8": "E8"}
APART_OF_HOURS = ("A2.discount", "A2.unexplained")
DAY = timedelta(days=1)


class Place(NamedTuple):
    """A session, or of a hire of several days one of them; or a part of what was paid for it."""

    hirer: int
    session: int
    starts_at: datetime
    part: str = ""  # of its money


def key_of(value: Value) -> Key:
    """By which a value is known in every report: its id, its unit, and the room and category it is about."""
    return value.id, value.unit.value, value.room, value.category


def tells_of_people(value: Value) -> bool:
    """Whether a value of the desk's report is about hirers or people, and not about rooms, hours or requests alone."""
    return value.behind.hirers is not None or is_heads(value) or is_told_once(value)


def is_heads(value: Value) -> bool:
    return value.people is not People.NEITHER


def is_told_once(value: Value) -> bool:
    return not is_heads(value) and (value.persons is not None or value.key in HOURS_OF_GROUPS)


@dataclass(frozen=True)
class Release:
    """Which values of some days are told; `values` are the desk's of these days, with the rows behind them."""

    days: Stretch
    told: frozenset[Key]
    values: Mapping[Key, Value]
    zone: ZoneInfo

    @classmethod
    def of(cls, desk: Report, told: Iterable[Key]) -> Release:
        """`desk` is the report of these days before disclosure control."""
        values = {key_of(value): value for value in desk.all_values() if tells_of_people(value)}
        return cls(days_of(desk), frozenset(told) & values.keys(), values, desk.span.zone)

    @property
    def told_values(self) -> Iterator[Value]:
        return (self.values[key] for key in sorted(self.told))

    def without(self, keys: frozenset[Key]) -> Release:
        return replace(self, told=self.told - keys)

    @cached_property
    def sums(self) -> Mapping[str, list[Sum]]:
        """By what is summed: money, or hours under a concession. What is printed to the nearest five is left out."""
        found: dict[str, dict[frozenset[tuple[Row, int]], Sum]] = {}
        for value in self.told_values:
            for what, each in self._summed(value) if value.behind.hirers is not None else ():
                found.setdefault(what, {})[frozenset(each.items())] = each
        return {what: list(each.values()) for what, each in found.items()}

    def _summed(self, value: Value) -> Iterator[tuple[str, Sum]]:
        """Hours alone tell of nobody; which of them were free follows from those that were not."""
        head, _dot, line = value.id.partition(".")
        parts = PARTS.get(value.id, PARTS.get(head)) if value.id not in APART else None
        of_all = self._whole("E12.hire").top if value.id == "E12.vat" else value.top  # that most had none is told too
        if parts and isinstance(of_all, Tally):
            yield MONEY, self._of_parts(of_all, parts)
        elif isinstance(value.top, Tally) and value.people not in (People.TOP, People.BOTH):
            yield value.id if value.id in APART_OF_HOURS else HOURS.get(head, value.id), self._sum(value.top)
        if value.id == "A4" and isinstance(value.bottom, Tally):
            yield MONEY, self._of_parts(value.bottom, PARTS["A4 standard"])
        if line == "without_free":
            paying, everyone = (self._sum(each.bottom) for each in (value, self._whole(head)))
            yield HOURS["A3"], {row: minutes for row, minutes in everyone.items() if row not in paying}
        elif head == "E8" and isinstance(value.bottom, Tally):
            yield head, self._sum(value.bottom)

    def _whole(self, head: str) -> Value:
        return next(value for value in self.values.values() if value.id == head)

    def _of_parts(self, number: Tally, parts: Sequence[str]) -> Sum:
        """Each once, whatever it comes to; but of concessions, and of what few have, only what there is."""
        return {
            _place(row, what): 1
            for row, _part in number.parts
            if isinstance(row, SessionRow)
            for what in parts
            if what in ALWAYS or getattr(gap(row) if what in GAPS else row, what)
        }

    def _sum(self, number: Fraction | None) -> Sum:
        adds = Counter[Row]()
        for row, part in number.parts if isinstance(number, Tally) else ():
            adds[self._row(row)] += part.numerator * SCALE // part.denominator
        return adds

    def _row(self, row: object) -> Row:
        """What is no session is known in no other release."""
        return _place(row) if isinstance(row, SessionRow) else (self.days, row)

    def heads(self) -> dict[Key, dict[tuple[Place, date], int]]:
        """Of each count of people that is told: by session and day how many."""
        found: dict[Key, dict[tuple[Place, date], int]] = {}
        for key in self.told:
            value = self.values[key]
            counted = value.top if value.people in (People.TOP, People.BOTH) else value.bottom
            if is_heads(value) and value.unit is not Unit.HOURS and isinstance(counted, Tally):
                found[key] = {
                    (_place(row), row.period.start.astimezone(self.zone).date()): int(part)
                    for row, part in counted.parts
                    if isinstance(row, SessionRow)
                }
        return found


def _place(session: SessionRow, part: str = "") -> Place:
    return Place(session.hirer, session.key, session.period.start, part)


def days_of(report: Report) -> Stretch:
    """The days that a report covers, as far as they were over."""
    span = report.span
    return span.first, max(span.last_covered + DAY, span.first + DAY)


def beside(new: Release, old: Sequence[Release], fewest_persons: int) -> set[date]:
    """Days of which a reader of the old ones would learn of too few hirers or people by the new; none where of none."""
    said_again = frozenset[Key]().union(*(each.told for each in old if each.days == new.days))
    fresh = new.without(said_again)
    near = overlapping([new.days], [each.days for each in old])
    others = [each for each in old if each.days in near]
    if not fresh.told or not others:
        return set()
    return _told_twice(fresh, others) or _few_heads(new, others, fewest_persons) or _few_hirers(new, others)


def _told_twice(fresh: Release, others: Sequence[Release]) -> set[date]:
    told = any(is_told_once(value) for value in fresh.told_values)
    before = [each for each in others if any(is_told_once(value) for value in each.told_values)]
    return {fresh.days[0], fresh.days[1] - DAY} if told and before else set()


def _few_heads(new: Release, others: Sequence[Release], fewest: int) -> set[date]:
    releases = [new, *others]
    heads, cut = [each.heads() for each in releases], stretches(each.days for each in releases)
    for key in sorted(heads[0]):
        spans = list({each.days for each, told in zip(releases, heads, strict=True) if key in told})
        if len(spans) > 1:
            counted = {place: number for told in heads for place, number in told.get(key, {}).items()}
            held = Counter[Stretch]()
            for (_row, day), number in counted.items():
                held[next(part for part in cut if part[0] <= day < part[1])] += number
            if small := small_part(spans, cut, {part: Small(number, fewest) for part, number in held.items()}):
                return {part[0] for part in small}
    return set()


def _few_hirers(new: Release, others: Sequence[Release]) -> set[date]:
    for what, after in new.sums.items():
        before = [each for other in others for each in other.sums.get(what, ())]
        places = {row for each in (*before, *after) for row in each if isinstance(row, Place)}
        if found := told_of_few(before, after, Whose({place: place.hirer for place in places}, FEWEST_HIRERS)):
            return {row.starts_at.astimezone(new.zone).date() for row in found if isinstance(row, Place)}
    return set()
