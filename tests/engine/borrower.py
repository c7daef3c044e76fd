"""A client in a process of its own: books a room that nobody else wants, with projectors that everybody does.

Its words are WHAT VENUE NUMBER; the tests start it with `fleet.start_together`. WHAT is "last": one projector for
one evening, once. "blind": the same, but what is free is read before the transaction and nobody queues, so that only
the guard stands in the way. "much": some at random hours for a few seconds, giving some back.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from datetime import timedelta
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import Hirer, User  # noqa: E402
from bookings import actions  # noqa: E402
from bookings.asking import Answers  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import Booking  # noqa: E402
from bookings.planning import plan  # noqa: E402
from bookings.plans import Ask  # noqa: E402
from tests.engine.worker import READING, request, say  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.models import Room, Venue  # noqa: E402
from venues.tariffs import ExtraAsked  # noqa: E402

EVENING = timezone.localdate() + timedelta(days=60)
SECONDS = 2
AT_LEAST = 6


def main() -> None:
    what, slug, number = sys.argv[1:]
    room = the_room(Venue.objects.get(slug=slug), f"room-{number}")
    print("ready", flush=True)
    sys.stdin.readline()
    say({"done": much(room, random.Random(int(number))) if what == "much" else once(room, what)})


def once(room: Room, what: str) -> Counter[str]:
    try:
        borrow(wanting(room, 1, 19, 21), blind=what == "blind")
    except BookingError as refusal:
        return Counter([type(refusal).__name__])
    return Counter(["booked"])


def much(room: Room, chance: random.Random) -> Counter[str]:
    done: Counter[str] = Counter()
    mine: list[Booking] = []
    until = time.monotonic() + SECONDS
    while time.monotonic() < until or done.total() < AT_LEAST:
        if mine and chance.random() < 0.4:
            actions.withdraw_booking(mine.pop(0), by=User.objects.get(), at=timezone.now())
            done["given back"] += 1
            continue
        start = chance.randrange(8, 21)
        try:
            mine.append(
                borrow(wanting(room, chance.randrange(1, 4), start, start + chance.randrange(1, 3)), blind=False)
            )
        except BookingError as refusal:
            done[type(refusal).__name__] += 1
        else:
            done["booked"] += 1
    return done


def wanting(room: Room, number: int, start: int, end: int) -> Ask:
    answers = Answers(extras=(ExtraAsked("projector", number),))
    return an_ask(room, EVENING, hirer=Hirer.objects.get(), start=start, end=end, answers=answers)


def borrow(ask: Ask, *, blind: bool) -> Booking:
    by, at = User.objects.get(), timezone.now()
    seen = plan(ask, at=at)
    if not blind:
        return request(ask, seen, by, at)
    time.sleep(READING)
    with (
        mock.patch("bookings.actions.request_booking.plan", return_value=seen),
        mock.patch("bookings.actions.request_booking.lock_cells"),
    ):
        return request(ask, seen, by, at)


if __name__ == "__main__":
    main()
