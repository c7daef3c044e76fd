"""Rounds past the pages that set a place up and keep it, each in every state that looks different."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

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
