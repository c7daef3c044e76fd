"""When rooms that are taken could be had instead: near the hours asked for on that day, or on a later one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bookings.availability import Hours, Survey, survey
from bookings.finding.found import LeftOut, OtherTimes
from bookings.finding.starts import starts
from bookings.finding.wish import Wish
from bookings.models import RefusedDate
from bookings.planning import against_the_rules
from bookings.recurrence import AskedDate, Times, asked_on
from venues.models import Room, Venue
from venues.periods import Period

FURTHEST = 180  # minutes, that each date of a series would begin earlier or later
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
    left_out: Sequence[LeftOut],
    cells: Mapping[int, Collection[int]],
    hours: Hours,
    wish: Wish,
    *,
    at: datetime,
    serves: Callable[[Room, date], bool],
) -> list[LeftOut]:
    """Those that are taken, with when they could be had; one question.

    That is another time of that day and the next free one of a later week; of a series, another time on all dates.
    `serves` tells whether what is needed there is in order on a day.
    """
    taken = [left for left in left_out if left.reason == RefusedDate.Reason.TAKEN][:LOOKED_AT]
    if wish.first_free or not taken:
        return list(left_out)
    possible = _on_all if wish.repeats else _once
    alike = {(left.room.venue_id, left.days): left for left in taken}
    asked = {key: list(possible(left, wish, at)) for key, left in alike.items()}
    periods = sorted({date.period for some in asked.values() for date in some if date.period})
    seen = survey([left.room for left in taken], cells, periods, at=at, hours=hours)
    found = dict[int, OtherTimes]()
    for left in taken:
        free = _free(left, asked[left.room.venue_id, left.days], seen)
        found[left.room.pk] = _instead(left, [each for each in free if serves(left.room, each.on)], wish)
    return [replace(left, instead=found.get(left.room.pk, left.instead)) for left in left_out]


def _once(left: LeftOut, wish: Wish, at: datetime) -> Iterator[AskedDate]:
    """All that the rules of the hall allow: as long on that day, and at the same time in later weeks."""
    pattern = wish.pattern
    same_day = starts(AT_ALL, wish.minutes or pattern.times.minutes)
    later = starts(pattern.times, wish.minutes)
    days = [pattern.first + number * A_WEEK for number in range(1, WEEKS_LATER + 1)]
    yield from _allowed(left.room.venue, [pattern.first], same_day, at)
    yield from _allowed(left.room.venue, days, later, at)


def _on_all(left: LeftOut, wish: Wish, at: datetime) -> Iterator[AskedDate]:
    """As long on each of the days that are taken, some hours earlier or later."""
    times = [each for each in starts(AT_ALL, wish.pattern.times.minutes) if 0 < _how_far(each, wish) <= FURTHEST]
    yield from _allowed(left.room.venue, left.days, times, at)


def _allowed(venue: Venue, days: Sequence[date], times: Sequence[Times], at: datetime) -> Iterator[AskedDate]:
    for on in days:
        for each in times:
            asked = asked_on(on, each, venue.tz)
            if against_the_rules(venue, asked, at) is None:
                yield asked


def _free(left: LeftOut, asked: Sequence[AskedDate], seen: Survey) -> Iterator[AskedDate]:
    free = {finding.period for finding in seen.each(left.room) if finding.is_free}
    return (each for each in asked if each.period in free)


def _instead(left: LeftOut, there: Sequence[AskedDate], wish: Wish) -> OtherTimes:
    if wish.repeats:
        often = Counter(each.times for each in there)
        on_all = [times for times, number in often.items() if number == len(left.days)]
        return OtherTimes(on_all=min(on_all, key=lambda times: _how_far(times, wish), default=None))
    that_day = [each for each in there if each.on == wish.pattern.first]
    later = (each for each in there if each.on != wish.pattern.first)
    nearest = min(that_day, key=lambda each: _how_far(each.times, wish), default=None)
    return OtherTimes(nearest, next(later, None))


def _how_far(times: Times, wish: Wish) -> int:
    """In minutes from when it was asked for; the earlier of two that are as far."""
    start, asked = times.start, wish.pattern.times.start
    return abs((start.hour - asked.hour) * 60 + start.minute - asked.minute)
