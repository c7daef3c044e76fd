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

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Container, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from venues.money import Money
from venues.tariffs.cancelling_rows import read_scale, write_scale
from venues.tariffs.document import Row
from venues.tariffs.faults import Fault, TariffFaults
from venues.tariffs.scales import Counted, Notice, Refund, Scale
from venues.tariffs.tariff import Tariff

__all__ = [
    *("Counted", "Notice", "Refund", "Scale"),
    *(
        "as_document",
        "from_document",
        "last_moment",
        "notice_given",
        "percent_back",
        "refund",
        "scale_for",
        "step_reached",
    ),
]

ONE_DAY = timedelta(days=1)
SATURDAY = 5
HOURS = {Notice.HOURS: 1, Notice.DAYS: 24, Notice.WEEKS: 168, Notice.MONTHS: 730, Notice.WORKING_DAYS: 34}  # roughly


def scale_for(tariff: Tariff, *, rooms: Sequence[str], category: str, occasion: str | None) -> Scale | None:
    """The scale that holds for a hire; where rooms with scales of their own are hired together, the strictest.

    That is the one which asks for the longest notice, then the one of which less comes back. None where the
    list has no scale for such a hire.
    """
    holding = [
        row
        for row in tariff.scales
        if (not row.when.category or category in row.when.category)
        and (not row.when.room or not set(rooms).isdisjoint(row.when.room))
        and (not row.when.occasion or occasion in row.when.occasion)
    ]
    best = tariff.compiled.bests(holding, [False] * len(holding))
    return max((row.scale for row in best), key=_strictness, default=None)


def _strictness(scale: Scale) -> tuple[object, ...]:
    steps = [
        (step.at_least * HOURS[scale.notice], -step.percent, step.fee, step.least_kept, _bound(step))
        for step in scale.steps
    ]
    return steps, scale.notice, scale.counted


def _bound(step: Refund) -> tuple[bool, int]:
    return step.most_kept is None, step.most_kept or 0


def as_document(scale: Scale) -> dict[str, Any]:
    """The scale as plain data, to be kept with a booking."""
    return write_scale(scale)


def from_document(document: Mapping[str, Any]) -> Scale:
    """The scale that was kept; raises TariffFaults for anything else."""
    faults: list[Fault] = []
    scale = read_scale(Row(document, "", faults))
    if faults:
        raise TariffFaults(faults)
    return scale


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


def notice_given(
    scale: Scale, starts_at: datetime, at: datetime, zone: ZoneInfo, days_off: Container[date], *, most: int
) -> int:
    """How many whole hours, days, weeks … of notice are given at this moment, as the scale counts; at most so many."""

    def is_given(count: int) -> bool:
        step = Refund(count, Fraction(0), "0")
        return at.astimezone(UTC) <= last_moment(scale, step, starts_at, zone, days_off).astimezone(UTC)

    return bisect_left(range(1, most + 1), True, key=lambda count: not is_given(count))


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
