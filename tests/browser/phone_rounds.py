"""Rounds of a desk with somebody on the phone or at the door."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import WEEK, Town, next_tuesday


@stops_at("desk:book", "desk:booking", who="ada")
def somebody_at_the_door(page: Page, town: Town) -> Stops:
    hall, day = town.hall.slug, next_tuesday() + WEEK
    page.goto(reverse("desk:book", args=[hall]))
    yield 200
    page.get_by_label("When, and which room?").focus()
    page.keyboard.type(f"{day} 8am-9am whole")
    for typed in ("Doris Pettigrew", "Fam", "01632 960123", "Golden wedding", "Priv", "30"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield 200
    press(page, "Book it for")
    yield 200


@stops_at(
    "desk:phone",
    "desk:hold",
    "desk:let_go",
    "desk:let_go_undo",
    "desk:requests",
    "desk:diary",
    "desk:booking",
    who="ada",
)
def the_phone(page: Page, town: Town) -> Stops:
    hall, day = town.hall.slug, next_tuesday() + WEEK
    page.goto(reverse("desk:requests", args=[hall]))
    page.keyboard.press("/")
    page.keyboard.type("on a whim")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield 422
    page.goto(f"{reverse('desk:phone', args=[hall])}?ask={day} 14:00-15:00 old chapel")
    yield 200
    page.goto(f"{reverse('desk:phone', args=[hall])}?ask={day} 14:00-15:00 whole")
    yield 200
    title = page.get_by_label("For whom, or for what?")
    title.fill("Ruby’s party")
    title.press("Enter")
    page.wait_for_url("**/#pencilled")
    yield 200
    page.goto(f"{reverse('desk:phone', args=[hall])}?ask={day} 14:00-15:00 whole")
    yield 200
    press(page, "Nothing free for them: count the call")
    yield 200
    page.goto(f"{reverse('desk:diary', args=[hall])}?week={day}")
    yield 200
    hold = town.hall.holds.get()
    page.goto(reverse("desk:let_go", args=[hall, hold.pk]))
    yield 200
    press(page, "Let it go")
    yield 200
    page.goto(f"{reverse('desk:diary', args=[hall])}?week={day}")
    yield 200
    page.goto(reverse("desk:let_go_undo", args=[hall, hold.pk]))
    yield 200
    press(page, "Undo")
    page.wait_for_url("**/#pencilled")
    page.goto(reverse("desk:hold", args=[hall, hold.pk]))
    yield 200
    press(page, "Show the price")
    yield 422
    page.get_by_label("Who is it for?").select_option("Alder Vale Choir")
    page.get_by_label("What is it for, mainly?").select_option("private")
    page.get_by_label("How many people do they expect?").fill("30")
    page.get_by_role("radio").first.check()
    press(page, "Show the price")
    yield 200
    page.locator("button", has_text="Book it for").click()
    yield 200
