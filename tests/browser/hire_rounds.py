"""Rounds past what goes with a hire: the conditions, accepted before the button, and hiring without an account."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Hirer, Letter
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town, next_tuesday
from tests.guests import a_guest_booking
from tests.make import a_group, a_post
from venues.actions.publish_conditions import publish_conditions
from venues.models import Conditions

WORDS = "The hall is left as it was found.\n\nMusic ends at eleven."


def have_conditions(town: Town) -> None:
    now = Conditions.objects.current(town.hall)
    text = WORDS if now is None else f"{now.text}\n\nAnd the bins are emptied."
    publish_conditions(town.hall, text, seen=now.number if now else 0, by=None, at=timezone.now())


@stops_at("place:conditions", who="dot")
def who_publishes_conditions(page: Page, town: Town) -> Stops:
    a_post(town.hall, "manager", town.dot)
    here = reverse("place:conditions", args=[town.hall.slug])
    page.goto(here)
    yield 200
    press(page, "Publish the conditions")
    yield 422
    page.get_by_label("The conditions", exact=True).fill(WORDS)
    press(page, "Publish the conditions")
    yield 200


@stops_at("venues:conditions", "venues:conditions_version", "bookings:book", who="ben")
def who_accepts_conditions(page: Page, town: Town) -> Stops:
    have_conditions(town)
    have_conditions(town)
    page.goto(reverse("venues:conditions", args=[town.hall.slug]))
    yield 200
    page.goto(reverse("venues:conditions_version", args=[town.hall.slug, 1]))
    yield 200
    book = reverse("bookings:book", args=[town.hall.slug, "front-half"])
    page.goto(f"{book}?on={next_tuesday()}&from=13:00&to=15:00&people=25")
    page.get_by_label("Who is it for?").select_option("Alder Vale Choir")
    page.get_by_label("What is it?", exact=True).fill("Jazz night")
    page.get_by_label("What is it for, mainly?").select_option(index=1)
    page.get_by_label("Community").first.check()
    press(page, "Check dates and price")
    yield 200
    press(page, "Ask for this room")
    yield 422


@stops_at(
    *("bookings:book", "bookings:guest", "bookings:booking"),
    *("bookings:keep", "bookings:cancel", "bookings:link_again"),
)
def somebody_without_an_account(page: Page, town: Town) -> Stops:
    book = reverse("bookings:book", args=[town.hall.slug, "front-half"])
    page.goto(f"{book}?on={next_tuesday()}&from=13:00&to=15:00&people=25")
    yield 200
    press(page, "Check dates and price")
    yield 422
    page.get_by_label("Your name").fill("Ruby Ash")
    page.get_by_label("Your e-mail address").fill("ruby@hearth.example")
    page.get_by_label("What is it?", exact=True).fill("Ruby is seven")
    page.get_by_label("What is it for, mainly?").select_option("private")
    page.get_by_label("Standard").first.check()
    press(page, "Check dates and price")
    yield 200
    press(page, "Send me the link")
    yield 200
    page.goto(re.findall(r"/bookings/new/key-\S+", Letter.objects.get(kind="guest_link").body)[0])
    yield 200
    press(page, "Ask for this room")
    yield 200
    here = urlsplit(page.url).path
    page.goto(f"{here}cancel/")
    yield 200
    page.goto(f"{here}keep/")
    yield 200
    page.goto(reverse("bookings:guest", args=["key-of-nobody"]))
    yield 410
    page.goto(reverse("bookings:link_again"))
    press(page, "Send me the link again")
    yield 422
    page.get_by_label("The e-mail address that you gave").fill("ruby@hearth.example")
    press(page, "Send me the link again")
    yield 200


@stops_at("desk:link", "desk:booking", who="ada")
def who_looks_after_a_link(page: Page, town: Town) -> Stops:
    party = a_guest_booking(town.room("front-half"), next_tuesday())
    page.goto(reverse("desk:link", args=[town.hall.slug, party.ref]))
    yield 200
    press(page, "Send them a new link")
    yield 200


@stops_at("place:parties", "bookings:book", who="dot")
def who_asks_about_parties(page: Page, town: Town) -> Stops:
    a_post(town.hall, "manager", town.dot)
    a_group("Dot’s family", organiser=town.dot, kind=Hirer.Kind.HOUSEHOLD)
    here = reverse("place:parties", args=[town.hall.slug])
    page.goto(here)
    yield 200
    page.get_by_label("Days of notice, if it is sold").fill("9999")
    press(page, "Save parties and leaving")
    yield 422
    page.goto(here)
    page.get_by_role("group", name="Alcohol").get_by_label("sold with a notice").check()
    page.get_by_role("group", name="Bouncy castles").get_by_label("Ask; it is allowed").check()
    page.get_by_label("Day of the next election").fill("6 May 2027")
    page.get_by_label("To be done before leaving").fill("Sweep the floor.\nLock the back door.")
    press(page, "Save parties and leaving")
    yield 200
    page.goto(
        f"{reverse('bookings:book', args=[town.hall.slug, 'front-half'])}?on={next_tuesday()}&from=13:00&to=15:00"
    )
    page.get_by_label("What is it for, mainly?").select_option("private")
    press(page, "Check dates and price")
    yield 422


@stops_at("place:entry", "bookings:leave", "bookings:booking", who="ben")
def who_sets_how_one_gets_in(page: Page, town: Town) -> Stops:
    a_post(town.hall, "secretary", town.ben)
    here = reverse("place:entry", args=[town.hall.slug])
    page.goto(here)
    yield 200
    press(page, "Save how one gets in")
    yield 422
    page.get_by_label("How does one get in?").fill("The key safe is left of the door: 4711.")
    press(page, "Save how one gets in")
    yield 200
    page.goto(town.series.get_absolute_url())
    yield 200
    page.goto(reverse("bookings:leave", args=[town.series.ref]))
    yield 200
