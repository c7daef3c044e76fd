"""Rounds past what groups are asked once a month and once a year, by letter and at the desk."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from bookings.how_many import path_of
from bookings.models import MonthAsked, Session, Verdict
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.month_cases import an_empty_month, in_last_month


def a_month(town: Town) -> MonthAsked:
    """The choir's letter about its hire of last month, with the question of the term; twice is as good as once."""
    begins = in_last_month(town.past)
    Session.objects.filter(booking=town.past).update(counted=None)
    month = begins.date().replace(day=1)
    Verdict.objects.get_or_create(booking=town.past, month=month, defaults={"asked_at": timezone.now()})
    asked = MonthAsked.objects.filter(hirer=town.choir, month=month).first()
    return asked or an_empty_month(town.choir, town.hall.operator)


@stops_at("bookings:month", "bookings:month_whom", "own:whom", who="ben")
def who_says_how_many_came(page: Page, town: Town) -> Stops:
    asked = a_month(town)
    page.goto(path_of(asked))
    yield 200
    press(page, "Send")
    yield 422
    page.get_by_label("Another number", exact=True).last.fill("18")
    page.get_by_label("A sentence about it, if you like").fill("The floor was warm.")
    press(page, "Send")
    yield 422
    page.get_by_label("5, quite right").check()
    press(page, "Send")
    yield 200
    page.goto(path_of(asked, "bookings:month_whom"))
    yield 200
    page.goto(reverse("own:whom", args=[town.choir.ref]))
    yield 200
    page.get_by_label("Where do most of its members live?").fill("Nowhere at all")
    press(page, "Keep these answers")
    yield 422


@stops_at("desk:how_many", who="ada")
def who_writes_down_how_many_came(page: Page, town: Town) -> Stops:
    asked = a_month(town)
    Session.objects.filter(booking=town.past).update(typical=None)
    page.goto(f"{reverse('desk:how_many', args=[town.hall.slug])}?month={asked.month:%Y-%m}")
    yield 200
    page.get_by_label("About how many came?").first.fill("-3")
    press(page, "Keep what they told you")
    yield 422
