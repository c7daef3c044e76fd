"""Which days of reports have to do with each other; no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

Stretch = tuple[date, date]  # from a day up to, not including, another


def overlapping(new: Iterable[Stretch], others: Iterable[Stretch]) -> set[Stretch]:
    """Those of the others that share days with the new ones, or with another that does."""
    reached, left = set(new), set(others)
    while near := {span for span in left if any(span[0] < each[1] and each[0] < span[1] for each in reached)}:
        reached |= near
        left -= near
    return reached
