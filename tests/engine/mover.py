"""A client in a process of its own: moves its date to an evening that everybody wants, or asks for that evening.

Its words are WHAT VENUE NUMBER; the tests start it with `fleet.start_together`. WHAT is "move": as the desk does;
"blind": what is free is read before the transaction and nobody queues, so that only the guard stands in the way;
"ask": a new request.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import Hirer, User  # noqa: E402
from bookings import actions  # noqa: E402
from bookings.changing import ONE, Wish, plan_change  # noqa: E402
from bookings.changing.planning import rooms_of  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import Booking  # noqa: E402
from bookings.planning import plan  # noqa: E402
from tests.engine.worker import READING, request, say  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.models import Venue  # noqa: E402

WANTED = timezone.localdate() + timedelta(days=60)


def main() -> None:
    what, slug, number = sys.argv[1:]
    venue, by = Venue.objects.get(slug=slug), User.objects.get()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        if what == "ask":
            ask_for_it(venue, by)
        else:
            move_there(Booking.objects.order_by("pk")[int(number)], by, blind=what == "blind")
    except BookingError as refusal:
        say({"refused": type(refusal).__name__})
    else:
        say({"had": what})


def move_there(booking: Booking, by: User, *, blind: bool) -> None:
    at, date = timezone.now(), booking.sessions.get()
    wish = Wish(ONE, date.pk, on=WANTED)
    seen = plan_change(booking, wish, at=at, rooms=rooms_of(booking.venue), desk=True)
    time.sleep(READING)
    prints: dict[str, Any] = {"shown_dates": seen.dates_print, "shown_prices": seen.price_print}
    with ExitStack() as patches:
        if blind:
            patches.enter_context(mock.patch("bookings.actions.change_dates.plan_change", return_value=seen))
            patches.enter_context(mock.patch("bookings.actions.change_dates.lock_cells"))
        actions.change_dates(booking, wish, by=by, at=at, desk=True, **prints)


def ask_for_it(venue: Venue, by: User) -> None:
    at, ask = timezone.now(), an_ask(the_room(venue, "whole"), WANTED, hirer=Hirer.objects.get())
    seen = plan(ask, at=at)
    time.sleep(READING)
    request(ask, seen, by, at)


if __name__ == "__main__":
    main()
