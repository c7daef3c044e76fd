"""A time of day on a day of a zone, as a stretch of time in UTC. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from venues.periods import Period

LATEST_END = time(6)  # of a night that began the day before


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
    def ends_in_time(self) -> bool:
        """After it starts: on that day, or in the night that follows it."""
        return self.start < self.end or self.end <= LATEST_END < self.start

    @property
    def minutes(self) -> int:
        """By the clock; the night of a clock change may elapse otherwise."""
        start, end = (at.hour * 60 + at.minute for at in (self.start, self.end))
        return end - start + (1440 if self.past_midnight else 0)


def period_on(on: date, times: Times, zone: ZoneInfo) -> Period:
    """The stretch on one day, in UTC; raises NoSuchTime where either end does not exist."""
    last = on + timedelta(days=1) if times.past_midnight else on
    return Period(_moment(on, times.start, zone), _moment(last, times.end, zone))


def _moment(on: date, at: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(on, at, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(on, at)
    return moment
