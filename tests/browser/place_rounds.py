"""Rounds past the pages that set a place up and keep it, each in every state that looks different."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.bookings.diaries.spreadsheets import as_csv
from tests.bookings.place.new_hall import a_draft, a_ready_draft
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import a_post
from venues.models import Post


@stops_at("place:home", "place:details", "place:publish", "place:another", "place:changes", who="dot")
def who_sets_up_a_hall(page: Page, town: Town) -> Stops:
    new, ready = a_draft(), a_ready_draft()
    for venue in (new, ready, town.hall):
        a_post(venue, Post.Kind.MANAGER, town.dot)
        page.goto(reverse("place:home", args=[venue.slug]))
        yield 200
        page.goto(reverse("place:publish", args=[venue.slug]))
        yield 200
        page.goto(reverse("place:changes", args=[venue.slug]))
        yield 200
    page.goto(reverse("place:details", args=[new.slug]))
    yield 200
    press(page, "Save and go on")
    yield 422
    page.goto(reverse("place:changes", args=[new.slug]) + "?part=prices")
    yield 200
    page.goto(reverse("place:another", args=[new.slug]))
    yield 200
    press(page, "Begin this hall")
    yield 422


@stops_at("place:diary", "place:diary_check", "place:diary_out", who="dot")
def who_brings_in_a_paper_diary(page: Page, town: Town) -> Stops:
    """A file with questions and faults, one that is all right, and out again."""
    a_post(town.hall, Post.Kind.SECRETARY, town.dot)
    here = reverse("place:diary", args=[town.hall.slug])
    page.goto(here)
    yield 200
    press(page, "Look through it")
    yield 422
    headings = ["Date", "Time", "Which room", "Who", "Kind", "Rate", "Blurb"]
    good = [["2/3/26", "7-9pm", "Front half", "Brownies", "informal", "community", ""] for _row in range(1)]
    bad = [["30/2/26", "7-9pm", "Ballroom", "Yoga", "informal", "community", "x"], ["9/3/26", *good[0][1:]]]
    for rows, status in (([*good, *bad], 200), (good, 200)):
        page.goto(here)
        file = {"name": "diary.csv", "mimeType": "text/csv", "buffer": as_csv([headings, *rows])}
        page.get_by_label("The diary").set_input_files(files=[file])
        press(page, "Look through it")
        yield status
    press(page, "Bring in 1 date")
    yield 200
    page.get_by_role("link", name="Take it out again").click()
    yield 200
    press(page, "Take all of it out")
    yield 200
