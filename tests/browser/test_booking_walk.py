"""Booking and giving up a date in a real browser: by keyboard, and without script, on a phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bookings.models import Booking
from tests.bookings.booking_page import page_of
from tests.browser.looking import PHONE
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room

pytestmark = pytest.mark.django_db(transaction=True)


def press(page: Page, name: str) -> None:
    """Find the button or link with the Tab key, as somebody does who has no mouse, and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the Tab key never reaches “{name}” on {page.url}")


@pytest.mark.parametrize("script", [True, False])
def test_a_series_is_booked_and_a_date_given_up(page_at, axe, no_sideways, script):
    ben = a_user()
    a_group(organiser=ben)
    room = the_room(a_venue(), "main")
    a_booking(room, on=soon(21))
    page = page_at(PHONE, user=ben, script=script)

    def looks_right() -> None:
        no_sideways(page)
        if script:  # axe is a script itself
            axe(page)

    when = f"?on={soon(14)}&from=19:00&to=21:00&people=25&every=1&until={soon(14) + timedelta(weeks=3)}"
    page.goto(page_of(room) + when)
    looks_right()
    press(page, "Check dates and price")
    expect(page.get_by_role("alert")).to_contain_text("Say what it is, in a few words.")
    looks_right()

    page.get_by_label("What is it?").fill("Rehearsal")
    page.get_by_label("What is it for, mainly?").select_option("arts")
    page.get_by_label("Community").first.check()
    press(page, "Check dates and price")
    expect(page.get_by_role("heading", name="1 date cannot be booked as you asked")).to_be_visible()
    expect(page.get_by_text("£48.00 all in").first).to_be_visible()
    looks_right()
    press(page, "Change something")
    expect(page.get_by_label("What is it?")).to_have_value("Rehearsal")
    press(page, "Check dates and price")
    press(page, "Ask for all that are free (3 dates, £48.00)")

    expect(page.get_by_role("status")).to_contain_text("You have asked for the room")
    looks_right()
    booking = Booking.objects.get(made_by=ben)
    page.get_by_role("link", name=re.compile("^Cancel ")).first.click()
    expect(page.get_by_role("heading", name="It costs you nothing")).to_be_visible()
    looks_right()
    press(page, "Cancel this date")
    expect(page.get_by_role("status")).to_contain_text("It costs you nothing.")
    assert [session.is_cancelled for session in booking.sessions.all()] == [True, False, False]

    page.goto(reverse("bookings:mine"))
    expect(page.get_by_role("table")).to_contain_text("Rehearsal")
    looks_right()


def test_a_group_is_made_and_somebody_invited(page_at, axe, no_sideways):
    page = page_at(PHONE, user=a_user())
    page.goto(reverse("groups:list"))
    axe(page)
    press(page, "Make a group")
    axe(page)
    page.get_by_label("Name of the group").fill("Stroke club")
    page.get_by_label("Informal group").check()
    press(page, "Make the group")
    axe(page)
    press(page, "Invite somebody")
    page.get_by_label("E-mail address of the person").fill("cleo@hearth.example")
    press(page, "Send the invitation")
    expect(page.get_by_text("cleo@hearth.example").first).to_be_visible()
    axe(page)
    no_sideways(page)
