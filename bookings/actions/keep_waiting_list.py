"""The clock of the waiting list: offers that ran out pass on, and freed hours that nobody announced are found."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from bookings.actions.wait_for import pass_on
from bookings.locks import all_or_nothing
from bookings.models import Wait
from bookings.waiting_list import offer_what_is_free
from venues.models import Venue
from venues.periods import Period


def keep_waiting_list(at: datetime) -> tuple[int, int]:
    """How many offers ran out, and how many were made of what nobody had announced; safe to run twice at once."""
    ran_out = Wait.objects.offered().filter(offer_until__lte=at).order_by("pk")
    passed = sum(pass_on(pk, at=at) for pk in list(ran_out.values_list("pk", flat=True)))
    Wait.objects.waiting().filter(starts_at__lte=at).update(state=Wait.State.OVER, ended_at=at)
    return passed, sum(_look_through(venue, periods, at) for venue, periods in _waited_for(at).items())


def _waited_for(at: datetime) -> dict[Venue, list[Period]]:
    found: dict[Venue, list[Period]] = defaultdict(list)
    for wait in Wait.objects.waiting().filter(starts_at__gt=at).select_related("venue").order_by("venue", "pk"):
        found[wait.venue].append(wait.period)
    return found


@all_or_nothing
def _look_through(venue: Venue, periods: list[Period], at: datetime) -> int:
    return offer_what_is_free(venue, periods, at=at)
