"""Rounds of those who wait for hours that others have."""

from __future__ import annotations

from unittest.mock import ANY

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from bookings.actions import cancel_booking
from bookings.models import Wait
from bookings.waiting_keys import path_for
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town
from tests.guests import a_guest_wait
from tests.make import a_booking, soon
from tests.waiting import a_wait, offered


@stops_at("bookings:wait", "bookings:booking", "bookings:mine", who="ben")
def who_waits(page: Page, town: Town) -> Stops:
    room = town.room("front-half")
    wait = a_wait(room, on=soon(200), hirer=town.choir, by=town.ben)
    free = offered(a_wait(room, on=soon(201), hirer=town.choir, by=town.ben))
    page.goto(reverse("bookings:mine"))
    yield 200
    page.goto(wait.get_absolute_url())
    yield 200
    press(page, "Give up waiting")
    yield 200
    page.goto(reverse("bookings:wait_take", args=[free.ref]))
    yield 200
    page.locator("button", has_text="Take it").click()
    yield 200
    page.goto(free.get_absolute_url())
    yield 200


@stops_at("bookings:wait", "bookings:wait_keep", "bookings:booking", who="")
def who_waits_without_an_account(page: Page, town: Town) -> Stops:
    wait = a_guest_wait(town.room("front-half"), soon(205))
    page.goto(path_for(wait))
    yield 200
    page.get_by_role("link", name="Keep your place in an account").click()
    yield 200
    offered(wait)
    page.goto(path_for(wait))
    yield 200
    page.locator("button", has_text="Take it").click()
    yield 200


@stops_at("desk:waive", "desk:booking", who="ada")
def a_charge_is_waived(page: Page, town: Town) -> Stops:
    room = town.room("front-half")
    booking = a_booking(room, on=soon(1), by=town.ben, hirer=town.choir, start=8, end=9, confirmed=True)
    cancel_booking(booking, shown=ANY, by=town.ben, at=timezone.now())
    page.goto(reverse("desk:booking", args=[town.hall.slug, booking.ref]))
    yield 200
    page.get_by_role("link", name="Charge nothing, or less").click()
    yield 200
    press(page, "Charge only this")
    yield 422
    page.get_by_label("Why?").fill("Their leader was ill.")
    press(page, "Charge only this")
    yield 200
    page.goto(reverse("desk:waive", args=[town.hall.slug, booking.sessions.get().pk]))
    yield 200


@stops_at("desk:cancel_date", "desk:booking", who="ada")
def a_date_is_cancelled_for_them(page: Page, town: Town) -> Stops:
    room = town.room("front-half")
    booking = a_booking(room, on=soon(210), by=town.ben, hirer=town.choir, start=8, end=9, confirmed=True)
    page.goto(reverse("desk:booking", args=[town.hall.slug, booking.ref]))
    yield 200
    page.get_by_role("link", name="Cancel this date for them").click()
    yield 200
    page.get_by_label("The hall cannot have them").check()
    press(page, "Cancel this date for them")
    yield 422
    page.get_by_label("They asked for it").check()
    press(page, "Cancel this date for them")
    yield 200


@stops_at("desk:wait_add", "desk:wait", "desk:requests", "desk:booking", who="ada")
def the_desk_puts_a_caller_on_the_list(page: Page, town: Town) -> Stops:
    room = town.room("front-half")
    taken = a_booking(room, on=soon(206), by=town.ben, hirer=town.choir, start=8, end=9, confirmed=True)
    page.goto(f"{reverse('desk:wait_add', args=[town.hall.slug])}?when={soon(206):%d %B %Y} 8-9am front")
    yield 200
    press(page, "Look who waits")
    yield 422
    page.get_by_label("Who is it for?").fill("Doris Pettigrew")
    page.get_by_label("what are they?").select_option("household")
    page.get_by_label("phone, e-mail or postal address").fill("01632 960123")
    page.get_by_label("What is it?").fill("Breakfast")
    page.get_by_label("What is it for, mainly?").select_option("private")
    page.get_by_label("How many people do they expect?").fill("12")
    press(page, "Look who waits")
    yield 200
    press(page, "Put them on the list")
    yield 200
    cancel_booking(taken, shown=ANY, by=town.ben, at=timezone.now())
    wait = Wait.objects.offered().get(title="Breakfast")
    page.goto(reverse("desk:requests", args=[town.hall.slug]))
    yield 200
    page.goto(reverse("desk:wait", args=[town.hall.slug, wait.ref]))
    yield 200
    press(page, "They do not want it: ask the next")
    yield 200
    press(page, "Undo: keep it for them")
    yield 200
    page.locator("button", has_text="Book it for").click()
    yield 200


@stops_at("desk:waiting", who="ada")
def the_desks_waiting_list(page: Page, town: Town) -> Stops:
    page.goto(reverse("desk:waiting", args=[town.hall.slug]))
    yield 200
    a_wait(town.room("front-half"), on=soon(202), hirer=town.choir, by=town.ben)
    offered(a_wait(town.room("front-half"), on=soon(203), hirer=town.choir, by=town.ben))
    page.goto(reverse("desk:waiting", args=[town.hall.slug]))
    yield 200
