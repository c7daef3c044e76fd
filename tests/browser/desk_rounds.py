"""Rounds past the pages on which the desk answers requests."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town


@stops_at(
    *(
        "desk:requests",
        "desk:booking",
        "desk:confirm",
        "desk:decline",
        "desk:some",
        "desk:decline_gone",
        "desk:undo",
        "desk:standing",
        "venues:venue",
    ),
    who="ada",
)
def the_desk(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    page.goto(reverse("home"))
    yield 200
    for name in ("desk:requests", "desk:decline_gone"):
        page.goto(reverse(name, args=[town.reading_room.slug]))
        yield 200
    for booking in (town.asked, town.series, town.declined):
        page.goto(reverse("desk:booking", args=[hall, booking.ref]))
        yield 200
    for act in ("desk:confirm", "desk:decline", "desk:some"):
        page.goto(reverse(act, args=[hall, town.asked.ref]))
        yield 200
        page.goto(reverse(act, args=[hall, town.declined.ref]))
        yield 200
    for act, button in (("decline", "Refuse, and send the letter"), ("some", "Confirm the ticked dates")):
        page.goto(reverse(f"desk:{act}", args=[hall, town.asked.ref]))
        press(page, button)
        yield 422
    for until in (timezone.now() + timedelta(hours=1), timezone.now()):
        town.declined.desk_acts.update(until=until)
        page.goto(reverse("desk:undo", args=[hall, town.declined.desk_acts.get().pk]))
        yield 200
    page.goto(reverse("desk:standing", args=[hall, town.asked.ref]))
    yield 200
    press(page, "Confirm this group at once in future")
    page.goto(reverse("desk:standing", args=[hall, town.asked.ref]))
    yield 200
    page.goto(town.hall.get_absolute_url())
    yield 200
