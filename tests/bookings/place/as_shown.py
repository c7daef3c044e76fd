"""A browser that sends along what the page was told to carry, as every form of a place does."""

from __future__ import annotations

from typing import Any

from django.test import Client

from bookings.actions.change_venue import print_of
from venues.models import Venue


def carrying(browser: Client, hall: Venue, part: str) -> Client:
    """Each POST has the mark of what this part says just then, where the test names none."""
    plain = browser.post

    def post(path: str, data: Any = None, **more: Any) -> Any:
        return plain(path, {"seen": print_of(hall, part), **(data or {})}, **more)

    browser.post = post  # type: ignore[assignment, method-assign]
    return browser
