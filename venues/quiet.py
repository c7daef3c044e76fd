"""The hours and days on which a hall's volunteers are left alone: letters to its desk wait."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from venues.models import Venue

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quiet:
    """From one time to another, over midnight where the second is the earlier; and whole days of the week."""

    since: time | None
    until: time | None
    days: Collection[int]

    def over_at(self, at: datetime, zone: ZoneInfo) -> datetime:
        """The first moment from then on that is not quiet."""
        local = at.astimezone(zone)
        for _day in range(2 * 7):
            ahead = self._next(local)
            if ahead is None:
                break
            local = ahead
        return at if local == at else local

    def _next(self, local: datetime) -> datetime | None:
        """Where the day or the night that it is ends; None where it is neither."""
        midnight = datetime.combine(local.date(), time(), local.tzinfo)
        if local.weekday() in self.days:
            return datetime.combine(local.date() + A_DAY, time(), local.tzinfo)
        if self.since is None or self.until is None:
            return None
        begins, ends = self._at(midnight, self.since), self._at(midnight, self.until)
        if begins < ends:
            return ends if begins <= local < ends else None
        if local < ends:
            return ends
        return self._at(midnight + A_DAY, self.until) if local >= begins else None

    def _at(self, midnight: datetime, clock: time) -> datetime:
        return datetime.combine(midnight.date(), clock, midnight.tzinfo)


def quiet_of(venue: Venue) -> Quiet:
    return Quiet(venue.quiet_from, venue.quiet_until, frozenset(venue.quiet_days))


def read_again_at(venue: Venue, at: datetime) -> datetime | None:
    """When the desk reads its letters again; None where it may be reading them now."""
    over = quiet_of(venue).over_at(at, venue.tz)
    return over if over > at else None


def letters_to_desk_after(venue: Venue, at: datetime) -> datetime:
    """When a letter to the desk that is written at this moment may go."""
    return read_again_at(venue, at) or at
