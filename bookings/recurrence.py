"""From what a person says ("every Tuesday, 7pm to 9pm, until July") to dated stretches of local time. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import WEEKLY, rrule

from venues.periods import Period


class NoSuchTime(ValueError):
    """The clocks go forward over this time of this day (decision 7)."""

    def __init__(self, on: date, at: time) -> None:
        super().__init__(f"{at} does not exist on {on}")
        self.on, self.at = on, at


@dataclass(frozen=True)
class Times:
    """From one time of day to another; not after it means the next day."""

    start: time
    end: time

    @property
    def past_midnight(self) -> bool:
        return self.end <= self.start

    @property
    def minutes(self) -> int:
        """By the clock; the night of a clock change may elapse otherwise."""
        start, end = (at.hour * 60 + at.minute for at in (self.start, self.end))
        return end - start + (1440 if self.past_midnight else 0)


@dataclass(frozen=True)
class Pattern:
    """One date, or every so many weeks from the first date until the last, but not on `skip`."""

    first: date
    times: Times
    until: date | None = None
    every_weeks: int = 1
    skip: frozenset[date] = frozenset()

    @property
    def repeats(self) -> bool:
        return self.until is not None

    def rule_dates(self) -> list[date]:
        """Every date of the rule, those to be skipped among them."""
        if self.until is None:
            return [self.first]
        start = datetime.combine(self.first, time())
        rule = rrule(WEEKLY, interval=self.every_weeks, dtstart=start, until=datetime.combine(self.until, time()))
        return [moment.date() for moment in rule]


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
        for on in pattern.rule_dates()
    ]


def period_on(on: date, times: Times, zone: ZoneInfo) -> Period:
    """The stretch on one day, in UTC; raises NoSuchTime where either end does not exist."""
    last = on + timedelta(days=1) if times.past_midnight else on
    return Period(_moment(on, times.start, zone), _moment(last, times.end, zone))


def _period_or_none(on: date, times: Times, zone: ZoneInfo) -> Period | None:
    try:
        return period_on(on, times, zone)
    except NoSuchTime:
        return None


def _moment(on: date, at: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(on, at, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(on, at)
    return moment
