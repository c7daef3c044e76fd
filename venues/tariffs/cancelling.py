"""What comes back when a hire is given up, by how long beforehand. Pure.

How notice is counted, in the unit of the scale:

- `full` (the usual): whole days on the clock of the place. A hire that begins on the 20th at 18:00 has three
  days' notice until the 17th at 18:00; a minute later it has two. So a day has 23 or 25 hours where the clock
  changes, a month goes back to the same date of an earlier month (or its last day), and working days leave
  out Saturdays, Sundays and bank holidays.
- `dates`: by the date alone. On the 17th there are three days' notice until midnight.
- `clear`: neither the day of the notice nor the day of the hire counts. On the 17th there are two clear days.

Hours are hours that pass. Whoever gives up after the hire has begun has given no notice at all.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from venues.money import Money

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Notice(StrEnum):
    """What notice is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


class Counted(StrEnum):
    """Which days count."""

    FULL = "full"
    DATES = "dates"
    CLEAR = "clear"


@dataclass(frozen=True)
class Refund:
    """From so much notice on: so many per cent come back, less a fee, and what is kept has bounds. Sums in pence.

    `text` is how the scale writes the per cent ("66.67", or "2/3" for two thirds to the penny).
    """

    at_least: int
    percent: Fraction
    text: str
    fee: int = 0
    least_kept: int = 0
    most_kept: int | None = None

    def of(self, paid: Money) -> Money:
        """What comes back of this sum, half a penny in favour of whoever paid; never less than nothing."""
        back = paid.pence * self.percent / 100 - self.fee
        back = min(back, Fraction(paid.pence - self.least_kept))
        if self.most_kept is not None:
            back = max(back, Fraction(paid.pence - self.most_kept))
        return Money(int(max(back, Fraction(0)) + Fraction(1, 2)), paid.currency)


@dataclass(frozen=True)
class Scale:
    """The longest notice first; with less notice than the last step asks for, nothing comes back."""

    notice: Notice
    steps: tuple[Refund, ...]
    counted: Counted = Counted.FULL

    def step(self, notice: int) -> Refund | None:
        """What holds with so much notice."""
        return next((step for step in self.steps if notice >= step.at_least), None)


def percent_back(scale: Scale, notice: int) -> Fraction:
    """How many per cent come back with so much notice, fees apart."""
    step = scale.step(notice)
    return step.percent if step else Fraction(0)


def refund(
    scale: Scale, paid: Money, starts_at: datetime, cancelled_at: datetime, zone: ZoneInfo, days_off: Container[date]
) -> Money:
    """What comes back of what was paid for the hire; `days_off` are the bank holidays of the place."""
    step = step_reached(scale, starts_at, cancelled_at, zone, days_off)
    return step.of(paid) if step else Money(0, paid.currency)


def step_reached(
    scale: Scale, starts_at: datetime, cancelled_at: datetime, zone: ZoneInfo, days_off: Container[date]
) -> Refund | None:
    """The step with the longest notice that was given; None where even the shortest was not."""
    given = cancelled_at.astimezone(UTC)
    for step in scale.steps:
        if given <= last_moment(scale, step, starts_at, zone, days_off).astimezone(UTC):
            return step
    return None


def last_moment(scale: Scale, step: Refund, starts_at: datetime, zone: ZoneInfo, days_off: Container[date]) -> datetime:
    """Until when, that moment included, a hire may be given up and this step still holds."""
    begins = starts_at.astimezone(zone)
    if not step.at_least:
        return begins
    if scale.notice == Notice.HOURS:
        return (starts_at.astimezone(UTC) - timedelta(hours=step.at_least)).astimezone(zone)
    day = _back(scale.notice, begins.date(), step.at_least, days_off)
    if scale.counted == Counted.FULL:
        return datetime.combine(day, begins.time(), zone).replace(fold=begins.fold)
    if scale.counted == Counted.CLEAR:
        day -= ONE_DAY
    return datetime.combine(day, time.max, zone)


def _back(notice: Notice, day: date, count: int, days_off: Container[date]) -> date:
    """So many days, weeks, months or working days earlier."""
    if notice == Notice.MONTHS:
        return _months_before(day, count)
    if notice == Notice.WORKING_DAYS:
        return _working_days_before(day, count, days_off)
    return day - count * (7 if notice == Notice.WEEKS else 1) * ONE_DAY


def _months_before(day: date, count: int) -> date:
    """The same date of an earlier month, or its last day where it has no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_before(day: date, count: int, days_off: Container[date]) -> date:
    while count:
        day -= ONE_DAY
        if day.weekday() < SATURDAY and day not in days_off:
            count -= 1
    return day
