"""What was asked for, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from accounts.models import Hirer
from bookings.models import Booking, IssuedReport, PhonedFull, UnmetSearch
from tests.bookings.reports.by_hand.clock import Clock, hours, tick
from tests.bookings.reports.by_hand.told import NOT_KNOWN, Told, in_hours, median, number, of_count
from tests.bookings.reports.by_hand.uses import standing
from venues.models import Venue

DECIDED = ("confirmed", "declined", "expired")
BANK_HOLIDAYS = frozenset({
    date(2025, 4, 18), date(2025, 4, 21), date(2025, 5, 5), date(2025, 5, 26), date(2025, 8, 25), date(2025, 12, 25),
    date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25),
    date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28),
})  # fmt: skip


@dataclass
class Request:
    booking: Booking
    hirer: Hirer
    asks: list[range]
    asked_at: datetime
    outcome: str  # confirmed, declined, expired, withdrawn, open
    ended_at: datetime | None
    answered_at: datetime | None  # by a person, with substance
    refused_dates: list[tuple[str, int]] = field(default_factory=list)  # why, and how many minutes

    @property
    def at_once(self) -> bool:
        return self.booking.at_once

    @property
    def changed_by_hall(self) -> bool | None:
        """What was booked at once nobody could change before."""
        return False if self.at_once else self.booking.changed_by_hall

    @property
    def ticks(self) -> int:
        return sum(map(len, self.asks))

    @property
    def withdrawn_after_reply(self) -> bool:
        return self.outcome == "withdrawn" and self.answered_at is not None

    @property
    def reason(self) -> str:
        return "no_answer" if self.outcome == "expired" else self.booking.reason_code


def requests_of(venue: Venue) -> list[Request]:
    rows = Booking.objects.filter(venue=venue, requested_at__isnull=False).exclude(status=Booking.Status.DRAFT)
    rows = rows.exclude(hirer=venue.operator.own_hirer_id).select_related("hirer")
    return [_request(row) for row in rows.prefetch_related("sessions", "refused_dates")]


def _request(row: Booking) -> Request:
    assert row.requested_at is not None
    asks = [range(tick(session.starts_at), tick(session.ends_at)) for session in row.sessions.all()]
    outcome = {"requested": "open", "cancelled": "confirmed"}.get(row.status, row.status)
    if row.status == "cancelled" and row.reason_code:
        outcome = "declined"  # before it was given up
    ended, answered = row.decided_at, row.answered_at
    if outcome == "expired":
        ended = min((each.starts_at for each in row.sessions.all() if each.status == "planned"), default=None)
    if answered is None and outcome in ("confirmed", "declined") and not row.at_once:
        answered = row.decided_at
    dates = [(each.reason, each.minutes) for each in row.refused_dates.all()]
    return Request(row, standing(row.hirer), asks, row.requested_at, outcome, ended, answered, dates)


def as_known(request: Request, as_at: datetime) -> Request:
    """What was decided later was still open then."""
    if request.ended_at is not None and request.ended_at >= as_at:
        return replace(request, outcome="open", ended_at=None)
    return request


def figures(venue: Venue, every: list[Request], ended: list[Request], clock: Clock) -> Iterator[Told]:
    settled = [each for each in requests_of(venue) if each.ended_at and clock.has_begun(clock.day(each.ended_at))]
    yield from _succeeded(ended)
    yield from _by_date(ended)
    yield from _why_not(ended)
    yield from _unmet(settled, clock)
    yield from _beside(venue, clock)
    yield from _refused_dates(settled)
    yield from _noticed(ended, clock)
    yield from _waited(every, ended, venue, clock)
    yield from _burden(every, venue, clock)


def ended_in(every: Iterable[Request], clock: Clock) -> list[Request]:
    return [request for request in every if request.ended_at is not None and clock.covers(request.ended_at)]


def _by_date(ended: list[Request]) -> Iterator[Told]:
    """What the hirer left out of a series was not asked for."""
    decided = [request for request in ended if request.outcome in DECIDED]
    confirmed = [request for request in decided if request.outcome == "confirmed"]
    had, lacking = sum(len(r.asks) for r in confirmed), sum(len(_not_to_be_had(r)) for r in decided)
    yield of_count("C3.sessions", had, sum(len(request.asks) for request in decided) + lacking)
    yield number("C3.in_part", len([request for request in confirmed if _not_to_be_had(request)]))
    known = [request for request in confirmed if request.changed_by_hall is not None]
    changed = number("C3.changed", len([r for r in known if r.changed_by_hall]), missing=len(confirmed) - len(known))
    yield changed if known or not confirmed else Told("C3.changed", "n", None, None, NOT_KNOWN, len(confirmed))
    before = [each for each in ended if each.outcome == "withdrawn" and not each.withdrawn_after_reply]
    yield number("C3.withdrawn_before", len(before))


def _not_to_be_had(request: Request) -> list[int]:
    return [minutes for reason, minutes in request.refused_dates if reason != "left_out"]


def _refused_dates(ended: list[Request]) -> Iterator[Told]:
    taken = [minutes for request in ended for reason, minutes in request.refused_dates if reason == "taken"]
    yield number("C5.refused_dates", len(taken))
    yield in_hours("C5.refused_dates", Fraction(sum(taken), 60))


def _noticed(ended: list[Request], clock: Clock) -> Iterator[Told]:
    confirmed = [request for request in ended if request.outcome == "confirmed" and request.asks]

    def days(request: Request) -> Fraction:
        first = clock.day_of(min(ask.start for ask in request.asks))
        return Fraction((first - clock.day(request.asked_at)).days)

    yield median("C10", "days", [days(request) for request in confirmed], places=0)
    one = [request for request in confirmed if len(request.asks) + len(request.refused_dates) == 1]
    yield median("C10.one_off", "days", [days(request) for request in one], places=0)
    yield median("C10.series", "days", [days(each) for each in confirmed if each not in one], places=0)


def _succeeded(ended: list[Request]) -> Iterator[Told]:
    confirmed = [request for request in ended if request.outcome == "confirmed"]
    decided = [request for request in ended if request.outcome in DECIDED]
    withdrawn = [request for request in ended if request.withdrawn_after_reply]
    yield of_count("C3", len(confirmed), len(decided))
    yield of_count("C3w", len(confirmed), len(decided) + len(withdrawn))
    yield number("C3.at_once", len([request for request in confirmed if request.at_once]))
    people = [request for request in decided if not request.at_once]
    yield of_count("C3.by_person", len([request for request in people if request.outcome == "confirmed"]), len(people))


def refused(ended: Iterable[Request]) -> list[Request]:
    return [request for request in ended if request.outcome in ("declined", "expired") or request.withdrawn_after_reply]


def _why_not(ended: list[Request]) -> Iterator[Told]:
    by_reason: dict[str, list[Request]] = defaultdict(list)
    for request in refused(ended):
        by_reason[request.reason].append(request)
    yield number("C4", len(refused(ended)))
    yield in_hours("C4", hours(sum(request.ticks for request in refused(ended))))
    for reason, some in by_reason.items():
        yield number(f"C4.{reason or 'none'}", len(some))
        yield in_hours(f"C4.{reason or 'none'}", hours(sum(request.ticks for request in some)))


def _unmet(settled: list[Request], clock: Clock) -> Iterator[Told]:
    """By the day on which it was settled; a hirer's hour that was declined for another reason, too, was declined."""
    declined: dict[int, set[int]] = defaultdict(set)
    wanted: dict[int, set[int]] = defaultdict(set)
    for request in settled:
        for ask in request.asks if request.outcome == "declined" else ():
            declined[request.hirer.pk] |= set(ask)
    for request in refused(settled):
        for ask in request.asks if request.reason == "slot_taken" else ():
            asked_for = set(ask)
            if request.outcome == "withdrawn":
                asked_for -= declined[request.hirer.pk]
            wanted[request.hirer.pk] |= asked_for
    ticks = [at for each in wanted.values() for at in each]
    yield in_hours("C5", hours(len(ticks)))
    for part in ("day", "evening", "weekend"):
        yield in_hours(f"C5.{part}", hours(len([at for at in ticks if clock.part(at) == part])))


def _beside(venue: Venue, clock: Clock) -> Iterator[Told]:
    """Calls and searches, of the days that have begun."""
    days = (clock.first, clock.day(clock.end - timedelta(seconds=1)))
    calls = [call.minutes for call in PhonedFull.objects.filter(venue=venue, on__range=days)]
    for figure in ("C3w", "C5"):
        yield number(f"{figure}.phoned", len(calls))
        yield in_hours(f"{figure}.phoned", Fraction(sum(calls), 60))
    yield number("C5.searches", sum(row.count for row in UnmetSearch.objects.filter(venue=venue, on__range=days)))


def _waited(every: list[Request], ended: list[Request], venue: Venue, clock: Clock) -> Iterator[Told]:
    waits, in_time = [], 0
    for request in every:
        if request.at_once:
            continue
        moment = request.answered_at or (request.ended_at if request.outcome == "expired" else None)
        if moment is None or not clock.covers(moment):
            continue
        waits.append(_between(request.asked_at, moment))
        in_time += request.answered_at is not None and moment < _deadline(request.asked_at, venue)
    yield median("C6", "h", waits)
    yield median("C6.p90", "h", waits, 90)
    yield of_count("C6.second_day", in_time, len(waits))
    outcomes = [request for request in ended if not request.at_once]
    yield median("C6.to_outcome", "h", [_between(each.asked_at, each.ended_at) for each in outcomes if each.ended_at])
    yield number("C6.at_once", len([each for each in ended if each.at_once and each.outcome == "confirmed"]))
    still = [each for each in every if each.outcome == "open" and each.asked_at < clock.end]
    yield number("C6.open", len(still))
    if still:
        yield in_hours("C6.oldest", max(_between(each.asked_at, clock.as_at) for each in still))


def _burden(every: list[Request], venue: Venue, clock: Clock) -> Iterator[Told]:
    """What it took to ask, as the form measured it; and reports, which nobody had to type."""
    sent = [each.booking.minutes_to_ask for each in every if clock.covers(each.asked_at)]
    yield median("F8", "min", [Fraction(minutes) for minutes in sent if minutes is not None], places=0)
    issued = IssuedReport.objects.filter(venue=venue).values_list("issued_at", flat=True)
    yield number("F8.issued", len([at for at in issued if clock.covers(at)]))


def _between(start: datetime, end: datetime) -> Fraction:
    return Fraction((end - start) // timedelta(seconds=1), 3600)


def _deadline(sent: datetime, venue: Venue) -> datetime:
    """The end of the second working day after it was sent."""
    assert venue.nation == Venue.Nation.ENGLAND
    day, left = sent.astimezone(venue.tz).date(), 2
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in BANK_HOLIDAYS
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=venue.tz).astimezone(UTC)
