"""Which days the address of a calendar asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from bookings.forms.fields import YEARS, DayField

DAY, WEEK, MONTH = "day", "week", "month"
A_MONTH = re.compile(r"\d{4}-\d{2}")


class NoSuchDays(Exception):
    """Days that nobody can read, or that this calendar does not reach."""


@dataclass(frozen=True)
class Reach:
    """From the first to the last day that a calendar shows; a week or a month may begin before it, and end after."""

    first: date
    last: date
    weeks_from_monday: bool = True
    looks_back: bool = True  # if a week or a month that it reaches into is shown with what lies before it


EVER = Reach(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


@dataclass(frozen=True)
class Asked:
    """A day, the month in which it lies, or a week: that from its Monday, or the seven days that begin with it."""

    kind: str
    day: date
    reach: Reach = EVER
    is_from_today: bool = False  # a week without a name: what is over of it is left out

    @property
    def first(self) -> date:
        return self._start if self.reach.looks_back else max(self._start, self.reach.first)

    @property
    def last(self) -> date:
        if self.kind == MONTH:
            return (self._start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return self.first + timedelta(days=6) if self.kind == WEEK else self._start

    @property
    def number(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def is_within_reach(self) -> bool:
        end = self._start + timedelta(days=6) if self.kind == WEEK else self.last
        return self._start <= self.reach.last and end >= self.reach.first

    @property
    def earlier(self) -> Asked | None:
        """The day, week or month before; of the days from today, the week in which yesterday lies, from its Monday."""
        if self.kind != WEEK or self.reach.weeks_from_monday:
            return self._on(self._start - timedelta(days=1))
        before = max(self.first - timedelta(days=7), self.reach.first)
        return self._on(before) if before < self.first else None

    @property
    def later(self) -> Asked | None:
        return self._on(self.last + timedelta(days=1))

    @property
    def query(self) -> str:
        if self.is_from_today:
            return ""
        return f"{self.kind}={self.first:%Y-%m}" if self.kind == MONTH else f"{self.kind}={self.first}"

    @property
    def _start(self) -> date:
        if self.kind == WEEK and self.reach.weeks_from_monday and not self.is_from_today:
            return self.day - timedelta(days=self.day.weekday())
        return self.day.replace(day=1) if self.kind == MONTH else self.day

    def _on(self, day: date) -> Asked | None:
        other = Asked(self.kind, day, self.reach)
        return other if other.is_within_reach else None


def asked_for(query: Mapping[str, str], today: date, reach: Reach) -> Asked:
    """The seven days from today, unless a day, a week or a month is named; raises NoSuchDays."""
    kind = next((kind for kind in (DAY, MONTH, WEEK) if query.get(kind)), WEEK)
    typed = query.get(kind, "")
    if not typed:
        return this(kind, today, reach)
    if kind == MONTH and A_MONTH.fullmatch(typed):
        typed += "-01"
    try:
        asked = Asked(kind, DayField().clean(typed), reach)
    except ValidationError:
        raise NoSuchDays from None
    if not asked.is_within_reach:
        raise NoSuchDays
    return asked


def this(kind: str, today: date, reach: Reach) -> Asked:
    """This day or month, or the days from today: on a Saturday nobody wants to read what was on Monday."""
    return Asked(kind, today, reach, is_from_today=kind == WEEK and reach.weeks_from_monday)
