"""Rounds past the pages of lower prices: a group shows its proof, the hall accepts it, and agrees what it likes."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.make import a_metered_date, a_post
from venues.models import Entitlement


def the_claim(town: Town, **fields) -> Entitlement:
    """The choir booked at a price that asks for proof, when the town was made."""
    town.choir.entitlements.filter(category__code="community").update(**fields)
    return town.choir.entitlements.get(category__code="community")


@stops_at("own:entitlements", "own:proof", who="ben")
def a_group_and_its_prices(page: Page, town: Town) -> Stops:
    own = reverse("own:entitlements", args=[town.choir.ref])
    page.goto(own)
    yield 200
    claim = the_claim(town, proof_by=timezone.localdate() + timedelta(days=20), proof_asked_at=timezone.now())
    page.goto(own)
    yield 200
    proof = reverse("own:proof", args=[town.choir.ref, claim.pk])
    page.goto(proof)
    yield 200
    press(page, "Show it to the hall")
    yield 422
    page.get_by_label("We have a number in a public register").check()
    page.get_by_label("The number, and of which register").fill("Charity 1234567")
    press(page, "Show it to the hall")
    yield 200
    page.goto(proof)
    yield 200


@stops_at("desk:entitlements", "desk:entitlement", "desk:entitle", who="ada")
def the_hall_and_lower_prices(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    a_post(town.hall, "manager", town.ada)
    page.goto(reverse("desk:entitlements", args=[hall]))
    yield 200
    asked = timezone.now() - timedelta(days=40)
    claim = the_claim(town, proof_asked_at=asked, proof_by=timezone.localdate() - timedelta(days=2))
    page.goto(reverse("desk:entitlements", args=[hall]))
    yield 200
    one = reverse("desk:entitlement", args=[hall, claim.pk])
    page.goto(one)
    yield 200
    press(page, "End this price for them")
    yield 422
    press(page, "Accept it")
    yield 422
    page.get_by_label("They are known to us").check()
    page.get_by_label("The number, what the paper says, or how you know them").fill("They have sung here since 1998.")
    press(page, "Accept it")
    yield 200
    page.goto(one)
    yield 200
    page.goto(reverse("desk:entitle", args=[hall, town.choir.ref]))
    yield 200
    press(page, "Put it on the list")
    yield 422


@stops_at("desk:terms_new", "desk:terms_end", "desk:agreed", who="ada")
def what_a_hall_agrees(page: Page, town: Town) -> Stops:
    a_post(town.hall, "manager", town.ada)
    hirer = (town.hall.slug, town.choir.ref)
    page.goto(reverse("desk:agreed", args=hirer[:1]))
    yield 200
    page.goto(reverse("desk:terms_new", args=hirer))
    yield 200
    press(page, "Write it down")
    yield 422
    page.get_by_label("Per cent off that price").fill("20")
    page.get_by_label("Monday").check()
    page.get_by_label("From when to when?").fill("6pm to 8pm")
    page.get_by_label("Until how many days before?").fill("14")
    page.get_by_label("Until", exact=True).fill("2030-12-31")
    page.get_by_label("Who agreed it?").fill("The committee")
    page.get_by_label("What was agreed, and why?").fill("They sweep the hall.")
    press(page, "Write it down")
    page.goto(reverse("desk:agreed", args=hirer[:1]))
    yield 200
    page.goto(reverse("desk:terms_end", args=[*hirer, town.hall.special_terms.get().pk]))
    yield 200
    page.get_by_label("The last day that it holds for").fill("2020-01-01")
    press(page, "End them on that day")
    yield 422


@stops_at("desk:category", who="ada")
def another_price_for_one_request(page: Page, town: Town) -> Stops:
    page.goto(reverse("desk:category", args=[town.hall.slug, town.asked.ref]))
    yield 200
    press(page, "See what each date would cost")
    yield 422
    page.get_by_label("Standard", exact=True).check()
    page.get_by_label("Why?").fill("It is a party.")
    press(page, "See what each date would cost")
    yield 200
    page.goto(reverse("desk:category", args=[town.hall.slug, town.past.ref]))
    yield 200


@stops_at("desk:afterwards", "desk:booking", "desk:requests", who="ada")
def the_meter_is_read(page: Page, town: Town) -> Stops:
    session = a_metered_date(town.past)
    page.goto(reverse("desk:requests", args=[town.hall.slug]))
    yield 200
    page.goto(reverse("desk:booking", args=[town.hall.slug, town.past.ref]))
    yield 200
    address = reverse("desk:afterwards", args=[town.hall.slug, session.pk])
    page.goto(address)
    yield 200
    press(page, "Show the price")
    yield 422
    page.get_by_label("How many units did the heaters use?").fill("34")
    press(page, "Show the price")
    yield 200
    press(page, "Add it, and tell the hirer")
    yield 200
    page.goto(address)
    yield 200
