"""A client in a process of its own: plans and books single dates until its time is up, and says how long each took.

Run as `python -m tests.bench.client KEY NUMBER SECONDS`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import config.wsgi  # noqa: F401 (a process as the web server starts it)
from accounts.models import User
from bookings.exceptions import BookingError
from tests.bench.cases.booking import LATE, a_tuesday, requesting
from tests.bench.district import PEOPLE
from tests.bench.measuring import statements, timed
from tests.make import an_ask, the_room
from venues.models import Venue

HALLS = 200
DAYS = 300


def main(key: str, number: str, seconds: str) -> None:
    chance, by = Random(int(number)), User.objects.get(email=PEOPLE)
    halls = list(Venue.objects.filter(slug__startswith="hall-").order_by("pk")[:HALLS])
    hirer = halls[0].bookings.all()[0].hirer

    def prepare(turn: int) -> Callable[[], None]:
        """Look for a date, as on the page; give back the act of asking for it."""
        room = the_room(chance.choice(halls), chance.choice(("front", "back", "committee")))
        on = a_tuesday(1) + timedelta(days=chance.randrange(DAYS))
        ask = an_ask(room, on, hirer=hirer, start=LATE, end=LATE + 1, people=10)
        return requesting(ask, by, [], f"{key}{number} {turn}")

    queries = statements(prepare(0))
    print("ready", flush=True)
    sys.stdin.readline()
    took: list[float] = []
    began, turn = time.monotonic(), 0
    while time.monotonic() - began < float(seconds) or not took:
        turn += 1
        try:
            took.append(timed(prepare(turn)))
        except BookingError:
            continue  # another was there first
    print(json.dumps({"took": took, "seconds": time.monotonic() - began, "queries": queries}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
