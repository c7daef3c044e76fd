"""Rounds past the price lists and the kinds of price, each in every state that looks different."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from bookings.desk.price_work import key_of
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import a_post, a_venue, soon
from venues.models import Post, Tariff

PRICES = ("prices", "prices_new", "prices_change", "prices_notice", "prices_history", "prices_try")
DRAFTS = ("prices_draft", "prices_simulation")
RULES = ("prices_rules", "prices_rule_new", "prices_rule", "prices_rule_away")
KINDS = ("prices_categories", "prices_category", "prices_category_new")


@stops_at(*(f"place:{page}" for page in PRICES), who="ada")
def keeping_prices(page: Page, town: Town) -> Stops:
    plain, hall = a_venue(name="Plain Hall"), town.hall
    for venue in (plain, hall):
        a_post(venue, Post.Kind.MANAGER, town.ada)

    def at(name: str, *args: str, query: str = "") -> None:
        page.goto(reverse(f"place:{name}", args=[hall.slug, *args]) + query)

    at("prices")
    yield 200
    at("prices_new", query="?percent=5&to=10")
    yield 200
    press(page, "Add a time with prices of its own")
    yield 200
    page.get_by_label("Meeting room, any other time, Community group").fill("8,50")
    press(page, "Publish these prices")
    yield 422
    at("prices_new", query="?percent=lots&to=10")
    yield 400
    at("prices_new")
    page.get_by_label("Meeting room, any other time, Community group").fill("")
    press(page, "Publish these prices")
    yield 409
    press(page, "Publish with these gaps")
    yield 200
    at("prices_change", hall.tariffs.latest("valid_from").valid_from.isoformat())
    yield 200
    first = town.series.tariff.valid_from.isoformat()
    at("prices_change", first)
    yield 200
    at("prices_notice", first)
    yield 200
    at("prices_history")
    yield 200
    at("prices_try", first)
    press(page, "Show the price")
    yield 200
    Tariff.objects.filter(venue=plain).delete()
    page.goto(reverse("place:prices", args=[plain.slug]))
    yield 200


@stops_at(*(f"place:{page}" for page in ("prices", "prices_change", *DRAFTS)), who="ada")
def working_on_new_prices(page: Page, town: Town) -> Stops:
    a_post(town.hall, Post.Kind.MANAGER, town.ada)
    page.goto(reverse("place:prices_new", args=[town.hall.slug]))
    page.get_by_label("Meeting room, any other time, Community group").fill("")
    press(page, "Keep as a draft")
    yield 200
    page.get_by_label("What is this price list called?").fill("")
    press(page, "Save the name and the day")
    yield 422
    page.get_by_label("What is this price list called?").fill("Next year")
    page.get_by_label("From which day").fill("2020-01-01")
    press(page, "Save the name and the day")
    yield 422
    page.get_by_label("From which day").fill(soon(60).isoformat())
    press(page, "Save the name and the day")
    yield 200
    page.get_by_role("link", name="What would it mean?").click()
    yield 200
    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("link", name="Change the table").click()
    yield 200
    page.goto(reverse("place:prices", args=[town.hall.slug]))
    yield 200


@stops_at("place:prices_draft", "place:prices_propose", "place:prices_comments", "venues:proposed_prices", who="ada")
def proposing_prices(page: Page, town: Town) -> Stops:
    hall = a_venue(name="Plain Hall")
    a_post(hall, Post.Kind.MANAGER, town.ada)
    page.goto(reverse("place:prices", args=[hall.slug]))
    page.get_by_role("link", name="Begin new prices").click()
    press(page, "Keep as a draft")
    press(page, "Throw it away")
    yield 409
    page.get_by_label("From which day").fill(soon(60).isoformat())
    press(page, "Save the name and the day")
    page.get_by_role("link", name="Show it as proposed").click()
    yield 200
    press(page, "Show it to everybody")
    yield 422
    page.get_by_label("Until which day may people").fill(soon(20).isoformat())
    page.get_by_label("Why are the prices to change?").fill("The roof.")
    press(page, "Show it to everybody")
    yield 200
    page.get_by_role("link", name="Change the day").click()
    yield 200
    page.get_by_role("link", name="See the page as everybody does").click()
    yield 200
    press(page, "Send it to the hall")
    yield 422
    page.get_by_label("What do you think").fill("Fair enough.")
    press(page, "Send it to the hall")
    yield 200
    page.goto(reverse("place:prices_draft", args=[hall.slug, key_of(hall.price_drafts.get())]))
    press(page, "Publish it")
    yield 409
    page.goto(reverse("desk:requests", args=[hall.slug]))
    page.get_by_role("link", name="1 new comment").click()
    yield 200
    press(page, "Mark these as read")
    yield 200
    hall.price_drafts.update(comments_until=soon(-1))
    page.goto(reverse("venues:proposed_prices", args=[hall.slug]))
    yield 200


@stops_at(*(f"place:{page}" for page in RULES), who="ada")
def typing_the_rules(page: Page, town: Town) -> Stops:
    hall = a_venue(name="Plain Hall")
    for venue in (hall, town.hall):
        a_post(venue, Post.Kind.MANAGER, town.ada)

    def at(name: str, *args: object) -> None:
        page.goto(reverse(f"place:{name}", args=[hall.slug, "2020-01-01", *args]))

    at("prices_rules")
    yield 200
    at("prices_rule_new", "bonds")
    page.get_by_label("How much?").first.fill("lots")
    press(page, "Save this rule")
    yield 422
    page.get_by_label("What is it called?").fill("Damage bond")
    page.get_by_label("How much?").first.fill("50")
    press(page, "Add another price")
    yield 200
    press(page, "Read it back to me")
    yield 200
    press(page, "Save this rule")
    yield 200
    at("prices_rule", "bonds", 1)
    yield 200
    at("prices_rule_away", "bonds", 1)
    yield 200
    for kind in ("extras", "limits", "cancellation", "facts"):
        at("prices_rule_new", kind)
        yield 200
    page.goto(reverse("place:prices_rules", args=[town.hall.slug, town.series.tariff.valid_from.isoformat()]))
    yield 200


@stops_at(*(f"place:{page}" for page in KINDS), who="ada")
def keeping_kinds_of_price(page: Page, town: Town) -> Stops:
    a_post(town.hall, Post.Kind.MANAGER, town.ada)
    a_venue(name="Plain Hall", operator=town.hall.operator)

    def at(name: str, *args: str) -> None:
        page.goto(reverse(f"place:{name}", args=[town.hall.slug, *args]))

    at("prices_categories")
    yield 200
    at("prices_category_new")
    yield 200
    press(page, "Add it")
    yield 422
    at("prices_category", "community")
    yield 200
    press(page, "Take it away")
    yield 409
