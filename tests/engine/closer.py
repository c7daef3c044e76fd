"""Clients in processes of their own: some book a fortnight of days and answer requests, one closes each of those days.

Their words are WHAT VENUE NUMBER; the tests start them with `fleet.start_together`.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from datetime import date, datetime, time, timedelta
from time import sleep

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import Hirer, User  # noqa: E402
from bookings.actions import confirm_booking  # noqa: E402
from bookings.actions.close import Closed, HitsChanged, close, print_of_sessions, what_it_hits  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import Session  # noqa: E402
from bookings.planning import plan  # noqa: E402
from bookings.rooms_instead import rooms_instead  # noqa: E402
from tests.engine.worker import request  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.files.contents import ClosureRow  # noqa: E402
from venues.models import Closure, Venue  # noqa: E402

FIRST = timezone.localdate() + timedelta(days=60)
DAYS = 10
READING = 0.05  # seconds between seeing what a closure hits and pressing the button
PAUSE = 0.2  # seconds at most between two tries: whoever closes must get a word in


def main() -> None:
    what, slug, number = sys.argv[1:]
    venue = Venue.objects.get(slug=slug)
    chance = random.Random(int(number))
    print("ready", flush=True)
    sys.stdin.readline()
    done = close_every_day(venue, chance) if what == "close" else book(venue, chance)
    print(json.dumps({"done": done}), flush=True)


def close_every_day(venue: Venue, chance: random.Random) -> Counter[str]:
    """Each once somebody has asked for it."""
    by = User.objects.get()
    done: Counter[str] = Counter()
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    chance.shuffle(days)
    for day in days:
        while not Session.objects.filter(starts_at__date=day).exists():
            sleep(0.005)
        while not (closed := _closed(venue, day, by)):
            done["HitsChanged"] += 1
        done["closed"] += 1
        done["moved"] += closed.moved
        done["given up"] += closed.cancelled
    return done


def _closed(venue: Venue, day: date, by: User) -> Closed | None:
    """Each date goes to the back where that is free, as the page proposes it."""
    start, at = datetime.combine(day, time()), timezone.now()
    row = ClosureRow(start, start + timedelta(days=1), ("front",), "works")
    hits = what_it_hits(venue, row, at=at)
    dates = rooms_instead(venue, hits, row.cells, at=at, choices=None)
    sleep(READING)
    choices = {date.name: date.chosen.value for date in dates if date.chosen}
    try:
        return close(venue, row, by=by, at=timezone.now(), shown=print_of_sessions(hits), choices=choices)
    except HitsChanged:
        return None


def book(venue: Venue, chance: random.Random) -> Counter[str]:
    """In either half or the whole hall, an hour at a time, until every day is shut; half is confirmed at once."""
    by, hirer = User.objects.get(), Hirer.objects.get()
    rooms = [the_room(venue, code) for code in ("front", "back", "whole")]
    done: Counter[str] = Counter()
    while Closure.objects.count() < DAYS:
        sleep(PAUSE * chance.random())
        hour = chance.randrange(8, 22)
        on = FIRST + timedelta(days=chance.randrange(DAYS))
        ask = an_ask(chance.choice(rooms), on, hirer=hirer, start=hour, end=hour + 1)
        at = timezone.now()
        try:
            booking = request(ask, plan(ask, at=at), by, at)
            done["booked"] += 1
            if chance.random() < 0.5:
                confirm_booking(booking, by=by, at=timezone.now())
                done["confirmed"] += 1
        except BookingError as refusal:
            done[type(refusal).__name__] += 1
    return done
