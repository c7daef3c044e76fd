"""A client in a process of its own: books and cancels at random, and says what was acknowledged.

Its words are WHAT VENUE NUMBER …; the tests start it with `fleet.start_together`.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter
from datetime import timedelta
from typing import Any
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import Hirer, User  # noqa: E402
from bookings import actions  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import Booking  # noqa: E402
from bookings.planning import plan  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.models import Room, Venue  # noqa: E402

FIRST = timezone.localdate() + timedelta(days=60)
DAYS = 14
AT_LEAST = 12  # things done by each at random, however slow the machine
READING = 1.0  # seconds between asking what is free and writing, where nobody looks again


def main() -> None:
    what, slug, number, *rest = sys.argv[1:]
    venue = Venue.objects.get(slug=slug)
    chance = random.Random(int(number))
    print("ready", flush=True)
    sys.stdin.readline()
    if what == "series":
        series_without_end(venue, chance)
    elif what == "capped":
        ask_once(venue, int(number))
    else:
        book_at_random(venue, chance, *rest)


def book_at_random(venue: Venue, chance: random.Random, seconds: str, care: str) -> None:
    """Singles and series, whole and half halls, and cancelling, for some seconds.

    `care` is "careful", as the site is; or "careless": what is free is asked before the
    transaction and nobody queues, so that only the guard itself stands in the way; or "blind":
    careless, all after the same evening, and slow between asking and writing, as one is who reads
    the page first.
    """
    by, hirer = User.objects.get(), Hirer.objects.get()
    rooms = [the_room(venue, code) for code in venue.rooms.values_list("code", flat=True)]
    mine: list[str] = []
    done: Counter[str] = Counter()
    until = time.monotonic() + float(seconds)
    while time.monotonic() < until or done.total() < (1 if care == "blind" else AT_LEAST):
        if mine and care != "blind" and chance.random() < 0.25:
            ref = mine.pop(chance.randrange(len(mine)))
            say({"giving_up": ref})
            actions.withdraw_booking(Booking.objects.get(ref=ref), by=by, at=timezone.now())
            say({"gave_up": ref})
            done["cancelled"] += 1
            continue
        try:
            booking = ask_for(chance.choice(rooms), chance, by, hirer, care)
        except BookingError as refusal:
            done[type(refusal).__name__] += 1
        else:
            mine.append(booking.ref)
            say({"booked": booking.ref, "sessions": sorted(booking.sessions.values_list("pk", flat=True))})
            done["booked"] += 1
    say({"done": done})


def ask_for(room: Room, chance: random.Random, by: User, hirer: Hirer, care: str) -> Booking:
    start = chance.randrange(8, 22)
    on = FIRST + timedelta(days=chance.randrange(DAYS))
    weeks = {"until": on + timedelta(weeks=chance.randrange(2, 6))} if chance.random() < 0.2 else {}
    ask = an_ask(room, on, hirer=hirer, start=start, end=chance.randrange(start + 1, 24), **weeks)
    if care == "blind":
        ask = an_ask(the_room(room.venue, "whole"), FIRST, hirer=hirer, start=19, end=21)
    at = timezone.now()
    seen = plan(ask, at=at)
    if care == "blind":
        time.sleep(READING)
    if care != "careful":
        with (
            mock.patch("bookings.actions.request_booking.plan", return_value=seen),
            mock.patch("bookings.actions.request_booking.lock_cells"),
        ):
            return request(ask, seen, by, at)
    return request(ask, seen, by, at)


def ask_once(venue: Venue, number: int) -> None:
    """One evening of the week, in one half or the other; each thinks for a while between looking and writing."""
    by, hirer = User.objects.get(), Hirer.objects.get()
    monday = FIRST + timedelta(days=-FIRST.weekday() % 7)
    ask = an_ask(the_room(venue, ("front", "back")[number % 2]), monday + timedelta(days=number), hirer=hirer)
    at = timezone.now()
    seen = plan(ask, at=at)
    try:
        with mock.patch("bookings.actions.request_booking.plan", slowly_planned):
            say({"booked": request(ask, seen, by, at).ref})
    except BookingError as refusal:
        say({"refused": str(refusal)})


def slowly_planned(ask: Any, **facts: Any) -> Any:
    found = plan(ask, **facts)
    time.sleep(READING)
    return found


def request(ask: Any, seen: Any, by: User, at: Any) -> Booking:
    return actions.request_booking(
        ask,
        by=by,
        at=at,
        shown_dates=seen.dates_print,
        shown_prices=seen.price_print,
        submission_key=os.urandom(12).hex(),
    )


def series_without_end(venue: Venue, chance: random.Random) -> None:
    """Book a series of 52, give it up, and again, until killed."""
    by, hirer = User.objects.get(), Hirer.objects.get()
    room = the_room(venue, "whole")
    while True:
        on = FIRST + timedelta(days=chance.randrange(365))
        ask = an_ask(room, on, hirer=hirer, start=chance.randrange(8, 22), end=23, until=on + timedelta(weeks=51))
        at = timezone.now()
        try:
            booking = request(ask, plan(ask, at=at), by, at)
        except BookingError:
            continue  # one that was killed before it was given up is in the way
        say({"booked": booking.ref})
        actions.withdraw_booking(booking, by=by, at=timezone.now())
        say({"gave_up": booking.ref})


def say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)
