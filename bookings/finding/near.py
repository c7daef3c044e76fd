"""What would fit if one thing were other: another hour or day, fewer people, some miles more, one need less.

Or two things, where no one of them is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bookings.finding.found import ACCESS, NO_DATE, TOO_DEAR, TOO_DISTANT, TOO_SMALL, FoundRoom, LeftOut, Section
from bookings.finding.ground import Ground
from bookings.finding.search import FAR, Findings, judge_each, most_in
from bookings.finding.wish import Wish
from bookings.models import RefusedDate
from bookings.offers import total_pence
from bookings.recurrence import Pattern, Times
from venues.access.values import Fit
from venues.models import Room

Reason = RefusedDate.Reason
Judged = Sequence[FoundRoom | LeftOut]
OF_TIME = frozenset(
    {Reason.TAKEN, Reason.CLOSED, Reason.OUTSIDE_HOURS, Reason.NO_SUCH_TIME, Reason.TOO_SOON, Reason.TOO_FAR}
)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
SIZES, DISTANCES, NEEDS = 6, 2, 4  # how many of each are tried
PARTS_BEGIN = (9, 13, 18)  # where one of several times is enough: the other parts of a day
WEEKDAYS_ON = (1, 6, 3)  # and other days of the week: the one after, the one before, one in the middle


class Change(StrEnum):
    EARLIER = "earlier"
    LATER = "later"
    NEXT_DAY = "next_day"
    NEXT_WEEK = "next_week"
    OTHER_HOURS = "other_hours"
    OTHER_WEEKDAY = "other_weekday"
    FEWER = "fewer"
    FURTHER = "further"
    WITHOUT = "without"  # one of the needs
    ANY_DATE = "any_date"  # in term or out of it
    ANYWHERE = "anywhere"
    ANY_LAYOUT = "any_layout"
    ROOM_ALONE = "room_alone"  # without what was wanted beside it
    DEARER = "dearer"  # than the most that they can pay
    LEAVE_OUT = "leave_out"  # a date or two of a series


AFTER_DISTANCE = frozenset({Change.WITHOUT, Change.DEARER})  # are told behind what is a little further away
ANOTHER_TIME = frozenset(list(Change)[:6])
LIGHTEST = [*list(Change)[:6], Change.ANY_LAYOUT, Change.FURTHER, Change.ANYWHERE, Change.FEWER, Change.ANY_DATE]
LIGHTEST += [Change.ROOM_ALONE, Change.DEARER, Change.WITHOUT]  # the last is let go of last
PAIRS, PAIRS_TOLD = 40, 3  # of two changes at once: how much is tried, and told
DATES_LEFT_OUT, ONE_IN, LEAVINGS_TOLD = 2, 4, 2  # of a series: how many, of how many at least, and how often told
ROOMS_EACH = 100  # for one change the nearest, so that a district is not judged again for each


@dataclass(frozen=True)
class NearMiss:
    """One change, the wish that it makes, and the rooms that fit then, the cheapest first; `need` is what is let go.

    With `also` two changes, where no one change is enough. `days` are those of a series that are left out.
    """

    change: Change
    wish: Wish
    rooms: tuple[FoundRoom, ...]
    need: str = ""
    also: Change | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class _Try:
    change: Change
    wish: Wish
    rooms: Sequence[Room]
    need: str = ""
    also: Change | None = None


def ground_about(findings: Findings, distances: Sequence[int]) -> Ground:
    """Where nothing fits, of what lies further away too, or of all halls where one was named; two statements."""
    if findings.section(Section.FITS):
        return findings.ground
    wider = _further(findings.wish, distances)[-1:] or [findings.wish]
    if wider == [findings.wish] and not findings.wish.venue:
        return findings.ground
    return Ground.load(replace(wider[0], venue=None), with_distant=False)


def near_misses(findings: Findings, ground: Ground, distances: Sequence[int], *, at: datetime) -> list[NearMiss]:
    """Where nothing fits; rooms that lack but a date or two first, and of several sizes or distances the nearest.

    Only the rooms that one thing kept out are asked again, and those of the ground that were not looked at before:
    all of them at one go, and at one more where two things have to be other.
    """
    if findings.section(Section.FITS):
        return []
    tries = [*_tries(findings), *_elsewhere(findings, ground, _further(findings.wish, distances))]
    tries = [replace(each, rooms=_nearest(each.rooms, ground)) for each in tries if each.rooms]
    judged = _judged(ground, tries, at)
    near = [*_leaving_out(findings), *_told(tries, judged)]
    near.sort(key=lambda miss: miss.change in AFTER_DISTANCE)
    return near or _by_two(ground, tries, judged, at)


def _leaving_out(findings: Findings) -> list[NearMiss]:
    """By the days that rooms do not have: the fewest days first, then the most rooms. They are among the findings."""
    alike: dict[tuple[date, ...], list[FoundRoom]] = {}
    for found in findings.section(Section.IN_PART):
        few = len(found.refused) <= min(DATES_LEFT_OUT, len(found.dates) // ONE_IN)
        if findings.wish.repeats and few and _lacks_only_dates(found):
            alike.setdefault(tuple(refused.on for refused in found.refused), []).append(found)
    best = sorted(alike, key=lambda days: (len(days), -len(alike[days]), days))[:LEAVINGS_TOLD]
    return [NearMiss(Change.LEAVE_OUT, findings.wish, _cheapest_first(alike[days]), days=days) for days in best]


def _by_two(ground: Ground, tries: Sequence[_Try], judged: Sequence[Judged], at: datetime) -> list[NearMiss]:
    """Each change, and then one more for the rooms that something else keeps out: the lightest of what helps."""
    pairs: list[_Try] = []
    for first, answers in zip(tries, judged, strict=True):
        for then in _tries(_as_if(first.wish, ground, answers)):
            if then.rooms and _go_together(first.change, then.change):
                rooms, need = _nearest(then.rooms, ground), first.need or then.need
                pairs.append(replace(then, change=first.change, also=then.change, rooms=rooms, need=need))
    pairs.sort(key=lambda pair: sorted((LIGHTEST.index(each) for each in _changes(pair)), reverse=True))
    pairs = pairs[:PAIRS]
    return _told(pairs, _judged(ground, pairs, at))[:PAIRS_TOLD]


def _as_if(wish: Wish, ground: Ground, answers: Judged) -> Findings:
    found = tuple(answer for answer in answers if isinstance(answer, FoundRoom))
    return Findings(wish, ground, found, tuple(answer for answer in answers if isinstance(answer, LeftOut)))


def _go_together(first: Change, then: Change) -> bool:
    return first != then and not ANOTHER_TIME.issuperset((first, then))


def _changes(tried: _Try | NearMiss) -> list[Change]:
    return [tried.change, tried.also] if tried.also else [tried.change]


def _tries(findings: Findings) -> Iterator[_Try]:
    wish = findings.wish
    then = [*_left(findings, *OF_TIME), *(found.room for found in findings.rooms if _lacks_only_dates(found))]
    for change, pattern in (_other_firsts if wish.takes_the_first else _other_times)(wish.pattern):
        yield _Try(change, replace(wish, pattern=pattern), then)
    without_terms = [found.room for found in findings.rooms if found.terms_not_known]
    yield _Try(Change.ANY_DATE, replace(wish, in_term=False), [*_left(findings, NO_DATE), *without_terms])
    if wish.layout:
        yield _Try(Change.ANY_LAYOUT, replace(wish, layout=""), _left(findings, TOO_SMALL))
    yield _Try(Change.ROOM_ALONE, replace(wish, things=()), _left(findings, Reason.THINGS))
    yield from _fewer(findings)
    yield from _without(findings)
    yield _Try(Change.DEARER, replace(wish, most=None), _left(findings, TOO_DEAR))


def _left(findings: Findings, *reasons: str) -> list[Room]:
    return [left.room for left in findings.judged_out if left.reason in reasons]


def _lacks_only_dates(found: FoundRoom) -> bool:
    return bool(found.refused) and found.matches.fit is Fit.MEETS and found.capacity_is_known


def _other_times(pattern: Pattern) -> Iterator[tuple[Change, Pattern]]:
    for change, by in ((Change.EARLIER, -HOUR), (Change.LATER, HOUR)):
        times = _moved(pattern.times, by)
        if times:
            yield change, replace(pattern, times=times)
    if pattern.nth is None and not pattern.weekdays:
        yield Change.NEXT_DAY, _on_other_days(pattern, DAY)
    if not pattern.repeats:
        yield Change.NEXT_WEEK, _on_other_days(pattern, WEEK)


def _other_firsts(pattern: Pattern) -> Iterator[tuple[Change, Pattern]]:
    """Where one of several times is enough: of one day, or of one weekday for months."""
    for hour in PARTS_BEGIN:
        by = timedelta(minutes=hour * 60 - pattern.times.start.hour * 60 - pattern.times.start.minute)
        times = _moved(pattern.times, by) if by else None
        if times:
            yield Change.OTHER_HOURS, replace(pattern, times=times)
    if pattern.repeats:
        for days in WEEKDAYS_ON:
            yield Change.OTHER_WEEKDAY, _on_other_days(pattern, days * DAY)
    else:
        yield Change.NEXT_DAY, _on_other_days(pattern, DAY)
        yield Change.NEXT_WEEK, _on_other_days(pattern, WEEK)


def _moved(times: Times, by: timedelta) -> Times | None:
    """None where it would no longer lie within one day."""
    start = times.start.hour * 60 + times.start.minute + by // timedelta(minutes=1)
    end = start + times.minutes
    return Times(_clock(start), _clock(end)) if start >= 0 and end < 24 * 60 else None


def _clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _on_other_days(pattern: Pattern, by: timedelta) -> Pattern:
    return replace(pattern, first=pattern.first + by, until=pattern.until and pattern.until + by)


def _fewer(findings: Findings) -> Iterator[_Try]:
    """No fewer than half of them: then it would be another event."""
    takes = {room: most_in(findings.ground, room, findings.wish) or 0 for room in _left(findings, TOO_SMALL)}
    sizes = sorted({size for size in takes.values() if 2 * size >= findings.wish.people}, reverse=True)
    for size in sizes[:SIZES]:
        rooms = [room for room, most in takes.items() if most >= size]
        yield _Try(Change.FEWER, replace(findings.wish, people=size), rooms)


def _further(wish: Wish, distances: Sequence[int]) -> list[Wish]:
    if wish.near is None or wish.within is None:
        return []
    return [replace(wish, within=each) for each in sorted(distances) if each > wish.within][:DISTANCES]


def _elsewhere(findings: Findings, ground: Ground, further: Sequence[Wish]) -> Iterator[_Try]:
    """Only of the rooms that were not looked at before, each at the first distance that reaches it.

    Of one hall those that were too far away.
    """
    known = {room.pk for room in findings.ground.rooms}
    rooms = [room for room in ground.rooms if room.pk not in known]
    hall, passed, too_far = findings.wish.venue, 0, set(_left(findings, TOO_DISTANT))
    for wish in further:
        ring = [room for room in rooms if room.venue_id in ground.miles and ground.miles[room.venue_id].number > passed]
        yield _Try(Change.FURTHER, wish, [room for room in ground.rooms if room in too_far] if hall else ring)
        passed = wish.within or passed
    if hall:
        yield _Try(Change.ANYWHERE, replace(findings.wish, venue=None), rooms)


def _without(findings: Findings) -> Iterator[_Try]:
    """A need that alone kept rooms out, the most rooms first."""
    rooms: dict[str, list[Room]] = {}
    for left in findings.judged_out:
        if left.reason == ACCESS and len(left.lacking) == 1:
            rooms.setdefault(left.lacking[0].need.code, []).append(left.room)
    for code in sorted(rooms, key=lambda code: (-len(rooms[code]), code))[:NEEDS]:
        yield _Try(Change.WITHOUT, replace(findings.wish, needs=findings.wish.needs - {code}), rooms[code], code)


def _nearest(rooms: Sequence[Room], ground: Ground) -> Sequence[Room]:
    """Those that may lie anywhere come last."""
    away = {venue: miles.number for venue, miles in ground.miles.items()}
    return sorted(rooms, key=lambda room: away.get(room.venue_id, FAR))[:ROOMS_EACH]


def _judged(ground: Ground, tries: Sequence[_Try], at: datetime) -> Sequence[Judged]:
    return judge_each(ground, [(each.wish, each.rooms) for each in tries], at=at) if tries else []


def _told(tries: Sequence[_Try], judged: Sequence[Judged]) -> list[NearMiss]:
    """Where there is room, the first of each kind."""
    found: dict[object, NearMiss] = {}
    for tried, answers in zip(tries, judged, strict=True):
        rooms = _fitting([each for each in answers if isinstance(each, FoundRoom)])
        if rooms:
            miss = NearMiss(tried.change, tried.wish, rooms, tried.need, tried.also)
            found.setdefault((frozenset(_changes(miss)), miss.need), miss)
    return list(found.values())


def _fitting(found: Sequence[FoundRoom]) -> tuple[FoundRoom, ...]:
    return _cheapest_first(each for each in found if each.section is Section.FITS)


def _cheapest_first(found: Iterable[FoundRoom]) -> tuple[FoundRoom, ...]:
    return tuple(sorted(found, key=lambda each: (bool(each.asks), total_pence(each.offers), each.room.name)))
