"""What groups of the demo say afterwards: how many came, whether the space was right, and whom they serve."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from accounts.models import Hirer
from bookings.how_many import ASKED_FROM, TERMS_END, dates_over, give_link, month_before, month_due
from bookings.models import MonthAsked, MonthRound, Session, Verdict, WhomServed
from bookings.models.session import SessionQuerySet
from venues.models import Venue

FILE = Path(__file__).parent / "served.toml"
NOT_YET = "Tolverton Community Choir"  # whoever signs in for it finds the question about last month
TERMS = 4
A_DAY = timedelta(days=1)
SCORES = {5: 9, 4: 7, 3: 3, 2: 1}
ANSWERS = 0.7


@cache
def served() -> dict[str, dict[str, Any]]:
    """By group."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def write_afterwards(venues: Iterable[Venue], *, seed: int, now: datetime) -> None:
    """No letter goes, and none will about the month before: they were sent, and most are answered."""
    random, venues = Random(f"afterwards {seed}"), list(venues)
    month = month_due(now) or month_before(month_before(now.date()))
    answered = _say_how_many(venues, month, random, now)
    _judge(venues, month, answered, random, now)
    _say_whom(now.date() - 300 * A_DAY)


def _say_how_many(venues: list[Venue], month: date, random: Random, now: datetime) -> set[int]:
    """The keys of the groups that answered; what they counted themselves is left as it is."""
    dates = _of_groups(venues, month, now).select_related("booking__hirer", "venue")
    asked: dict[tuple[int, int], list[Session]] = {}
    for session in dates.order_by("booking__hirer", "starts_at", "pk"):
        asked.setdefault((session.venue.operator_id, session.booking.hirer_id), []).append(session)
    at = _asked_at(month, venues[0])
    MonthRound.objects.bulk_create(
        MonthRound(operator_id=key, month=month, at=at) for key in dict.fromkeys(venue.operator_id for venue in venues)
    )
    told: list[Session] = []
    answered = set()
    for (operator, hirer), sessions in asked.items():
        uncounted = [session for session in sessions if session.counted is None]
        says = random.random() < ANSWERS and sessions[0].booking.hirer.name != NOT_YET
        answered |= {hirer} if says else set()
        row = MonthAsked(hirer_id=hirer, operator_id=operator, month=month, asked_at=at)
        row.answered_at = min(at + A_DAY, now) if says else None
        row.save()
        give_link(row)
        for session in uncounted:
            session.typical = max(2, round(session.people * 0.9)) if says else None
            told.append(session)
    Session.objects.bulk_update(told, ["typical"])
    return answered


def _judge(venues: list[Venue], month: date, answered: set[int], random: Random, now: datetime) -> None:
    """The latest first: a group has one sentence to say, and says it where it was content."""
    words = {name: row for name, row in served().items() if "said" in row}
    made = []
    for ended in _months_judged(month):
        dates = _of_groups(venues, ended, now)
        ending = dates if ended.month in TERMS_END else dates.filter(booking__pattern__isnull=True)
        rows = ending.order_by("booking").values_list("booking", "booking__hirer", "booking__hirer__name").distinct()
        for booking, hirer, name in rows:
            verdict = Verdict(booking_id=booking, month=ended, asked_at=_asked_at(ended, venues[0]))
            says = hirer in answered if ended == month else name in words or random.random() < ANSWERS
            if says:
                verdict.answered_at = min(verdict.asked_at + A_DAY, now)
                verdict.score = random.choices(list(SCORES), list(SCORES.values()))[0]
                if name in words:
                    said = words.pop(name)
                    verdict.words, verdict.may_quote = said["said"], said.get("quote", "")
                    verdict.score = Verdict.BEST if verdict.may_quote else Verdict.BEST - 1
            made.append(verdict)
    Verdict.objects.bulk_create(made)


def _months_judged(latest: date) -> Iterator[date]:
    """The month itself, in which single dates ended, and those in which the last terms did."""
    yield latest
    before = [latest - relativedelta(months=back) for back in range(1, 18)]
    yield from [month for month in before if month.month in TERMS_END][:TERMS]


def _say_whom(on: date) -> None:
    hirers: Mapping[str, Hirer] = {hirer.name: hirer for hirer in Hirer.objects.filter(name__in=served())}
    WhomServed.objects.bulk_create(
        WhomServed(
            hirer=hirers[name],
            said_on=on,
            audience=row.get("for", []),
            ages=row.get("ages", []),
            **{key: row[key] for key in ("skipped", "mixes", "area", "low_income", "small_income") if key in row},
        )
        for name, row in served().items()
    )


def _of_groups(venues: list[Venue], month: date, now: datetime) -> SessionQuerySet:
    dates = dates_over(venues, month, now).exclude(booking__hirer__kind=Hirer.Kind.HOUSEHOLD)
    return dates.filter(booking__hirer__operator_itself=None)


def _asked_at(month: date, venue: Venue) -> datetime:
    return datetime.combine(month + relativedelta(months=1), time(ASKED_FROM.hour), venue.tz)
