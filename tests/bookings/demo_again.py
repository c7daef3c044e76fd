"""What groups of the demo said afterwards, as rows that can be compared, and said once more."""

from __future__ import annotations

from datetime import datetime

from bookings.demo.afterwards import write_afterwards
from bookings.models import MonthAsked, MonthRound, Session, Verdict, WhomServed
from venues.models import Venue


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
