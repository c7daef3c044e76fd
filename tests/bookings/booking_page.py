"""The page on which one asks for a room, as a person in front of it goes through it."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import Hirer
from tests.make import soon
from venues.models import Room


def page_of(room: Room) -> str:
    return reverse("bookings:book", args=[room.venue.slug, room.code])


def typed(hirer: Hirer, **other: Any) -> dict[str, Any]:
    """What somebody types for one evening; `from_` is the field “from”."""
    data = {
        "group": hirer.ref,
        "title": "Rehearsal",
        "purpose": "arts",
        "people": "25",
        "layout": "",
        "on": soon().isoformat(),
        "from": "19:00",
        "to": "21:00",
        "every": "once",
        "until": "",
        "skip": "",
        "category": "community",
        "message": "",
        "open_to_anyone": "",
    }
    return {**data, **{name.rstrip("_"): value for name, value in other.items()}}


def check(browser: Client, room: Room, data: dict[str, Any]) -> Any:
    return browser.post(page_of(room), {**data, "action": "check"})


def press_ask(browser: Client, room: Room, data: dict[str, Any], checked: Any) -> Any:
    """The button below what was shown."""
    return browser.post(page_of(room), asking(data, checked))


def asking(data: dict[str, Any], checked: Any) -> dict[str, Any]:
    plan = checked.context["check"].plan
    shown = {
        "submission_key": checked.context["submission_key"],
        "shown_dates": plan.dates_print,
        "shown_prices": plan.price_print,
        "shown_ways": plan.ask.ways_print,
    }
    for name, value in shown.items():
        assert f'name="{name}" value="{value}"' in checked.content.decode(), "the page carries what it showed"
    return {**data, **shown, "action": "ask"}


def ask_for(browser: Client, room: Room, data: dict[str, Any]) -> Any:
    """Check, then ask."""
    return press_ask(browser, room, data, check(browser, room, data))
