"""Rounds through next year's hours: the desk that asks, and a group that answers."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.regulars import next_year_of


@stops_at(
    "desk:next_year", "desk:next_year_undo", "desk:next_year_end", "desk:next_year_end_undo", "desk:slot", who="ada"
)
def the_desk_asks_its_regulars(page: Page, town: Town) -> Stops:
    at = reverse("desk:next_year", args=[town.hall.slug])
    page.goto(at)
    yield 200
    page.goto(f"{at}?starts_on=2030-09-01&ends_on=2030-01-01&answer_by=2030-06-30")
    yield 422
    next_year_of(town.series, by=None)
    page.goto(at)
    yield 200
    page.goto(reverse("desk:slot", args=[town.hall.slug, town.series.slots.get().ref]))
    yield 200
    press(page, "Show these dates and their price")
    yield 200
    page.goto(reverse("desk:next_year_undo", args=[town.hall.slug]))
    yield 200
    page.goto(reverse("desk:next_year_end", args=[town.hall.slug]))
    yield 200
    press(page, "End it, and free what nobody kept")
    yield 200
    page.goto(reverse("desk:next_year_end_undo", args=[town.hall.slug]))
    yield 200


@stops_at("bookings:next_year", "bookings:booking", who="ben")
def a_group_keeps_its_hours(page: Page, town: Town) -> Stops:
    slot = next_year_of(town.series, by=None).slots.get()
    page.goto(slot.get_absolute_url())
    yield 200
    page.get_by_label("Which hours instead?").fill("sometime")
    press(page, "Show these dates and their price")
    yield 422
    page.goto(slot.get_absolute_url())
    press(page, "We do not need them next year")
    yield 200
    press(page, "Keep these")
    yield 200
    page.goto(slot.get_absolute_url())
    yield 200
