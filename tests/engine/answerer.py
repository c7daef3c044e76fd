"""Clients in processes of their own that answer, take answers back, and ask: each the same list, in the same order.

Their words are WHAT KEYS, the keys joined by commas: `confirm` takes references of bookings, `undo` keys of
what can be taken back, `ask` a hall and then days.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.models import Hirer, User  # noqa: E402
from bookings.actions import confirm_booking  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import Booking, DeskAct  # noqa: E402
from bookings.planning import plan  # noqa: E402
from bookings.undoing import UNDO_FOR, undo  # noqa: E402
from tests.engine.worker import request  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.models import Venue  # noqa: E402

LATER = UNDO_FOR + timedelta(seconds=30)


def main() -> None:
    what, keys = sys.argv[1:]
    act = {"confirm": confirm, "undo": take_back, "ask": ask}[what]
    print("ready", flush=True)
    sys.stdin.readline()
    done = [_tried(act, key) for key in keys.split(",")]
    print(json.dumps({"done": done}), flush=True)


def confirm(ref: str) -> None:
    confirm_booking(Booking.objects.get(ref=ref), by=User.objects.first(), at=timezone.now())


def take_back(pk: str) -> None:
    """By a clock by which there is still time."""
    act = DeskAct.objects.get(pk=pk)
    undo(act, by=User.objects.first(), at=act.until - timedelta(seconds=1))


def ask(day: str) -> None:
    """By a clock by which the hours that were refused are free."""
    venue, at = Venue.objects.get(), timezone.now() + LATER
    wanted = an_ask(the_room(venue, "main"), date.fromisoformat(day), hirer=Hirer.objects.latest("pk"))
    request(wanted, plan(wanted, at=at), User.objects.latest("pk"), at)


def _tried(act: Callable[[str], None], key: str) -> str:
    try:
        act(key)
    except BookingError as refusal:
        return type(refusal).__name__
    return "done"


if __name__ == "__main__":
    main()
