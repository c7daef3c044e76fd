"""Rounds of a search that finds nothing: what would nearly fit, and what the desk reads of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from bookings.actions.count_unmet import count_unmet
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import a_booking, soon


@stops_at("find", who="")
def looking_in_vain(page: Page, town: Town) -> Stops:
    """An hour later there would be room, and without one of the needs."""
    a_booking(town.room("whole-hall"), on=soon(90), start=9, end=10, confirmed=True)
    page.goto(f"/?on={soon(90)}&from=09:00&to=10:00&people=5000&kind=club")
    yield 200
    page.goto(f"/?on={soon(90)}&from=09:00&to=10:00&people=20&kind=club&venue={town.hall.slug}")
    yield 200


@stops_at("desk:looked_for", who="ada")
def what_was_looked_for(page: Page, town: Town) -> Stops:
    at = reverse("desk:looked_for", args=[town.hall.slug])
    page.goto(at)
    yield 200
    for lack, part in (("taken", "evening"), ("taken", "weekend"), ("size", "day")):
        count_unmet({town.hall.pk: lack}, part=part, on=timezone.localdate())
    page.goto(at)
    yield 200
