"""Which days a person means: one, every so many weeks, the first Monday of the month, or picked one by one. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as weekday_of

from bookings.recurrence.times import NoSuchTime, Times, period_on
from venues.bank_holidays import bank_holidays
from venues.periods import Period

LAST = -1  # of the month
FOURTH = 4  # of a weekday every month has so many; of some it has one more


@dataclass(frozen=True, order=True)
class TermDays:
    """Schools are open from the first day to the last, both among them."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Pattern:
    """One date, or those of a rule from the first date until the last, but not on `skip`.

    The rule is every so many weeks, on the weekday of the first date or on all of `weekdays`; or, with `nth`,
    that weekday of every month. In place of a rule the dates may be `picked`.
    """

    first: date
    times: Times
    until: date | None = None
    every_weeks: int = 1
    skip: frozenset[date] = frozenset()
    weekdays: frozenset[int] = frozenset()  # where they are several: all of them, that of the first date too
    nth: int | None = None  # the first to the fourth of the month, or the last
    picked: tuple[date, ...] = ()  # in their order, the first date too
    terms: tuple[TermDays, ...] | None = None  # where it is in term time only
    nation: str = ""  # where it leaves bank holidays free: whose

    @property
    def repeats(self) -> bool:
        return self.until is not None or bool(self.picked)

    @property
    def is_a_rule(self) -> bool:
        """Whether its days follow from one another."""
        return self.until is not None and not self.picked

    @property
    def on_weekdays(self) -> frozenset[int]:
        return self.weekdays or frozenset([self.first.weekday()])

    def rule_dates(self) -> list[date]:
        """Every date of the rule, those to be skipped and those out of term among them."""
        if self.picked:
            return list(self.picked)
        if self.until is None:
            return [self.first]
        first, last = (datetime.combine(day, time()) for day in (self.first, self.until))
        if self.nth is not None:
            rule = rrule(MONTHLY, dtstart=first, until=last, byweekday=[weekday_of(self.first.weekday(), self.nth)])
        else:
            days = sorted(self.on_weekdays)
            rule = rrule(WEEKLY, dtstart=first, until=last, interval=self.every_weeks, byweekday=days)
        return [moment.date() for moment in rule]

    def dates(self) -> list[date]:
        """Those asked for, and those to be skipped among them: in term time only, and on no bank holiday, if said."""
        days = self.rule_dates()
        if self.terms is not None:
            days = [day for day in days if any(day in term for term in self.terms)]
        if self.nation:
            off = bank_holidays(self.nation)
            days = [day for day in days if day not in off]
        return days


@dataclass(frozen=True)
class AskedDate:
    """One date asked for; no period where that time does not exist on the day."""

    on: date
    times: Times
    period: Period | None
    skipped: bool = False


def asked_dates(pattern: Pattern, zone: ZoneInfo) -> list[AskedDate]:
    """The dates of a pattern in order, each with its stretch of time in UTC.

    7pm stays 7pm across a clock change; a time that exists twice means the first;
    one that does not exist has no period.
    """
    return [
        AskedDate(on, pattern.times, _period_or_none(on, pattern.times, zone), skipped=on in pattern.skip)
        for on in pattern.dates()
    ]


def asked_on(on: date, times: Times, zone: ZoneInfo) -> AskedDate:
    """A single date."""
    return AskedDate(on, times, _period_or_none(on, times, zone))


def nth_of_month(day: date) -> int:
    """Which of its weekday in the month it is; the fifth is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number <= FOURTH else LAST


def is_last_of_month(day: date) -> bool:
    return (day + timedelta(weeks=1)).month != day.month


def first_on(day: date, weekdays: Iterable[int], nth: int | None = None) -> date | None:
    """The first day from this one on that falls on one of these weekdays, or is the nth of its month.

    None where the calendar ends before.
    """
    wanted = frozenset(weekdays)
    try:
        days = (day + timedelta(days=number) for number in range(70 if nth else 7))
        return next((each for each in days if each.weekday() in wanted and _is_nth(each, nth)), None)
    except OverflowError:
        return None


def _is_nth(day: date, nth: int | None) -> bool:
    if nth is None:
        return True
    return is_last_of_month(day) if nth == LAST else (day.day - 1) // 7 + 1 == nth


def _period_or_none(on: date, times: Times, zone: ZoneInfo) -> Period | None:
    try:
        return period_on(on, times, zone)
    except NoSuchTime:
        return None
