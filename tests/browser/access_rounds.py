"""Rounds past “It was different”: a visitor tells it, somebody who has hired, and the hall looks again."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from venues.actions.report_difference import report_difference

THEIRS = "There was a step."


@stops_at("venues:different", "venues:venue", who="")
def a_visitor_found_it_different(page: Page, town: Town) -> Stops:
    page.goto(reverse("venues:different", args=[town.reading_room.slug]))
    yield 200
    page.goto(reverse("venues:different", args=[town.hall.slug]))
    press(page, "Tell the hall")
    yield 422
    page.get_by_label("What was different?").select_option(index=1)
    page.get_by_label("What did you find?").fill(THEIRS)
    press(page, "Tell the hall")
    yield 200


@stops_at("bookings:different", who="ben")
def a_hirer_found_it_different(page: Page, town: Town) -> Stops:
    page.goto(reverse("bookings:different", args=[town.series.ref]))
    yield 200
    page.goto(reverse("bookings:booking", args=[town.past.ref]))
    page.get_by_role("link", name="Tell the hall what you found").click()
    yield 200


@stops_at("place:access_reports", "place:access_report", "place:access_work", who="len")
def the_hall_looks_again(page: Page, town: Town) -> Stops:
    hall = town.hall
    page.goto(reverse("place:access_reports", args=[hall.slug]))
    yield 200
    claim = hall.access_claims.current().filter(fact="wc_accessible").get()
    for by_hirer in (True, False):
        report = report_difference(claim, words=THEIRS, email="", by_hirer=by_hirer, at=timezone.now())
    page.goto(reverse("place:access_work", args=[hall.slug]))
    yield 200
    page.goto(reverse("place:access_report", args=[hall.slug, report.pk]))
    yield 200
    press(page, "Save what you found")
    yield 422
    page.get_by_label("I have looked at it today").check()
    press(page, "Save what you found")
    yield 200
    page.goto(reverse("place:access_report", args=[hall.slug, report.pk]))
    yield 200
    page.goto(reverse("place:access_reports", args=[hall.slug]))
    yield 200
