"""Full quarters, which never overlap: signed-in funders read the main figures of each that is over."""

from __future__ import annotations

from datetime import date

from bookings.reports.span import Span
from bookings.reports.stretches import Stretch


def quarter_of(day: date) -> Stretch:
    """The quarter in which it lies."""
    month = 3 * ((day.month - 1) // 3) + 1
    until = date(day.year + 1, 1, 1) if month == 10 else date(day.year, month + 3, 1)
    return date(day.year, month, 1), until


def quarters_between(first: date, until: date) -> list[Stretch]:
    """Every quarter with a day in these, in order."""
    found = [quarter_of(first)]
    while found[-1][1] < until:
        found.append(quarter_of(found[-1][1]))
    return found


def is_full_quarter(span: Span) -> bool:
    """Whether it is one, from end to end, and over."""
    return (span.first, span.until) == quarter_of(span.first) and span.is_over
