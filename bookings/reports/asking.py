"""Requests and how they fared: what counts as a reply, how long it took, and hours that could not be had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from bookings.counting import Counting
from bookings.reports.dayparts import DayPart, peak_of, span_of, week_parts
from bookings.reports.rows import AskRow, History, How, Outcome, RequestRow
from bookings.reports.span import Span, midnight, year_before
from bookings.reports.used import A_DAY
from venues.periods import Period, common_minutes, subtract
from venues.working_days import working_day_after

ENOUGH_USES = 10
MONTHS_RUNNING = 3


def our_reply(request: RequestRow) -> datetime | None:
    """A person's first answer of substance; a decision by a person is one."""
    if request.at_once:
        return None
    if request.answered_at is not None:
        return request.answered_at
    return request.moment if request.outcome in (Outcome.CONFIRMED, Outcome.DECLINED) else None


def is_decided(request: RequestRow) -> bool:
    """Confirmed, declined, expired, or withdrawn after our reply; not withdrawn before it."""
    if request.outcome is not Outcome.WITHDRAWN:
        return request.outcome is not Outcome.OPEN
    reply = our_reply(request)
    return reply is not None and request.moment is not None and reply <= request.moment


def wait_ended(request: RequestRow) -> datetime | None:
    """Where the wait for an answer ends: our reply, or for an expired request its first date."""
    reply = our_reply(request)
    if reply is None and request.outcome is Outcome.EXPIRED:
        return request.moment
    return reply


def elapsed_hours(start: datetime, end: datetime) -> Fraction:
    return Fraction(int((end - start).total_seconds()), 3600)


def second_working_day_ends(sent: datetime, zone: ZoneInfo, days_off: Container[date] = frozenset()) -> datetime:
    """Midnight at the end of the second weekday, bank holidays left out, after the day of sending."""
    day = working_day_after(sent.astimezone(zone).date(), 2, days_off)
    return midnight(day + timedelta(days=1), zone)


def lost(asks: Iterable[AskRow], reason: str) -> dict[AskRow, list[Period]]:
    """The hours refused for this reason, each once for each asker, whatever the room: they stand with the first.

    What was declined counts with the decline, whatever a withdrawal of the same hours says.
    """
    declined, before = defaultdict[str, list[Period]](list), defaultdict[str, list[Period]](list)
    whole = sorted((ask for ask in asks if ask.how is not How.DATE), key=lambda ask: ask.how is How.WITHDRAWN)
    found = {}
    for ask in whole:
        if ask.how is How.DECLINED:
            declined[ask.asker].append(ask.period)
    for ask in whole:
        if ask.reason == reason:
            with_it = declined[ask.asker] if ask.how is How.WITHDRAWN else ()
            found[ask] = subtract([ask.period], [*before[ask.asker], *with_it])
            before[ask.asker].append(ask.period)
    return found


def week_around(slot: Period, like: Span, counting: Counting) -> dict[tuple[int, DayPart], list[Period]]:
    """The parts of the week on the days that a slot touches."""
    return week_parts(span_of(slot, like), counting)


def mostly_peak(asks: Iterable[Period], zone: ZoneInfo, counting: Counting) -> bool:
    """Half or more of the hours asked for lie in the peak."""
    periods = list(asks)
    within = sum(
        common_minutes([period], [peak_of(day, zone, counting) for day in _days(period, zone)]) for period in periods
    )
    return bool(periods) and 2 * within >= sum(period.minutes for period in periods)


def _days(period: Period, zone: ZoneInfo) -> Iterator[date]:
    """The local days that it touches."""
    day, last = period.first.astimezone(zone).date(), period.last.astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


class Acquaintance(StrEnum):
    """How well the hall knew a group when it asked."""

    FIRST_TIME = "first_time"
    REGULAR = "regular"
    BETWEEN = "between"
    NOT_KNOWN = "not_known"


def acquaintance(request: RequestRow, history: History, known_from: datetime | None, zone: ZoneInfo) -> Acquaintance:
    """First-time: nothing confirmed before it asked. Regular: used often in the twelve months before."""
    asked = request.requested_at
    a_year_ago = midnight(year_before(asked.astimezone(zone).date()), zone)
    if known_from is None or known_from > a_year_ago:
        return Acquaintance.NOT_KNOWN
    confirmed = history.first_confirmed.get(request.hirer)
    if confirmed is None or confirmed >= asked:
        return Acquaintance.FIRST_TIME
    uses = [use for use in history.uses.get(request.hirer, ()) if a_year_ago <= use.start and use.end <= asked]
    return Acquaintance.REGULAR if is_regular(uses, zone) else Acquaintance.BETWEEN


def is_regular(uses: Iterable[Period], zone: ZoneInfo) -> bool:
    """Ten uses or more, or one in each of three calendar months running; a hire of days is a use a day."""
    count, months = 0, set()
    for use in uses:
        days = [day for day, _ in use.by_local_day(zone)]
        kept = days if use.length > A_DAY else days[:1]
        count += len(kept)
        months |= {day.year * 12 + day.month for day in kept}
    running = any(all(month + n in months for n in range(MONTHS_RUNNING)) for month in months)
    return count >= ENOUGH_USES or running
