"""Rounds past the letters that a desk has to see to, and when it is left alone."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from accounts import outbox
from accounts.models import Letter
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town


def a_letter(town: Town, key: str, to: str) -> Letter:
    told = {"kind": "confirmed", "subject": f"Booked: {town.asked.title}", "body": "Hello,\n\nit is booked.\n"}
    outbox.post(key, to=to, place=town.hall.slug, hirer=town.choir, about=town.asked.ref, **told)
    Letter.objects.filter(key=key).exclude(to="").update(tries=6, last_error="SMTPRecipientsRefused 550")
    return Letter.objects.get(key=key)


@stops_at("own:letters", who="ben")
def letters_to_oneself(page: Page, town: Town) -> Stops:
    page.goto(reverse("own:letters"))
    yield 200


@stops_at("desk:letters", "desk:letter", "place:letters", who="ada")
def letters_of_the_desk(page: Page, town: Town) -> Stops:
    here = reverse("desk:letters", args=[town.hall.slug])
    page.goto(here)
    yield 200
    stuck, paper = a_letter(town, "stuck", "larks@hearth.example"), a_letter(town, "paper", "")
    page.goto(here)
    yield 200
    for letter in (stuck, paper):
        page.goto(reverse("desk:letter", args=[town.hall.slug, letter.pk]))
        yield 200
    page.goto(here)
    press(page, "They are printed: take them off the list")
    yield 200
    press(page, "We have told them ourselves")
    yield 200
    page.goto(reverse("place:letters", args=[town.hall.slug]))
    yield 200
    page.get_by_label("From what time?").fill("21:00")
    press(page, "Save the letters")
    yield 422
    page.get_by_label("Until what time?").fill("09:00")
    press(page, "Save the letters")
    yield 200
