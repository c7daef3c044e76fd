"""The same hours in another year: which pattern goes on from the one of this year. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as weekday_of

from bookings.recurrence import Pattern, TermDays, Times


def next_year(
    pattern: Pattern, times: Times, *, starts_on: date, ends_on: date, terms: Sequence[TermDays] = ()
) -> Pattern | None:
    """The rule of this year from the first of its days that lies in the new one, at these times.

    A rhythm of several weeks goes on as it was. In term time only where it is so this year, by `terms`, those of
    the new year. None where no date lies in it, or where the days were picked one by one.
    """
    if not pattern.is_a_rule:
        return None
    first = _first(pattern, starts_on, ends_on)
    if first is None:
        return None
    new_terms = None if pattern.terms is None else tuple(terms)
    found = replace(pattern, first=first, until=ends_on, times=times, skip=frozenset(), terms=new_terms)
    return found if found.dates() else None


def _first(pattern: Pattern, starts_on: date, ends_on: date) -> date | None:
    if pattern.nth is not None:
        weekday = weekday_of(pattern.first.weekday(), pattern.nth)
        days = rrule(MONTHLY, dtstart=_midnight(starts_on), until=_midnight(ends_on), byweekday=[weekday])
    else:
        monday = pattern.first - timedelta(days=pattern.first.weekday())  # its rhythm counts weeks from here
        days = rrule(
            WEEKLY,
            dtstart=_midnight(monday),
            until=_midnight(ends_on),
            interval=pattern.every_weeks,
            byweekday=sorted(pattern.on_weekdays),
        )
    return next((day.date() for day in days if day.date() >= starts_on), None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
