"""The same hours in another year: which pattern goes on from the one of this year. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as weekday_of

from bookings.recurrence import Pattern, TermDays, Times

WEEK, A_YEAR = timedelta(weeks=1), timedelta(weeks=52)  # the same day of the week in another year


@dataclass(frozen=True)
class Season:
    """What a series had of this year: its first day, its last, and the days that its group left out by wish."""

    first: date
    last: date
    left_out: frozenset[date] = frozenset()


def next_year(
    pattern: Pattern,
    times: Times,
    *,
    starts_on: date,
    ends_on: date,
    terms: Sequence[TermDays] = (),
    season: Season | None = None,
) -> Pattern | None:
    """The rule of this year from the first of its days that lies in the new one, at these times.

    With its `season` of this year it begins and ends as that did, a year on, and leaves the same weeks out; without
    one, or where nothing of it would be left, it fills the days asked about. A rhythm of several weeks goes on as it
    was. In term time only where it is so this year, by `terms`, those of the new year. None where no date lies in
    it, or where the days were picked one by one.
    """
    if not pattern.is_a_rule:
        return None
    new_terms = None if pattern.terms is None else tuple(terms)
    rule = replace(pattern, times=times, skip=frozenset(), terms=new_terms)
    if season is not None:
        first, last = _a_year_on(pattern, season)
        found = _between(rule, max(first, starts_on), min(last, ends_on))
        days = found.dates() if found else []
        left_out = {day for day in days if _was_left_out(day, pattern, season)}
        if found and left_out < set(days):
            return replace(found, until=days[-1], skip=frozenset(left_out))
    return _between(rule, starts_on, ends_on)


def _between(rule: Pattern, starts_on: date, ends_on: date) -> Pattern | None:
    first = _first(rule, starts_on, ends_on)
    found = replace(rule, first=first, until=ends_on) if first else None
    return found if found and found.dates() else None


def _a_year_on(pattern: Pattern, season: Season) -> tuple[date, date]:
    """By whole months where it is by the month; a week more where it began or ended with a term, as these wander."""
    if pattern.nth is not None:
        months = _the_first(season.first, 12), _the_first(season.last, 13)
        return months[0], months[1] - timedelta(days=1)
    first, last = season.first + A_YEAR, season.last + A_YEAR
    terms = pattern.terms or ()
    if any(term.first <= season.first < term.first + WEEK for term in terms):
        first -= WEEK
    if any(term.last - WEEK < season.last <= term.last for term in terms):
        last += WEEK
    return first, last


def _was_left_out(day: date, pattern: Pattern, season: Season) -> bool:
    if pattern.nth is not None:
        return any((each.year + 1, each.month) == (day.year, day.month) for each in season.left_out)
    return day - A_YEAR in season.left_out


def _the_first(day: date, months: int) -> date:
    """Of the month so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


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
