"""Clients in processes of their own, around hours that two groups wait for: some give them up, strangers want them,
who is offered them takes them, and the clock passes them on.

Their words are WHAT VENUE NUMBER; the tests start them with `fleet.start_together`.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from unittest.mock import ANY

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.db.models import QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Hirer, User  # noqa: E402
from bookings.actions import cancel_booking  # noqa: E402
from bookings.actions.keep_waiting_list import keep_waiting_list  # noqa: E402
from bookings.actions.take_offer import take_offer  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import Booking, Wait  # noqa: E402
from bookings.planning import plan  # noqa: E402
from bookings.plans import Ask  # noqa: E402
from tests.engine.worker import request  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.models import Venue  # noqa: E402

FIRST = timezone.localdate() + timedelta(days=60)
DAYS = 8
ROUNDS = 3  # how often a stranger tries each evening
PRICE = 1600


def main() -> None:
    what, slug, _number = sys.argv[1:]
    venue = Venue.objects.get(slug=slug)
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps({"done": ACTS[what](venue)}), flush=True)


def give_up(venue: Venue) -> Counter[str]:
    """Every evening that is booked; whoever is second is told so."""
    by, done = User.objects.get(name="Ben"), Counter[str]()
    for booking in Booking.objects.filter(hirer__name="Ramblers").order_by("pk"):
        done[_outcome(partial(cancel_booking, booking, shown=ANY, by=by, at=timezone.now()))] += 1
    return done


def want(venue: Venue) -> Counter[str]:
    """The very same hours, for a group that has not waited."""
    by, hirer, room = User.objects.get(name="Ben"), Hirer.objects.get(name="Strangers"), the_room(venue, "main")
    done: Counter[str] = Counter()
    for number in range(DAYS * ROUNDS):
        ask, at = an_ask(room, FIRST + timedelta(days=number // ROUNDS), hirer=hirer), timezone.now()
        done[_outcome(partial(_ask, ask, by, at))] += 1
    return done


def _ask(ask: Ask, by: User, at: datetime) -> Booking:
    return request(ask, plan(ask, at=at), by, at)


def take(venue: Venue) -> Counter[str]:
    """A moment before each offer ends."""
    by, done = User.objects.get(name="Ben"), Counter[str]()
    for wait in _offers():
        at = _end(wait) - timedelta(microseconds=1)
        done[_outcome(partial(take_offer, wait, by=by, at=at, shown_pence=PRICE))] += 1
    return done


def pass_on(venue: Venue) -> Counter[str]:
    """A moment after it: each run passes on whatever was not taken by then."""
    passed = [keep_waiting_list(_end(wait))[0] for wait in _offers()]
    return Counter({"passed": sum(passed)})


def _offers() -> QuerySet[Wait]:
    return Wait.objects.filter(hirer__name="Knitters").exclude(offer_until=None).order_by("starts_at")


def _end(wait: Wait) -> datetime:
    assert wait.offer_until is not None
    return wait.offer_until


def _outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except BookingError as refusal:
        return type(refusal).__name__
    return "done"


ACTS = {"give_up": give_up, "want": want, "take": take, "pass_on": pass_on}

if __name__ == "__main__":
    main()
