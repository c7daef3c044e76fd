"""The days of a sentence: 9 September, 28/10, September, with the year that fits where none is said. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from bookings.recurrence.tokens import MONTHS, Token

LEAP = 8  # years between two that have a 29 February, at most
YEARS = range(2000, 2100)
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[a-z]*(?: of)? (?P<month>[a-z]+)\.?(?:,? (?P<year>[0-9]{4}))?")
MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?:the )?(?P<day>[0-9]{1,2})[a-z]+(?:,? (?P<year>[0-9]{4}))?")
MONTH_ALONE = re.compile(r"(?P<month>[a-z]+)\.?(?:,? (?P<year>[0-9]{4}))?")


@dataclass(frozen=True)
class Day:
    """As it was said: without a day it is a whole month, without a year the next that fits."""

    words: str
    day: int | None
    month: int
    year: int | None = None
    weekday: int | None = None

    @property
    def can_be(self) -> bool:
        if self.year is not None and self.year not in YEARS:
            return False
        return 1 <= self.month <= 12 and 1 <= (self.day or 1) <= monthrange(self.year or 2000, self.month)[1]

    def after(self, start: date, *, last: bool = False) -> date | None:
        """The first such day from this one on; of a month its first day, or its last."""
        return next((day for day in self._days(start, last=last) if day >= start or self.year), None)

    def between(self, start: date, end: date | None) -> date | None:
        """The one from one day to another that falls on its weekday, if that was said; or else the next."""
        days = [day for day in self._days(start) if start <= day and (end is None or day <= end)]
        right = [day for day in days if self.weekday in (None, day.weekday())]
        return next(iter([*right, *days]), None) or self.after(start)

    def is_wrong(self, meant: date | None) -> bool:
        """Whether it was said with another weekday than it has."""
        return meant is not None and self.weekday not in (None, meant.weekday())

    def _days(self, start: date, *, last: bool = False) -> list[date]:
        years = [self.year] if self.year else range(start.year, min(start.year + LEAP, YEARS[-1]) + 1)
        most = {year: monthrange(year, self.month)[1] for year in years}
        days = {year: self.day or (most[year] if last else 1) for year in years}
        return [date(year, self.month, days[year]) for year in years if days[year] <= most[year]]


def day_of(piece: Token, weekday: int | None = None) -> Day | None:
    """What a piece of the sentence says; None where it is no day after all."""
    if piece.kind == "iso":
        year, month, day = map(int, piece.text.split("-"))
        return Day(piece.text, day, month, year, weekday)
    if piece.kind == "slashes":
        numbers = [int(number) for number in re.split(r"[/.]", piece.text)]
        year = numbers[2] if len(numbers) > 2 else 0
        return Day(piece.text, numbers[0], numbers[1], (2000 + year if 0 < year < 100 else year) or None, weekday)
    pattern = {"day": DAY_FIRST, "day_after": MONTH_FIRST, "month": MONTH_ALONE}.get(piece.kind)
    read = pattern.fullmatch(piece.text) if pattern else None
    if read is None:
        return None
    said = read.groupdict()
    of_month, in_year = (int(said[name]) if said.get(name) else None for name in ("day", "year"))
    return Day(piece.text, of_month, MONTHS[said["month"]], in_year, weekday)
