"""What the demo was filled from, and what its groups said afterwards, to be compared with the same once more."""

from __future__ import annotations

from datetime import datetime

from bookings.demo.afterwards import write_afterwards
from bookings.demo.filling import plan_all
from bookings.demo.plan import Agreement, Rooms
from bookings.models import MonthAsked, MonthRound, Session, Verdict, WhomServed
from venues.models import Venue

PLANNED: list[Agreement] = []


def plan_and_keep(rooms: Rooms, *, seed: int, now: datetime) -> list[Agreement]:
    PLANNED[:] = plan_all(rooms, seed=seed, now=now)
    return PLANNED


def told(agreements: list[Agreement]) -> list[tuple]:
    return [(each.group.name, each.use.title, each.answer, each.dates, each.missed) for each in agreements]


def said_afterwards() -> list[list[tuple]]:
    """Without the keys of the rows."""
    return [
        [*Verdict.objects.values_list("booking", "month", "score", "words", "may_quote")],
        [*MonthAsked.objects.values_list("hirer", "operator", "month", "answered_at")],
        [*WhomServed.objects.values_list("hirer", "said_on", "audience", "ages", "area")],
        [*Session.objects.filter(typical__isnull=False).order_by("pk").values_list("pk", "typical")],
    ]


def say_it_again(seed: int, now: datetime) -> None:
    for kind in (Verdict, MonthAsked, MonthRound, WhomServed):
        kind.objects.all().delete()
    write_afterwards(Venue.objects.order_by("slug"), seed=seed, now=now)
