"""What is printed of some days, with the rows behind its numbers, and whether more may be; no database.

Of money and hours under a concession it is reckoned exactly what follows from all that is printed (`sums.py`), across
figures and lines; and so it is of attendances, where each person of a session counts as a hirer does there, though they
are rounded. Other counts of people and of what groups say of themselves are told once: never twice of different days
that overlap.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bookings.reports.at_once import Known
from bookings.reports.figures.reach import HOURS_OF_GROUPS
from bookings.reports.gaps import gap
from bookings.reports.rows import SessionRow
from bookings.reports.stretches import Stretch, overlapping
from bookings.reports.sums import Nought, Row, Sum, Told, Whose, told_of_few
from bookings.reports.tally import Tally
from bookings.reports.values import FEWEST_HIRERS, Figure, Key, People, Report, Value, lasting_key

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
    "E12 by category": ("hire", "extras"),
    "E12.compulsory": ("extras",),
    "E12.vat": ("vat", "optional_vat"),
    **{f"E12.{each}": (each,) for each in ("payer", "optional", "cancellation")},
}
TELLS_OF_NONE = frozenset({"E12.compulsory", "E12.vat"})  # where it is £0
APART = ("A4.venue", "A4.payer", "E12.cost_a_head")  # neither of these, and no sum of one of them
HOURS = {"A2": "hours under the standard price", "A3": "free hours", "E8": "E8"}
APART_OF_HOURS = ("A2.discount", "A2.unexplained")
POOLED = frozenset({"A12", "B7", "F2", "F2l", "F6"})  # figures that small halls tell together of full quarters
DAY = timedelta(days=1)


class Place(NamedTuple):
    """A session, or of a hire of several days one of them; or a part of what was paid for it."""

    hirer: int
    session: int
    starts_at: datetime
    part: str = ""  # of its money


def key_of(value: Value) -> Key:
    """By which it is known in every report."""
    return lasting_key(value.id, value.unit.value, value.room, value.category)


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
    values: Mapping[Key, Sequence[Value]]  # more than one where codes are alike
    zone: ZoneInfo
    is_pool: bool = False  # of what groups say of themselves this hall told together with others

    @classmethod
    def of(cls, desk: Report, told: Iterable[Key]) -> Release:
        """`desk` is the report of these days before disclosure control."""
        return cls._of(days_of(desk), told, desk.all_values(), desk.span.zone)

    @classmethod
    def around(cls, days: Stretch, change: Figure, told: Iterable[Key], zone: ZoneInfo) -> Release:
        """The same of what stands before and after a day; `days` are those of both sides that were over."""
        return cls._of(days, told, change.all_values(), zone)

    @classmethod
    def _of(cls, days: Stretch, told: Iterable[Key], every: Iterable[Value], zone: ZoneInfo) -> Release:
        values: dict[Key, list[Value]] = {}
        for value in every:
            if tells_of_people(value):
                values.setdefault(key_of(value), []).append(value)
        return cls(days, frozenset(told) & values.keys(), values, zone)

    @cached_property
    def tells_once(self) -> bool:
        """Whether it tells what may be told but once of any day."""
        return any(is_told_once(value) for value in self.told_values)

    @cached_property
    def tells_as_a_pool(self) -> bool:
        """Whether it tells what small halls tell together."""
        return any(id.partition(".")[0] in POOLED for id, *_about in self.told)

    @property
    def told_values(self) -> Iterator[Value]:
        return (value for key in sorted(self.told) for value in self.values[key])

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
        whole = head if value.room or value.category else value.id  # a category may be called as one of its parts is
        by_category = PARTS.get(f"{head} by category") if value.category else None
        parts = by_category or PARTS.get(whole, PARTS.get(head)) if whole not in APART else None
        of_all = self._whole("E12.hire").top if whole == "E12.vat" else value.top  # that most had none is told too
        if parts and isinstance(of_all, Tally):
            sum = self._of_parts(of_all, parts)
            yield MONEY, sum if value.top or whole not in TELLS_OF_NONE else Nought(sum)
        elif isinstance(value.top, Tally) and value.people not in (People.TOP, People.BOTH):
            yield whole if whole in APART_OF_HOURS else HOURS.get(head, value.id), self._sum(value.top)
        if value.id == "A4" and isinstance(value.bottom, Tally):
            yield MONEY, self._of_parts(value.bottom, PARTS["A4 standard"])
        if line == "without_free" and whole == value.id:
            paying, everyone = (self._sum(each.bottom) for each in (value, self._whole(head)))
            yield HOURS["A3"], {row: minutes for row, minutes in everyone.items() if row not in paying}
        elif head == "E8" and isinstance(value.bottom, Tally):
            yield head, self._sum(value.bottom)

    def _whole(self, head: str) -> Value:
        return next(value for some in self.values.values() for value in some if value.id == head)

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

    @cached_property
    def heads(self) -> Mapping[str, list[Sum]]:
        """By how well attendance is known: for each number that is made of it, how many people each session has."""
        found: dict[str, dict[frozenset[Row], Sum]] = {}
        for value in self.told_values:
            counted = value.top if value.people in (People.TOP, People.BOTH) else value.bottom
            if value.persons is not None and is_heads(value) and isinstance(counted, Tally):
                known = next((each for each in Known if each in value.id), Known.COUNTED)
                rows = (row for row, part in counted.parts if part and isinstance(row, SessionRow))
                each: Sum = {_place(row): getattr(row, known) for row in rows}
                found.setdefault(known, {})[frozenset(each)] = each
        return {known: list(each.values()) for known, each in found.items()}


def of_pool(days: Stretch, zone: ZoneInfo) -> Release:
    """What a hall told together with others of these days: all quarters of them, less what the others told alone."""
    return Release(days, frozenset(), {}, zone, is_pool=True)


def _place(session: SessionRow, part: str = "") -> Place:
    return Place(session.hirer, session.key, session.period.start, part)


def days_of(report: Report) -> Stretch:
    """The days that a report covers, as far as they were over."""
    span = report.span
    return span.first, max(span.last_covered + DAY, span.first + DAY)


class Reader:
    """Who has these releases; what others would tell them is asked again and again."""

    def __init__(self, releases: Iterable[Release] = ()) -> None:
        self.releases: list[Release] = []
        self.sums, self.heads = defaultdict[str, Told](Told), defaultdict[str, Told](Told)
        self.people: dict[Row, int] = {}
        for each in releases:
            self.add(each)

    def add(self, release: Release) -> None:
        self.releases.append(release)
        for what, sums in release.sums.items():
            self.sums[what].add(sums)
        for known, heads in release.heads.items():
            self.heads[known].add(heads)
            self.people |= {row: people for each in heads for row, people in each.items()}


def beside(new: Sequence[Release], old: Reader, fewest_persons: int) -> set[date]:
    """Days of which a reader of the old ones would learn of too few hirers or people by the new; none where of none."""
    fresh = [each.without(_said(each.days, old.releases)) for each in new]
    near = overlapping([each.days for each in new], [each.days for each in old.releases])
    others = [each for each in old.releases if each.days in near]
    if not others or not any(each.told for each in fresh):
        return set()
    return _told_twice(fresh, others) or _few_heads(new, old, fewest_persons) or _few_hirers(new, old)


def _said(days: Stretch, old: Sequence[Release]) -> frozenset[Key]:
    return frozenset[Key]().union(*(each.told for each in old if each.days == days))


def _told_twice(fresh: Sequence[Release], others: Sequence[Release]) -> set[date]:
    once, pooled = any(each.tells_once for each in others), any(each.is_pool for each in others)
    again = [each for each in fresh if (once and each.tells_once) or (pooled and each.tells_as_a_pool)]
    return {day for each in again for day in (each.days[0], each.days[1] - DAY)}


def _few_heads(new: Sequence[Release], old: Reader, fewest: int) -> set[date]:
    """Each person of a session counts, as a hirer does."""
    after = {known: [sum for each in new for sum in each.heads.get(known, ())] for known in Known}
    people = old.people | {row: number for sums in after.values() for sum in sums for row, number in sum.items()}

    def persons(row: Row) -> frozenset[Hashable]:
        return frozenset((row, person) for person in range(min(people[row], fewest)))

    for known, sums in after.items():
        if found := told_of_few(old.heads[known], sums, Whose(persons, fewest)):
            return _days_of(found, new[0].zone)
    return set()


def _few_hirers(new: Sequence[Release], old: Reader) -> set[date]:
    for what in sorted({what for each in new for what in each.sums}):
        after = [sum for each in new for sum in each.sums.get(what, ())]
        if found := told_of_few(old.sums[what], after, Whose(_hirer, FEWEST_HIRERS)):
            return _days_of(found, new[0].zone)
    return set()


def _hirer(row: Row) -> frozenset[Hashable] | None:
    return frozenset((row.hirer,)) if isinstance(row, Place) else None


def _days_of(rows: Iterable[Row], zone: ZoneInfo) -> set[date]:
    return {row.starts_at.astimezone(zone).date() for row in rows if isinstance(row, Place)}
