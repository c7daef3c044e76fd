"""Rounds through what people and halls write to each other."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town


@stops_at("desk:ask", "desk:booking", "desk:requests", who="ada")
def asking_about_a_request(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    page.goto(reverse("desk:ask", args=[hall, town.asked.ref]))
    yield 200
    press(page, "Send it to them")
    yield 422
    page.get_by_label("What do you want to write?").fill("Do you bring a piano?")
    press(page, "Send it to them")
    yield 200
    page.goto(reverse("desk:requests", args=[hall]))
    yield 200
    page.goto(reverse("desk:booking", args=[hall, town.asked.ref]))
    yield 200


@stops_at("bookings:answer", "bookings:booking", who="ben")
def answering_the_hall(page: Page, town: Town) -> Stops:
    page.goto(reverse("bookings:answer", args=[town.asked.ref]))
    yield 200
    press(page, "Send it to the hall")
    yield 422
    page.get_by_label("What do you want to write?").fill("We bring two.")
    press(page, "Send it to the hall")
    yield 200
