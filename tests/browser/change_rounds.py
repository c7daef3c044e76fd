"""Rounds past the pages on which dates are changed."""

from __future__ import annotations

from datetime import time, timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Membership
from bookings.actions import ask_change
from bookings.changing import ONE, Wish, plan_change
from bookings.changing.planning import rooms_of
from bookings.models import AskedChange
from bookings.recurrence import Times
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town


@stops_at("bookings:change", "bookings:change_back", "bookings:booking", who="ben")
def somebody_who_changes_dates(page: Page, town: Town) -> Stops:
    change = reverse("bookings:change", args=[town.series.ref])
    page.goto(f"{change}?date={town.first_date.pk}")
    yield 200
    page.get_by_label("It and all later ones").check()
    page.get_by_label("How many people").fill("0")
    press(page, "See what would change")
    yield 422
    page.goto(f"{change}?date={town.first_date.pk}")
    page.get_by_label("It and all later ones").check()
    page.get_by_label("From", exact=True).fill("10:00")
    page.get_by_label("To", exact=True).fill("12:00")
    press(page, "See what would change")
    yield 200
    press(page, "Ask to change")
    yield 200
    page.goto(reverse("bookings:change_back", args=[town.series.ref]))
    yield 200
    page.goto(reverse("bookings:change", args=[town.past.ref]))
    yield 200


@stops_at("desk:change", "desk:asked_change", "desk:requests", "bookings:price", who="ada")
def the_desk_changes_dates(page: Page, town: Town) -> Stops:
    page.goto(f"{reverse('desk:change', args=[town.hall.slug, town.series.ref])}?date={town.first_date.pk}")
    yield 200
    page.get_by_label("How many people").fill("12")
    press(page, "See what would change")
    yield 200
    change = _asked_for(town)
    page.goto(reverse("desk:requests", args=[town.hall.slug]))
    yield 200
    page.goto(reverse("desk:asked_change", args=[town.hall.slug, change.pk]))
    yield 200
    press(page, "Refuse, and leave it as it is")
    yield 422
    told = {"lacks_a_price": True, "price_pence": 12000, "price_told_at": timezone.now()}
    AskedChange.objects.filter(pk=change.pk).update(**told)
    page.goto(reverse("desk:asked_change", args=[town.hall.slug, change.pk]))
    yield 200
    Membership.objects.create(hirer=town.series.hirer, user=town.ada, role=Membership.Role.ORGANISER)
    page.goto(reverse("bookings:price", args=[town.series.ref]))
    yield 200


def _asked_for(town: Town) -> AskedChange:
    """The choir would begin its first date earlier."""
    at = timezone.now()
    wish = Wish(ONE, town.first_date.pk, times=Times(time(8), time(10)))
    seen = plan_change(town.series, wish, at=at, rooms=rooms_of(town.hall))
    prints = {"shown_dates": seen.dates_print, "shown_prices": seen.price_print}
    return ask_change(town.series, wish, by=town.series.made_by, at=at, **prints)


@stops_at(
    *("desk:tell_price", "desk:price_accepted", "desk:requests", "desk:booking"),
    "bookings:price",
    who="ada",
)
def a_price_is_sent(page: Page, town: Town) -> Stops:
    asked, hall = town.asked, town.hall.slug
    asked.sessions.update(hire_pence=None, price_lines=[])
    page.goto(reverse("desk:price_accepted", args=[hall, asked.ref]))
    yield 200
    page.goto(reverse("desk:tell_price", args=[hall, asked.ref]))
    yield 200
    press(page, "Send the price")
    yield 422
    page.get_by_label("What does").fill("120.00")
    press(page, "Send the price")
    yield 200
    for name in ("desk:tell_price", "desk:price_accepted", "desk:booking"):
        page.goto(reverse(name, args=[hall, asked.ref]))
        yield 200
    Membership.objects.create(hirer=asked.hirer, user=town.ada, role=Membership.Role.ORGANISER)
    page.goto(reverse("bookings:price", args=[asked.ref]))
    yield 200


@stops_at("bookings:extend", "bookings:end", who="ben")
def a_series_that_goes_on_or_ends(page: Page, town: Town) -> Stops:
    for name in ("bookings:extend", "bookings:end"):
        page.goto(reverse(name, args=[town.series.ref]))
        yield 200
        press(page, "See")
        yield 422
    last = town.series.sessions.latest("starts_at").starts_at.date()
    page.goto(reverse("bookings:extend", args=[town.series.ref]))
    page.get_by_label("Until which day?").fill((last + timedelta(days=21)).isoformat())
    press(page, "See the new dates")
    yield 200
    page.goto(reverse("bookings:end", args=[town.series.ref]))
    page.get_by_label("No more after which day?").fill((last - timedelta(days=8)).isoformat())
    press(page, "See what it costs")
    yield 200


@stops_at("desk:extend", "desk:end", who="ada")
def the_desk_lets_a_series_go_on_or_end(page: Page, town: Town) -> Stops:
    for name in ("desk:extend", "desk:end"):
        page.goto(reverse(name, args=[town.hall.slug, town.series.ref]))
        yield 200
