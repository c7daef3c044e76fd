"""Rounds past links for funders: the desk gives one with photos and receipts, and a funder reads it."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.report_links import a_photo, a_project, a_report_link, an_issued_report


@stops_at("desk:report_links", "desk:report_link_new", "desk:report_link", "desk:projects", "desk:project", who="ada")
def somebody_gives_a_funder_a_link(page: Page, town: Town) -> Stops:
    hall = [town.hall.slug]
    page.goto(reverse("desk:projects", args=hall))
    press(page, "Begin")
    yield 422
    page.get_by_label("What was it for?").fill("Toilets and a ramp")
    press(page, "Begin")
    yield 200
    page.get_by_label("The photo").set_input_files(
        files=[{"name": "ramp.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}]
    )
    page.get_by_label("What does it show?").fill("The new ramp")
    press(page, "Add this photo")
    yield 200
    press(page, "Add this receipt")
    yield 422
    page.goto(reverse("desk:report_link_new", args=hall))
    yield 200
    an_issued_report(town.hall)
    page.goto(reverse("desk:report_link_new", args=hall))
    yield 200
    press(page, "Make the link")
    yield 422
    page.get_by_label("Who is it for?").fill("Vale Council")
    press(page, "Make the link")
    yield 200
    page.goto(reverse("desk:report_links", args=hall))
    yield 200
    page.get_by_role("link", name="Vale Council").click()
    yield 200
    press(page, "End this link")
    yield 200


@stops_at("for_funder", "venues:prices")
def a_funder_reads_by_a_link(page: Page, town: Town) -> Stops:
    project = a_project(town.hall, town.ada)
    figures = ("A1", "A1n", "C4", "E2", "E2f", "E6", "F1")
    token = a_report_link(town.hall, an_issued_report(town.hall), projects=[project], figures=figures)
    page.goto(reverse("for_funder", args=[token]))
    yield 200
    page.goto(f"{reverse('venues:prices', args=[town.hall.slug])}?day=2026-03-01")
    yield 200
    page.goto(f"{reverse('venues:prices', args=[town.hall.slug])}?day=2026-02-30")
    yield 400
