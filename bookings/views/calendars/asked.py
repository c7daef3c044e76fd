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

    def has(self, asked: Asked) -> bool:
        return asked.first <= self.last and asked.last >= self.first


EVER = Reach(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


@dataclass(frozen=True)
class Asked:
    """A day, the week from Monday, or the whole month in which the day lies."""

    kind: str
    day: date

    @property
    def first(self) -> date:
        if self.kind == WEEK:
            return self.day - timedelta(days=self.day.weekday())
        return self.day.replace(day=1) if self.kind == MONTH else self.day

    @property
    def number(self) -> int:
        """How many days."""
        if self.kind == MONTH:
            return ((self.first + timedelta(days=31)).replace(day=1) - self.first).days
        return 7 if self.kind == WEEK else 1

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.number - 1)

    def earlier(self, reach: Reach) -> Asked | None:
        return self._within(reach, self.first - timedelta(days=1))

    def later(self, reach: Reach) -> Asked | None:
        return self._within(reach, self.first + timedelta(days=self.number))

    @property
    def query(self) -> str:
        return f"{self.kind}={self.first:%Y-%m}" if self.kind == MONTH else f"{self.kind}={self.first}"

    def _within(self, reach: Reach, day: date) -> Asked | None:
        other = Asked(self.kind, day)
        return other if reach.has(other) else None


def asked_for(query: Mapping[str, str], today: date, reach: Reach) -> Asked:
    """This week, unless a day, a week or a month is named; raises NoSuchDays."""
    kind = next((kind for kind in (DAY, MONTH, WEEK) if query.get(kind)), WEEK)
    typed = query.get(kind, "")
    if not typed:
        return Asked(kind, today)
    if kind == MONTH and A_MONTH.fullmatch(typed):
        typed += "-01"
    try:
        asked = Asked(kind, DayField().clean(typed))
    except ValidationError:
        raise NoSuchDays from None
    if not reach.has(asked):
        raise NoSuchDays
    return asked
