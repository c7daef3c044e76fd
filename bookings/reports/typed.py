"""What a hall types and tells of itself, as the figures read it: faults, costs, volunteers' hours, documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


@dataclass(frozen=True)
class FaultRow:
    """Days by the venue's clock; `closure` is the key of what was shut because of it."""

    told_on: date
    mended_on: date | None = None
    closure: int | None = None


@dataclass(frozen=True)
class TypedRow:
    """From one day to another, both among them; pence, minutes or tenths, or a document that applies or does not."""

    what: str
    starts_on: date
    ends_on: date | None
    amount: int | None = None
    applies: bool = True
    source: str = ""

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Told:
    """What the hall says in its report beside the figures, chosen by its desk."""

    note: str = ""
    quotes: tuple[tuple[str, str], ...] = ()  # what was said, and by whom
    changes: tuple[tuple[date, str], ...] = ()
    facilities: str = ""  # that were made or made better
    allowed_by: tuple[str, ...] = ()  # who allowed each quote; never printed


NOTHING_TOLD = Told()


def cost_of(rows: Iterable[TypedRow], first: date, last: date) -> Fraction | None:
    """The running cost of these days in pounds, a year's spread evenly over it; None where a day has none."""
    years = [row for row in rows if row.ends_on and row.amount is not None]
    cost, covered = Fraction(0), 0
    for row in years:
        assert row.ends_on is not None
        assert row.amount is not None
        days = (min(last, row.ends_on) - max(first, row.starts_on)).days + 1
        if days > 0:
            cost += Fraction(row.amount * days, 100 * ((row.ends_on - row.starts_on).days + 1))
            covered += days
    return cost if covered == (last - first).days + 1 else None


def whole_months(first: date, last: date) -> list[date]:
    """The first days of the months that lie wholly between these days."""
    found, month = [], first.replace(day=1)
    while month <= last:
        following = (month + 31 * DAY).replace(day=1)
        if month >= first and following - DAY <= last:
            found.append(month)
        month = following
    return found
