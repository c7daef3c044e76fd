"""Rounds past what is handed over with a post: who has which key, and the notes for whoever comes next."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import a_post


@stops_at("place:keys", "place:keys_give", "place:keys_key", who="dot")
def the_keys_of_a_place(page: Page, town: Town) -> Stops:
    a_post(town.hall, "manager", town.dot)
    here = reverse("place:keys", args=[town.hall.slug])
    page.goto(here)
    yield 200
    page.get_by_role("link", name="Give a key").click()
    yield 200
    press(page, "Write it down")
    yield 422
    page.get_by_label("Number of the key").fill("K4")
    page.get_by_label("Who has it?").fill("Ida Wren")
    press(page, "Write it down")
    yield 200
    page.get_by_role("link", name="It came back, or is lost").click()
    yield 200
    page.get_by_label("On which day?").fill("2001-01-01")
    press(page, "It is lost")
    yield 422
    page.goto(page.url)
    press(page, "It is lost")
    yield 200
    page.get_by_role("link", name="It was found").click()
    yield 200
    press(page, "It was found and is back")
    yield 200


@stops_at("place:handover", "place:handover_note_new", "place:handover_note", who="dot")
def a_handover(page: Page, town: Town) -> Stops:
    a_post(town.hall, "manager", town.dot)
    page.goto(reverse("place:handover", args=[town.hall.slug]))
    yield 200
    page.get_by_role("link", name="Write a note").click()
    yield 200
    press(page, "Keep the note")
    yield 422
    page.get_by_label("What is it about?").fill("The boiler")
    page.get_by_label("What should whoever comes next know?").fill("Ring Mr Moss.")
    press(page, "Keep the note")
    yield 200
    page.get_by_role("link", name="Change it").click()
    yield 200
    press(page, "Throw the note away")
    yield 200
