"""A browser that sends along what the page was told to carry, as every form of a place does."""

from __future__ import annotations

from typing import Any

from django.test import Client

from bookings.actions.change_venue import print_of
from venues.models import Venue


class Carrying(Client):
    """Each POST has the mark of what a part of the hall says just then, where the test names none."""

    def __init__(self, hall: Venue, part: str) -> None:
        super().__init__()
        self.hall, self.part = hall, part

    def post(self, *given: Any, **more: Any) -> Any:
        path, *rest = given
        typed = rest.pop(0) if rest else more.pop("data", None)
        return super().post(path, {"seen": print_of(self.hall, self.part), **(typed or {})}, *rest, **more)


def carrying(browser: Client, hall: Venue, part: str) -> Client:
    """The same person's browser, on the pages of this part."""
    sends = Carrying(hall, part)
    sends.cookies = browser.cookies
    return sends
