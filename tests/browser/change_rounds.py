"""Rounds past the pages on which dates are changed."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town


@stops_at("bookings:change", who="ben")
def somebody_who_changes_dates(page: Page, town: Town) -> Stops:
    change = reverse("bookings:change", args=[town.series.ref])
    page.goto(f"{change}?date={town.first_date.pk}")
    yield 200
    page.get_by_label("It and all later ones").check()
    page.get_by_label("How many people").fill("0")
    press(page, "See what would change")
    yield 422
    page.goto(f"{change}?date={town.first_date.pk}")
    page.get_by_label("It and all later ones").check()
    page.get_by_label("From", exact=True).fill("10:00")
    page.get_by_label("To", exact=True).fill("12:00")
    press(page, "See what would change")
    yield 200
    page.goto(reverse("bookings:change", args=[town.past.ref]))
    yield 200


@stops_at("desk:change", who="ada")
def the_desk_changes_dates(page: Page, town: Town) -> Stops:
    page.goto(f"{reverse('desk:change', args=[town.hall.slug, town.series.ref])}?date={town.first_date.pk}")
    yield 200
    page.get_by_label("How many people").fill("12")
    press(page, "See what would change")
    yield 200
