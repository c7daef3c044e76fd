"""A client in a process of its own: wants an evening, or some weeks of them, that everybody wants.

Its words are WHAT CARE VENUE NUMBER; the tests start it with `fleet.start_together`. WHAT is "move" (its one date),
"split" (from the fifth date of its series on, to those hours), "extend" (its series, by as many weeks), or "ask" (a
new request). CARE is "careful", as the desk does; or "blind": what is free is read before the transaction and nobody
queues, so that only the guard stands in the way.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import time as clock
from datetime import timedelta
from typing import Any
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import Hirer, User  # noqa: E402
from bookings import actions  # noqa: E402
from bookings.changing import LATER, ONE, ChangePlan, Wish, plan_change  # noqa: E402
from bookings.changing.extending import further_ask  # noqa: E402
from bookings.changing.planning import rooms_of  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import Booking  # noqa: E402
from bookings.planning import plan  # noqa: E402
from bookings.plans import Plan  # noqa: E402
from bookings.recurrence import Times  # noqa: E402
from tests.engine.worker import READING, request, say  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.models import Venue  # noqa: E402

WANTED = timezone.localdate() + timedelta(days=60)
EVENING = Times(clock(19), clock(21))
WEEKS = 4  # so many dates stay, and so many are wanted by all


def main() -> None:
    what, care, slug, number = sys.argv[1:]
    venue, by = Venue.objects.get(slug=slug), User.objects.order_by("pk")[0]
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        if what == "ask":
            ask_for_it(venue, by, int(number))
        else:
            acts = {"move": move_there, "split": split_there, "extend": extend_there}
            acts[what](Booking.objects.order_by("pk")[int(number)], by, blind=care == "blind")
    except BookingError as refusal:
        say({"refused": type(refusal).__name__})
    else:
        say({"had": what})


def move_there(booking: Booking, by: User, *, blind: bool) -> None:
    change(booking, Wish(ONE, booking.sessions.get().pk, on=WANTED), by, blind=blind)


def split_there(booking: Booking, by: User, *, blind: bool) -> None:
    change(booking, Wish(LATER, booking.sessions.order_by("starts_at")[WEEKS].pk, times=EVENING), by, blind=blind)


def change(booking: Booking, wish: Wish, by: User, *, blind: bool) -> None:
    at = timezone.now()
    seen = plan_change(booking, wish, at=at, rooms=rooms_of(booking.venue), desk=True)
    with as_seen(seen, "change_dates", "plan_change", blind=blind) as prints:
        actions.change_dates(booking, wish, by=by, at=at, desk=True, **prints)


def extend_there(booking: Booking, by: User, *, blind: bool) -> None:
    at, until = timezone.now(), WANTED + timedelta(weeks=2 * WEEKS - 1)
    seen = plan(further_ask(booking, until, at=at), at=at, desk=True)
    with as_seen(seen, "extend_booking", "plan", blind=blind) as prints:
        actions.extend_booking(booking, until, by=by, at=at, desk=True, **prints)


@contextmanager
def as_seen(seen: ChangePlan | Plan, action: str, looks: str, *, blind: bool) -> Iterator[dict[str, Any]]:
    """What was shown, after it was read for a while; the blind go by it when they write, too."""
    time.sleep(READING)
    with ExitStack() as patches:
        if blind:
            patches.enter_context(mock.patch(f"bookings.actions.{action}.{looks}", return_value=seen))
            patches.enter_context(mock.patch(f"bookings.actions.{action}.lock_cells"))
        yield {"shown_dates": seen.dates_print, "shown_prices": seen.price_print}


def ask_for_it(venue: Venue, by: User, weeks: int) -> None:
    on = WANTED + timedelta(weeks=weeks)
    at, ask = timezone.now(), an_ask(the_room(venue, "whole"), on, hirer=Hirer.objects.order_by("pk")[0])
    seen = plan(ask, at=at)
    time.sleep(READING)
    request(ask, seen, by, at)


if __name__ == "__main__":
    main()
