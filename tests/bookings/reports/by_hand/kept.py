"""What the hall typed and heard: running cost, volunteers, faults, documents, verdicts; and what beginners must pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

from bookings.models import Booking, Verdict
from tests.bookings.reports.by_hand.clock import Clock, hours, length_of
from tests.bookings.reports.by_hand.hours import CellTicks, taken_of
from tests.bookings.reports.by_hand.place import Place
from tests.bookings.reports.by_hand.told import (
    NOT_KNOWN,
    NOTHING,
    Told,
    half_up,
    in_hours,
    median,
    number,
    per,
    percent,
)
from tests.bookings.reports.by_hand.uses import EVER_CONFIRMED, Uses, standing
from venues.models import Fault, ReportFact, Venue

DAY = timedelta(days=1)
DOCUMENTS = ("fire_risk", "electrical", "gas", "insurance", "premises", "music", "safeguarding")


def figures(venue: Venue, uses: Uses, place: Place, clock: Clock) -> Iterator[Told]:
    yield from _cost(venue, uses, taken_of(place, uses, clock, own=True), clock)
    yield from _volunteers(venue, clock)
    yield from _faults(venue, uses, place, clock)
    yield from _documents(venue, clock)
    yield from _verdicts(venue, clock)
    yield from _up_front(venue, clock)


def _days(clock: Clock) -> list[date]:
    """Those that the figures cover, the last one perhaps in part."""
    if clock.end <= clock.begin:
        return []
    return [clock.first + n * DAY for n in range((clock.last_day - clock.first).days + 1)]


def _cost(venue: Venue, uses: Uses, taken: CellTicks, clock: Clock) -> Iterator[Told]:
    cost = _running_cost(venue, _days(clock))
    if cost is None:
        yield Told("A11", "%", None, None, NOT_KNOWN)
        yield Told("A11", "£/h", None, None, NOT_KNOWN)
        yield Told("E12.cost_a_head", "£", None, None, NOT_KNOWN)
        return
    took_place = [use for use in uses.with_things if use.planned and not use.own and use.priced]
    hire = Fraction(sum(use.pence("hire_pence") + use.payer for use in took_place), 100)
    beside = sum(use.pence("compulsory_pence") + use.pence("extras_pence") for use in took_place)
    kept = sum(use.kept for use in uses.with_things if not use.planned and not use.own)
    people = sum(use.session.counted or 0 for use in uses.used)
    yield percent("A11", hire, cost)
    yield per("A11", "£/h", cost, hours(sum(map(len, taken.values()))))
    yield per("E12.cost_a_head", "£", cost - hire - Fraction(beside + kept, 100), people)


def _running_cost(venue: Venue, days: list[date]) -> Fraction | None:
    """Each day bears its part of the year that it lies in; None where one lies in none."""
    years = list(ReportFact.objects.filter(venue=venue, what="cost").exclude(amount=None).exclude(ends_on=None))
    parts = [
        [Fraction(year.amount or 0, 100 * ((year.ends_on - year.starts_on).days + 1)) for year in years
         if year.ends_on and year.starts_on <= day <= year.ends_on]
        for day in days
    ]  # fmt: skip
    return sum((each for part in parts for each in part), Fraction(0)) if parts and all(parts) else None


def _volunteers(venue: Venue, clock: Clock) -> Iterator[Told]:
    """Of the months that lie wholly in the days covered."""
    days = set(_days(clock))
    firsts = [day for day in sorted(days) if day.day == 1 and day + (length_of(day) - 1) * DAY in days]
    rows = ReportFact.objects.filter(venue=venue, what="volunteers")
    typed = {row.starts_on: row.amount or 0 for row in rows if row.starts_on in firsts}
    missing = len(firsts) - len(typed)
    if not typed:
        yield Told("E13", "h", None, None, NOT_KNOWN, missing)
        return
    minutes = Fraction(sum(typed.values()), 60)
    yield Told("E13", "h", minutes, None, half_up(minutes, 1), missing)


def _faults(venue: Venue, uses: Uses, place: Place, clock: Clock) -> Iterator[Told]:
    days = [day for day in _days(clock) if venue.faults_from and day >= venue.faults_from]
    if not days:
        yield Told("D4", "per 100", None, None, NOT_KNOWN)
        return
    counted = [fault for fault in Fault.objects.filter(venue=venue) if fault.outcome in ("", "mended")]
    told = [fault for fault in counted if fault.made_on in days]
    mended = [fault for fault in counted if fault.mended_on in days]
    used = len([use for use in uses.used if clock.day(use.start) in days])
    value = NOTHING if not used else "" if used < 5 else half_up(Fraction(100 * len(told), used), 1)
    yield Told("D4", "per 100", None, None, value)
    yield number("D4.told", len(told))
    yield median("D4.days", "days", [_mending(fault) for fault in mended], places=0)
    brought = {fault.closure_id for fault in counted if fault.closure_id}
    shut = [closure for ticks in place.shut.values() for closure in ticks.values() if closure.pk in brought]
    yield in_hours("D4.hours", hours(len(shut)))
    until = days[-1]
    still = [fault for fault in counted if fault.made_on <= until]
    yield number("D4.open", len([each for each in still if each.mended_on is None or each.mended_on > until]))


def _mending(fault: Fault) -> Fraction:
    assert fault.mended_on is not None
    return Fraction((fault.mended_on - fault.made_on).days)


def _documents(venue: Venue, clock: Clock) -> Iterator[Told]:
    on = clock.last_day
    needed, valid, unknown = 0, 0, 0
    for what in DOCUMENTS:
        rows = ReportFact.objects.filter(venue=venue, what=what, starts_on__lte=on).order_by("starts_on")
        said = list(rows)
        if said and not said[-1].applies:
            continue
        needed += 1
        unknown += not said
        valid += any(row.applies and (row.ends_on is None or row.ends_on >= on) for row in said)
    if unknown == len(DOCUMENTS):
        yield Told("D7", "%", None, None, NOT_KNOWN)
    elif needed:
        yield Told("D7", "%", Fraction(valid), Fraction(needed), "", unknown)


def _verdicts(venue: Venue, clock: Clock) -> Iterator[Told]:
    """Of what was asked for with a month that begins in the period."""
    rows = Verdict.objects.filter(booking__venue=venue, asked_at__lte=clock.as_at)
    asked = [row for row in rows if clock.first <= row.month < clock.until]
    answers = [row.score for row in asked if row.score is not None]
    yield number("D5.asked", len(asked))
    yield number("D5.answered", len(answers))
    if not asked:
        yield Told("D5", "%", None, None, NOT_KNOWN)
    elif len(answers) < 5:
        yield Told("D5", "%", None, None, "")
    else:
        good = len([score for score in answers if score >= 4])
        yield percent("D5", good, len(answers), len(answers), missing=len(asked) - len(answers))


def _up_front(venue: Venue, clock: Clock) -> Iterator[Told]:
    """What was held and due before the first date, of every hirer's first booking that was confirmed here."""
    first: dict[int, list[Booking]] = defaultdict(list)
    for booking in Booking.objects.filter(venue=venue, status__in=EVER_CONFIRMED).prefetch_related("sessions"):
        first[standing(booking.hirer).pk].append(booking)
    sums = []
    for hirer, bookings in first.items():
        begun = min(map(_confirmed_at, bookings))
        for booking in bookings:
            is_first = booking.decided_at == begun and not booking.reason_code
            if is_first and hirer != venue.operator.own_hirer_id and clock.covers(begun):
                sums.append(Fraction(_before_the_first_date(booking), 100))
    yield median("A6", "£", sums, places=2)


def _confirmed_at(booking: Booking) -> datetime:
    return booking.decided_at or min(session.starts_at for session in booking.sessions.all())


def _before_the_first_date(booking: Booking) -> int:
    """A bond goes on being held from date to date; an advance falls due for each."""
    rows = [row for session in booking.sessions.all() for row in session.held or ()]
    bonds = defaultdict[str, int](int)
    for row in rows:
        if row["kind"] == "bond":
            bonds[row["code"]] = max(bonds[row["code"]], row["pence"])
    return sum(bonds.values()) + sum(row["pence"] for row in rows if row["kind"] != "bond")
