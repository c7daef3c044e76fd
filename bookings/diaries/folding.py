"""Rows that belong together: the dates of a series, and those of one request. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from math import gcd

from django.utils.translation import gettext as _

from accounts.likeness import name_key
from bookings.diaries.faults import Fault
from bookings.diaries.rows import DiaryRow
from bookings.diaries.words import Fate
from bookings.recurrence import Pattern
from bookings.recurrence.pattern import is_last_of_month, nth_of_month

WEEK = timedelta(weeks=1)
A_BREAK = 5  # weeks; after a longer one it is another series: the summer, but not Christmas
A_BREAK_OF_MONTHS = 10
FEWEST_OF_MONTHS = 3


@dataclass(frozen=True)
class Run:
    """Dates in one room at one time of day: by a rule, or picked where none gives most of them."""

    pattern: Pattern
    rows: tuple[DiaryRow, ...]


@dataclass(frozen=True)
class Fold:
    """Rows that are one booking: its dates in order, those that were refused, and the rules they follow."""

    rows: tuple[DiaryRow, ...]
    refused: tuple[DiaryRow, ...]
    runs: tuple[Run, ...]

    @property
    def first(self) -> DiaryRow:
        return self.rows[0]

    @property
    def pattern(self) -> Pattern | None:
        """Of a series that one rule gives, or one list of dates at one time."""
        return self.runs[0].pattern if len(self.runs) == 1 and len(self.rows) > 1 else None


def fold(rows: Iterable[DiaryRow]) -> tuple[list[Fold], list[Fault]]:
    """The bookings in the order of their first dates, and what keeps rows of one request from being one."""
    requests: dict[tuple[str, str], list[DiaryRow]] = defaultdict(list)
    slots: dict[tuple[object, ...], list[DiaryRow]] = defaultdict(list)
    for row in rows:
        if row.asked.is_request:
            number = row.asked.number or f"{row.asked.at:%Y-%m-%d %H:%M}"
            requests[name_key(row.hirer), number].append(row)
        else:
            slots[_slot(row)].append(row)
    faults = [fault for some in requests.values() for fault in _apart(some)]
    together = [*requests.values(), *(piece for some in slots.values() for piece in _pieces(some))]
    folds = [_fold(some) for some in together]
    return sorted(folds, key=lambda fold: (fold.first.starts, fold.first.where)), faults


def _slot(row: DiaryRow) -> tuple[object, ...]:
    """What the dates of a series have in common."""
    outcome = "booked" if row.fate.was_booked or row.fate is Fate.DECLINED else row.fate
    same_day = (row.starts.weekday(), row.starts.time(), row.ends - row.starts)
    what = (row.title.casefold(), row.category, row.purpose, row.open_to, row.own)
    return (name_key(row.hirer), row.rooms, outcome, *same_day, *what)


def _apart(rows: Sequence[DiaryRow]) -> Iterator[Fault]:
    """A request is answered as one: some dates may be refused, but it is not half withdrawn."""
    fates = {row.fate for row in rows}
    booked = any(fate.was_booked for fate in fates)
    for row in rows:
        if row.fate.was_booked or (row.fate is Fate.DECLINED and booked) or len(fates) == 1:
            continue
        other = next(each for each in rows if each.fate is not row.fate)
        words = _("it is of the same request as %(other)s, and something else became of it: number them apart")
        yield Fault(row.where, words % {"other": str(other.where).lower()})


def _pieces(rows: list[DiaryRow]) -> Iterator[list[DiaryRow]]:
    """Cut where the series rested for long."""
    rows = sorted(rows, key=lambda row: (row.starts, row.where))
    longest = A_BREAK_OF_MONTHS if _nth({row.day for row in rows}) is not None else A_BREAK
    piece = [rows[0]]
    for row in rows[1:]:
        if row.day - piece[-1].day > longest * WEEK or row.is_long:
            yield piece
            piece = []
        piece.append(row)
    yield piece


def _fold(rows: Sequence[DiaryRow]) -> Fold:
    ordered = sorted(rows, key=lambda row: (row.starts, row.where))
    kept = [row for row in ordered if row.fate is not Fate.DECLINED]
    if not kept:
        return Fold(tuple(ordered), (), tuple(_runs(ordered)))
    refused = tuple(row for row in ordered if row.fate is Fate.DECLINED)
    return Fold(tuple(kept), refused, tuple(_runs(kept)))


def _runs(rows: Sequence[DiaryRow]) -> Iterator[Run]:
    alike: dict[tuple[object, ...], list[DiaryRow]] = defaultdict(list)
    for row in rows:
        alone = row.where if row.is_long else None
        alike[row.rooms, row.starts.weekday(), row.times, alone].append(row)
    for some in alike.values():
        yield Run(_pattern(some), tuple(some))


def _pattern(rows: Sequence[DiaryRow]) -> Pattern:
    """Every so many weeks, or the second Tuesday of the month; dates picked where neither gives half of them."""
    days, times = sorted({row.day for row in rows}), rows[0].times
    if len(days) == 1:
        return Pattern(days[0], times)
    nth = _nth(set(days))
    weeks = reduce(gcd, ((later - day) // WEEK for day, later in pairwise(days)))
    rules = [Pattern(days[0], times, until=days[-1], every_weeks=weeks)]
    if nth is not None:
        rules.insert(0, Pattern(days[0], times, until=days[-1], nth=nth))
    for rule in rules:
        given = rule.rule_dates()
        if set(days) <= set(given) and 2 * len(days) >= len(given):
            missing = frozenset(given) - set(days)
            return Pattern(days[0], times, until=days[-1], every_weeks=rule.every_weeks, nth=rule.nth, skip=missing)
    return Pattern(days[0], times, picked=tuple(days))


def _nth(days: set[date]) -> int | None:
    """Which of its weekday in the month all of these are: the last, where all are that."""
    if len(days) < FEWEST_OF_MONTHS or len({(day.year, day.month) for day in days}) < len(days):
        return None
    if all(is_last_of_month(day) for day in days):
        return -1
    numbers = {nth_of_month(day) for day in days}
    return numbers.pop() if len(numbers) == 1 else None
