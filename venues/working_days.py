"""Working days: Monday to Friday, but for the bank holidays of a nation. Pure."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

SATURDAY = 5
A_DAY = timedelta(days=1)


def working_day_after(day: date, number: int, days_off: Container[date] = frozenset()) -> date:
    """The last of so many working days after this day: what is promised within them is due on it."""
    left = number
    while left > 0:
        day += A_DAY
        left -= day.weekday() < SATURDAY and day not in days_off
    return day
