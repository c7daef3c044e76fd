"""Rounds of those who wait for hours that others have."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import soon
from tests.waiting import a_wait, offered


@stops_at("bookings:wait", "bookings:wait_take", "bookings:wait_end", who="ben")
def who_waits(page: Page, town: Town) -> Stops:
    room = town.room("front-half")
    wait = a_wait(room, on=soon(200), hirer=town.choir, by=town.ben)
    free = offered(a_wait(room, on=soon(201), hirer=town.choir, by=town.ben))
    page.goto(wait.get_absolute_url())
    yield 200
    page.goto(reverse("bookings:wait_end", args=[wait.ref]))
    press(page, "Give up waiting")
    yield 200
    page.goto(reverse("bookings:wait_take", args=[free.ref]))
    yield 200
    page.locator("button", has_text="Take it").click()
    yield 200
    page.goto(free.get_absolute_url())
    yield 200
