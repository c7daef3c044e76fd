"""Rounds past what somebody needs: said with a booking, answered at the desk, ticked by a caretaker, asked about."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from bookings.actions.ask_whether_it_worked import say_whether_it_worked
from bookings.actions.state_needs import state_needs
from bookings.models import Adjustment, Booking, DidItWork
from bookings.stated_needs import Stated
from tests.browser.hands import press
from tests.browser.rounds import Stops, stops_at
from tests.browser.town import Town, next_tuesday
from tests.needs_letter_cases import LOOP, RAMP, all_arranged

NEEDED = Stated(("step_free", "hearing_loop", "several_wheelchairs"), {"wheelchairs": 3}, "A chair near the door")


def needed(town: Town) -> Booking:
    """With a series that is booked, answered and to be seen to; twice is as good as once."""
    state_needs(town.series, NEEDED, at=timezone.now(), desk=True)
    all_arranged(town.series, by=town.ada, at=timezone.now(), to_do=RAMP)
    return town.series


@stops_at("bookings:book", "bookings:needs", "bookings:worked", "bookings:booking", "own:needs", who="ben")
def who_says_what_is_needed(page: Page, town: Town) -> Stops:
    booking = needed(town)
    page.goto(reverse("own:needs"))
    yield 200
    page.get_by_label("Hearing loop").check()
    page.get_by_label("More than one wheelchair user").check()
    press(page, "Save in my account")
    yield 422
    page.get_by_label("How many wheelchair users?").fill("3")
    press(page, "Save in my account")
    yield 200
    book = reverse("bookings:book", args=[town.hall.slug, "back-half"])
    page.goto(f"{book}?on={next_tuesday()}&from=13:00&to=15:00&people=25")
    yield 200
    page.get_by_label("Who is it for?").select_option("Alder Vale Choir")
    page.get_by_label("What is it?", exact=True).fill("Jazz night")
    page.get_by_label("What is it for, mainly?").select_option(index=1)
    page.get_by_label("Community").first.check()
    press(page, "Check dates and price")
    yield 200
    page.goto(reverse("bookings:needs", args=[town.asked.ref]))
    yield 200
    page.goto(reverse("bookings:needs", args=[booking.ref]))
    yield 200
    page.goto(booking.get_absolute_url())
    yield 200
    page.goto(reverse("bookings:needs", args=[town.declined.ref]))
    yield 200
    page.goto(reverse("bookings:worked", args=[booking.ref]))
    yield 200
    state_needs_of_the_past(town)
    page.goto(reverse("bookings:worked", args=[town.past.ref]))
    yield 200
    press(page, "Tell the hall")
    yield 422
    page.get_by_label("In part").check()
    page.get_by_label("Is there anything that the hall should know?").fill("The loop hummed.")
    press(page, "Tell the hall")
    yield 200


@stops_at("desk:access", "desk:needs", "desk:needs_state", "desk:booking", who="ada")
def who_sees_to_what_is_needed(page: Page, town: Town) -> Stops:
    page.goto(reverse("desk:access", args=[town.reading_room.slug]))
    yield 200
    booking = needed(town)
    state_needs(town.asked, LOOP, at=timezone.now(), desk=True)
    asked = state_needs_of_the_past(town)
    say_whether_it_worked(asked, outcome="not_met", words="It was locked.", at=timezone.now())
    page.goto(reverse("desk:access", args=[town.hall.slug]))
    yield 200
    for each in (town.asked, booking, town.past):
        page.goto(reverse("desk:needs", args=[town.hall.slug, each.ref]))
        yield 200
    page.goto(reverse("desk:needs", args=[town.hall.slug, town.asked.ref]))
    page.get_by_label("We cannot").first.check()
    press(page, "Save, and tell them")
    yield 422
    page.goto(reverse("desk:booking", args=[town.hall.slug, booking.ref]))
    yield 200
    page.goto(reverse("desk:needs_state", args=[town.hall.slug, town.asked.ref]))
    yield 200
    page.get_by_label("More than one wheelchair user").check()
    press(page, "Write it down")
    yield 422


@stops_at("desk:task", "desk:diary", who="len")
def who_ticks_what_is_done(page: Page, town: Town) -> Stops:
    booking = needed(town)
    task, session = Adjustment.objects.filter(stated__booking=booking, ended_at=None)[0], town.first_date
    page.goto(reverse("desk:task", args=[town.hall.slug, task.pk, session.pk]))  # it is not time yet
    yield 200
    row, session = state_needs_of_the_past(town).booking.stated_needs.all()[0], town.last_week
    agreed = {"what": "Switch the loop on", "minutes_before": 30, "made_at": session.starts_at - timedelta(days=1)}
    done = reverse("desk:task", args=[town.hall.slug, row.adjustments.create(**agreed).pk, session.pk])
    page.goto(done)
    press(page, "It is done")
    yield 200
    page.goto(done)
    yield 200


def state_needs_of_the_past(town: Town) -> DidItWork:
    """Its hirer is asked whether it worked last week."""
    town.past.stated_needs.get_or_create(need="hearing_loop", defaults={"stated_at": timezone.now()})
    told = {"booking": town.past, "asked_at": timezone.now()}
    return DidItWork.objects.get_or_create(session=town.last_week, defaults=told)[0]
