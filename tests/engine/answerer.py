"""Clients in processes of their own that answer, take answers back, and ask: each the same list, in the same order.

Their words are WHAT KEYS, the keys joined by commas: `confirm` takes references of bookings, `undo` keys of
what can be taken back, `ask` a hall and then days, `accept` and `send` what has a price, with the fingerprint that
was shown: the key of a change or the reference of a booking.
`think-better` takes hours that were let go and years that shall end, `come-later` days and years: their kind, and
which it is.
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
from bookings.actions import confirm_booking, keep_hold_after_all  # noqa: E402
from bookings.actions.accept_price import accept_price  # noqa: E402
from bookings.actions.end_renewal import go_on_asking, keep_renewals  # noqa: E402
from bookings.actions.price_change import accept_change_price, send_change_price  # noqa: E402
from bookings.actions.send_price import send_price  # noqa: E402
from bookings.exceptions import BookingError  # noqa: E402
from bookings.models import AskedChange, Booking, DeskAct, Hold, Renewal  # noqa: E402
from bookings.planning import plan  # noqa: E402
from bookings.undoing import UNDO_FOR, undo  # noqa: E402
from tests.engine.worker import request  # noqa: E402
from tests.make import an_ask, the_room  # noqa: E402
from venues.models import Venue  # noqa: E402
from venues.money import Money  # noqa: E402

LATER = UNDO_FOR + timedelta(seconds=30)
LESS = Money(2500)


def main() -> None:
    what, keys = sys.argv[1:]
    act = {"confirm": confirm, "undo": take_back, "ask": ask, "accept": accept, "send": send}.get(what)
    act = act or {"think-better": think_better, "come-later": come_later}[what]
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


def think_better(key: str) -> None:
    """Of what was let go, or of a year that was to end; by a clock by which there is still time."""
    kind, pk = key.split(":")
    by = User.objects.first()
    if kind == "hold":
        hold = Hold.objects.select_related("room").get(pk=pk)
        keep_hold_after_all(hold, by=by, at=hold.made_at)
    else:
        renewal = Renewal.objects.get(pk=pk)
        go_on_asking(renewal, by=by, at=renewal.made_at)


def come_later(key: str) -> None:
    """Ask for the hours of a day, or let every year end whose time is over; by a clock by which it is."""
    kind, what = key.split(":")
    if kind == "day":
        ask(what)
    else:
        keep_renewals(timezone.now() + LATER)


def ask(day: str) -> None:
    """By a clock by which the hours that were refused are free."""
    venue, at = Venue.objects.earliest("pk"), timezone.now() + LATER
    wanted = an_ask(the_room(venue, "main"), date.fromisoformat(day), hirer=Hirer.objects.latest("pk"))
    request(wanted, plan(wanted, at=at), User.objects.latest("pk"), at)


def accept(key: str) -> None:
    what, shown, by, at = *_priced(key), User.objects.first(), timezone.now()
    if isinstance(what, Booking):
        accept_price(what, shown=shown, by=by, at=at)
    else:
        accept_change_price(what, shown=shown, by=by, at=at)


def send(key: str) -> None:
    """Another price than that which was shown."""
    what, shown, by, at = *_priced(key), User.objects.first(), timezone.now()
    if isinstance(what, Booking):
        send_price(what, LESS, shown=shown, by=by, at=at)
    else:
        send_change_price(what, LESS, shown=shown, by=by, at=at)


def _priced(key: str) -> tuple[Booking | AskedChange, str]:
    kind, pk, shown = key.split(":")
    return (AskedChange if kind == "change" else Booking).objects.get(pk=pk), shown


def _tried(act: Callable[[str], None], key: str) -> str:
    try:
        act(key)
    except BookingError as refusal:
        return type(refusal).__name__
    return "done"


if __name__ == "__main__":
    main()
