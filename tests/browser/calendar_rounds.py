"""Rounds through calendars: a hall's for everybody, its diary, and those that one follows."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page

from bookings.models import Booking
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town, next_tuesday


@stops_at("venues:calendar", "venues:this_week")
def a_visitor_with_a_calendar(page: Page, town: Town) -> Stops:
    page.goto(reverse("venues:this_week", args=[town.hall.slug]))
    yield 200
    Booking.objects.filter(pk=town.series.pk).update(open_to_anyone="free")
    page.goto(f"{reverse('venues:this_week', args=[town.hall.slug])}?week={next_tuesday()}")
    yield 200
    for query in ("", f"?day={next_tuesday()}", f"?month={next_tuesday():%Y-%m}"):
        page.goto(reverse("venues:calendar", args=[town.hall.slug]) + query)
        yield 200
    page.goto(f"{reverse('venues:calendar', args=[town.hall.slug])}?week=soon")
    yield 400


@stops_at("bookings:follow", "own:follow", "bookings:listing", who="ben")
def somebody_who_follows(page: Page, town: Town) -> Stops:
    page.goto(reverse("bookings:listing", args=[town.series.ref]))
    yield 200
    page.goto(reverse("bookings:follow"))
    yield 200
    page.goto(reverse("own:follow", args=[town.choir.ref]))
    press(page, "Make an address")
    yield 200
    page.goto(reverse("own:follow", args=[town.choir.ref]))
    yield 200


@stops_at("desk:diary", "desk:count", "desk:calendar", "desk:follow", who="ada")
def the_diary(page: Page, town: Town) -> Stops:
    page.goto(reverse("desk:follow", args=[town.hall.slug]))
    yield 200
    calendar = reverse("desk:calendar", args=[town.hall.slug])
    for query in (f"?week={next_tuesday()}", f"?day={next_tuesday()}"):
        page.goto(calendar + query)
        yield 200
    diary = reverse("desk:diary", args=[town.hall.slug])
    for query in ("", f"?week={next_tuesday()}", f"?week={town.last_week.starts_at.date()}", f"?day={next_tuesday()}"):
        page.goto(diary + query)
        yield 200
    page.goto(f"{diary}?week=soon")
    yield 422
    for session in (town.last_week, town.first_date):
        page.goto(reverse("desk:count", args=[town.hall.slug, session.pk]))
        yield 200
    page.goto(reverse("desk:count", args=[town.hall.slug, town.last_week.pk]))
    page.get_by_label("How many people came?").fill("-4")
    press(page, "Save the count")
    yield 422


@stops_at("desk:diary", "desk:count", who="len")
def the_caretaker(page: Page, town: Town) -> Stops:
    page.goto(f"{reverse('desk:diary', args=[town.hall.slug])}?week={town.last_week.starts_at.date()}")
    yield 200
    count = reverse("desk:count", args=[town.hall.slug, town.last_week.pk])
    page.goto(count)
    page.get_by_role("button", name="One more").click()
    assert page.get_by_role("status").get_by_text("Not saved yet").is_visible()  # by the script, on the same page
    page.goto(count)
    yield 200
