"""Rounds of a search that finds nothing: what would nearly fit, and what the desk reads of it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from bookings.actions.count_unmet import count_unmet
from bookings.wish_links import link_of
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import a_booking, a_post, soon
from tests.wish_cases import a_wish
from venues.models import Post


@stops_at("find", who="")
def looking_in_vain(page: Page, town: Town) -> Stops:
    """An hour later there would be room, and without one of the needs."""
    a_booking(town.room("whole-hall"), on=soon(90), start=9, end=10, confirmed=True)
    page.goto(f"/?on={soon(90)}&from=09:00&to=10:00&people=5000&kind=club")
    yield 200
    page.goto(f"/?on={soon(90)}&from=09:00&to=10:00&people=20&kind=club&venue={town.hall.slug}")
    yield 200


@stops_at("desk:looked_for", who="ada")
def what_was_looked_for(page: Page, town: Town) -> Stops:
    at = reverse("desk:looked_for", args=[town.hall.slug])
    page.goto(at)
    yield 200
    for lack, part in (("taken", "evening"), ("taken", "weekend"), ("size", "day")):
        count_unmet({town.hall.pk: lack}, part=part, on=timezone.localdate())
    page.goto(at)
    yield 200


@stops_at("wish_leave", "wishes", "wish", who="")
def leaving_a_wish(page: Page, town: Town) -> Stops:
    page.goto(f"/?on={soon(90)}&from=09:00&to=10:00&people=5000&kind=club")
    page.get_by_role("link", name="Leave a wish").click()
    yield 200
    page.get_by_label("Your e-mail address").fill("nobody")
    press(page, "Leave this wish")
    yield 422
    page.get_by_label("Your e-mail address").fill("")
    press(page, "Leave this wish")
    yield 200
    page.goto(reverse("wishes"))
    yield 200
    wish = a_wish(confirmed=False)
    page.goto(link_of(wish).removeprefix(settings.PUBLIC_URL))
    yield 200
    press(page, "Leave this wish")
    yield 200


@stops_at("desk:wish", "desk:looked_for", "wishes", who="ada")
def answering_a_wish(page: Page, town: Town) -> Stops:
    a_post(town.hall, Post.Kind.MANAGER, town.ada)
    wish = a_wish(venue=town.hall, needs=["hearing_loop"])
    page.goto(reverse("desk:looked_for", args=[town.hall.slug]))
    yield 200
    page.get_by_role("link", name="Answer").first.click()
    yield 200
    press(page, "Answer, for everybody to read")
    yield 422
    page.get_by_label("Your answer").fill("We can open on Sunday mornings from March.")
    page.get_by_label("Which room is it about?").select_option(index=1)
    page.get_by_label("Show everybody").check()
    press(page, "Answer, for everybody to read")
    yield 200
    page.goto(reverse("desk:wish", args=[town.hall.slug, wish.ref]))
    yield 200
    page.goto(reverse("wishes"))
    yield 200
