"""Requests answered by single keys, in a real browser: each takes one, and none while something is typed."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page, expect

from bookings.models import Booking
from tests.browser.town import Town, ask_for, next_tuesday
from tests.keystrokes import Keyboard
from tests.make import signed_in


def requests_at(town: Town, number: int) -> list[Booking]:
    first = next_tuesday() + timedelta(days=200)
    days = [first + timedelta(days=day) for day in range(number)]
    return [ask_for(town.reading_room, town.choir, town.ben, "main", day, title=f"Talk on {day:%A}") for day in days]


def chosen(page: Page) -> str | None:
    return page.evaluate("document.activeElement.id")


def press(page: Page, key: str) -> None:
    """A key that leads to another page: ready once the browser has drawn it, since `autofocus` is obeyed only then."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_five_requests_are_answered_by_keys_on_one_page(page_at, town):
    asked = requests_at(town, 5)
    page = page_at(1280, user=town.ada)
    page.goto(reverse("desk:requests", args=[town.reading_room.slug]))
    expect(page.get_by_text("Keys, while a request is chosen")).to_be_visible()
    assert chosen(page) == f"request-{asked[0].ref}"
    press(page, "a")
    assert chosen(page) == f"request-{asked[1].ref}"
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert chosen(page) == f"request-{asked[2].ref}"
    press(page, "2")
    assert chosen(page) == f"request-{asked[3].ref}"
    press(page, "u")
    assert chosen(page) == f"request-{asked[2].ref}"
    for key in "aaa":
        press(page, key)
    page.keyboard.press("r")
    page.keyboard.press("9")
    page.keyboard.type("as a jam boiler")
    assert [found.status for found in Booking.objects.filter(pk__in=[each.pk for each in asked]).order_by("pk")] == [
        "confirmed",
        "requested",
        *["confirmed"] * 3,
    ]
    expect(page.get_by_label("What shall we tell them? (optional)").first).to_have_value("as a jam boiler")
    page.get_by_role("button", name="Refuse, and send the letter").first.click()
    expect(page.get_by_text(f"Refused: {asked[1].title}.").first).to_be_visible()
    assert Booking.objects.get(pk=asked[1].pk).reason_words == "as a jam boiler"


def test_the_keys_that_the_stories_count_are_those_that_a_browser_takes(page_at, town):
    """G6 and S9: typed blindly, as they were counted, they lead to the answer and to a booking."""
    hall, day = town.reading_room.slug, next_tuesday() + timedelta(days=300)
    counted = Keyboard.at(signed_in(town.ada), reverse("desk:requests", args=[hall]))
    counted.slash()
    counted.type("ask", f"{day} 2-6pm main")
    counted.enter()
    counted.press("Book it for them")
    counted.type("who", "Doris Pettigrew")
    counted.choose("kind", "Family or private person")
    counted.type("contact", "01632 960123")
    counted.type("title", "Golden wedding")
    counted.choose("purpose", "Private party or family event")
    counted.type("people", "30")
    counted.enter()
    counted.reach("Book it for")
    assert not Booking.objects.filter(title="Golden wedding").exists()

    page = page_at(1280, user=town.ada)
    page.goto(reverse("desk:requests", args=[hall]))
    for key in [*counted.keys, "Enter"]:
        if key == "Enter":
            press(page, key)
        else:
            page.keyboard.press(key)
    booking = Booking.objects.get(title="Golden wedding")
    assert (booking.hirer.name, booking.hirer.kind, booking.purpose) == ("Doris Pettigrew", "household", "private")


def test_without_script_a_request_is_refused_on_the_same_page(page_at, town):
    (asked,) = requests_at(town, 1)
    page = page_at(390, user=town.ada, script=False)
    page.goto(reverse("desk:requests", args=[town.reading_room.slug]))
    expect(page.get_by_text("Keys, while a request is chosen")).to_be_hidden()
    page.get_by_text("Refuse…").first.click()
    page.get_by_label("Papers are missing").check()
    page.get_by_role("button", name="Refuse, and send the letter").click()
    expect(page.get_by_text(f"Refused: {asked.title}.").first).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Taken back:")).to_be_visible()
