"""Rounds through what people and halls write to each other."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from bookings.actions.ask_before_booking import ask_before_booking
from bookings.actions.look_round import offer_look_round
from bookings.models import Thread
from bookings.thread_links import address_of
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town, next_tuesday
from tests.make import evening
from venues.models import Room
from venues.periods import Period


@stops_at("desk:ask", "desk:booking", "desk:requests", who="ada")
def asking_about_a_request(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    page.goto(reverse("desk:ask", args=[hall, town.asked.ref]))
    yield 200
    press(page, "Send it to them")
    yield 422
    page.get_by_label("What do you want to write?").fill("Do you bring a piano?")
    press(page, "Send it to them")
    yield 200
    page.goto(f"{reverse('desk:requests', args=[hall])}#request-{town.asked.ref}")
    yield 200
    page.goto(reverse("desk:booking", args=[hall, town.asked.ref]))
    yield 200


@stops_at("bookings:answer", "bookings:booking", who="ben")
def answering_the_hall(page: Page, town: Town) -> Stops:
    page.goto(reverse("bookings:answer", args=[town.asked.ref]))
    yield 200
    press(page, "Send it to the hall")
    yield 422
    page.get_by_label("What do you want to write?").fill("We bring two.")
    press(page, "Send it to the hall")
    yield 200


@stops_at("venues:ask", "venues:venue", "asked")
def asking_before_a_booking(page: Page, town: Town) -> Stops:
    page.goto(reverse("venues:ask", args=[town.hall.slug]))
    yield 200
    press(page, "Send it to the hall")
    yield 422
    page.get_by_label("Your question").fill("Is there a stage?")
    page.get_by_label("Your name").fill("Sam Field")
    page.get_by_label("Your e-mail address").fill("sam@hearth.example")
    page.get_by_label("I would like to look round").check()
    press(page, "Send it to the hall")
    yield 200
    thread = town.hall.threads.get()
    offered_to(thread, town)
    page.goto(address_of(thread))
    yield 200
    press(page, "Send it to the hall")
    yield 422
    press(page, "Yes, I will come")
    yield 200


@stops_at("desk:threads", "desk:thread", "desk:answer", "desk:diary", who="ada")
def questions_at_the_desk(page: Page, town: Town) -> Stops:
    hall = town.hall.slug
    page.goto(reverse("desk:threads", args=[hall]))
    yield 200
    tuesday = next_tuesday()
    thread = a_question(town, town.room("front-half"), evening(tuesday))
    page.goto(reverse("desk:threads", args=[hall]))
    yield 200
    page.goto(reverse("desk:thread", args=[hall, thread.pk]))
    yield 200
    press(page, "Send the answer")
    yield 422
    page.goto(reverse("desk:answer", args=[hall, thread.pk]))
    page.get_by_label("Date").fill(tuesday.isoformat())
    page.get_by_label("At", exact=True).fill("09:00")
    press(page, "They have agreed already")
    yield 200
    page.goto(f"{reverse('desk:diary', args=[hall])}?day={tuesday}")
    yield 200


def a_question(town: Town, room: Room, period: Period) -> Thread:
    asked = {"name": "Sam Field", "email": "sam@hearth.example", "text": "Is there a stage?", "to_look": True}
    return ask_before_booking(town.hall, **asked, room=room, period=period, people=12, at=timezone.now())


def offered_to(thread: Thread, town: Town) -> None:
    """Long enough ago for it to stand on their page."""
    at = timezone.now() - timedelta(hours=1)
    offer_look_round(thread, town.room("front-half"), at + timedelta(days=400), "", by=town.ada, at=at)
