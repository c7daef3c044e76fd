"""When rooms that are taken could be had instead: near the hours asked for on that day, or on a later one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bookings.availability import Hours, Survey, survey
from bookings.finding.found import LeftOut, OtherTimes
from bookings.finding.starts import starts
from bookings.finding.wish import Wish
from bookings.models import RefusedDate
from bookings.planning import against_the_rules
from bookings.recurrence import AskedDate, Times, asked_on
from venues.models import Room, Venue
from venues.periods import Period

LOOKED_AT = 100  # rooms: as many as a page names
WEEKS_LATER = 8
A_WEEK = timedelta(weeks=1)
AT_ALL = Times(time(6), time(0))  # another time of that day, where the hall is open then


def reach(wish: Wish) -> Period:
    """How far the closures of the halls are looked at, wherever on earth they lie."""
    first, last = wish.pattern.first, wish.pattern.until or wish.pattern.first
    ends = datetime.combine(last, time(), UTC) + (WEEKS_LATER + 1) * A_WEEK
    return Period(datetime.combine(first, time(), UTC) - 2 * A_WEEK, ends)


def with_other_times(
    left_out: Sequence[LeftOut], cells: Mapping[int, Collection[int]], hours: Hours, wish: Wish, *, at: datetime
) -> list[LeftOut]:
    """Those that are taken with another time of that day and the next free one of a later week; one question."""
    taken = [left for left in left_out if left.reason == RefusedDate.Reason.TAKEN][:LOOKED_AT]
    if wish.pattern.until or not taken:
        return list(left_out)
    venues = {left.room.venue_id: left.room.venue for left in taken}
    asked = {pk: list(_possible(venue, wish, at)) for pk, venue in venues.items()}
    periods = sorted({date.period for some in asked.values() for date in some if date.period})
    seen = survey([left.room for left in taken], cells, periods, at=at, hours=hours)
    found = {left.room.pk: _instead(left.room, asked[left.room.venue_id], seen, wish) for left in taken}
    return [replace(left, instead=found.get(left.room.pk, left.instead)) for left in left_out]


def _possible(venue: Venue, wish: Wish, at: datetime) -> Iterator[AskedDate]:
    """All that the rules of the hall allow: as long on that day, and at the same time in later weeks."""
    pattern = wish.pattern
    same_day = starts(AT_ALL, wish.minutes or pattern.times.minutes)
    later = starts(pattern.times, wish.minutes)
    days = [pattern.first + number * A_WEEK for number in range(1, WEEKS_LATER + 1)]
    wanted = [(pattern.first, times) for times in same_day] + [(day, times) for day in days for times in later]
    for on, times in wanted:
        asked = asked_on(on, times, venue.tz)
        if against_the_rules(venue, asked, at) is None:
            yield asked


def _instead(room: Room, asked: Sequence[AskedDate], seen: Survey, wish: Wish) -> OtherTimes:
    free = {finding.period for finding in seen.each(room) if finding.is_free}
    there = [date for date in asked if date.period in free]
    that_day = [date for date in there if date.on == wish.pattern.first]
    later = (date for date in there if date.on != wish.pattern.first)
    return OtherTimes(min(that_day, key=lambda date: _how_far(date, wish), default=None), next(later, None))


def _how_far(date: AskedDate, wish: Wish) -> int:
    """In minutes from when it was asked for; the earlier of two that are as far."""
    start, asked = date.times.start, wish.pattern.times.start
    return abs((start.hour - asked.hour) * 60 + start.minute - asked.minute)
