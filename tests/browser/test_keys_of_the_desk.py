"""Requests answered by single keys, in a real browser: each takes one, and none while something is typed."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page, expect

from bookings.models import Booking
from tests.browser.town import Town, ask_for, next_tuesday


def requests_at(town: Town, number: int) -> list[Booking]:
    first = next_tuesday() + timedelta(days=200)
    days = [first + timedelta(days=day) for day in range(number)]
    return [ask_for(town.reading_room, town.choir, town.ben, "main", day, title=f"Talk on {day:%A}") for day in days]


def chosen(page: Page) -> str | None:
    return page.evaluate("document.activeElement.id")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_five_requests_are_answered_by_keys_on_one_page(page_at, town):
    asked = requests_at(town, 5)
    page = page_at(1280, user=town.ada)
    page.goto(reverse("desk:requests", args=[town.reading_room.slug]))
    expect(page.get_by_text("Keys, while a request is chosen")).to_be_visible()
    assert chosen(page) == f"request-{asked[0].ref}"
    press(page, "a")
    assert chosen(page) == f"request-{asked[1].ref}"
    page.keyboard.press("j")
    page.keyboard.press("d")
    assert chosen(page) == f"request-{asked[2].ref}"
    press(page, "2")
    assert chosen(page) == f"request-{asked[3].ref}"
    press(page, "u")
    assert chosen(page) == f"request-{asked[2].ref}"
    for key in "aaa":
        press(page, key)
    page.keyboard.press("d")
    page.keyboard.press("9")
    page.keyboard.type("as a jam boiler")
    assert [found.status for found in Booking.objects.filter(pk__in=[each.pk for each in asked]).order_by("pk")] == [
        "confirmed",
        "requested",
        *["confirmed"] * 3,
    ]
    expect(page.get_by_label("What shall we tell them? (optional)").first).to_have_value("as a jam boiler")
    page.get_by_role("button", name="Decline, and send the letter").first.click()
    expect(page.get_by_text(f"Refused: {asked[1].title}.").first).to_be_visible()
    assert Booking.objects.get(pk=asked[1].pk).reason_words == "as a jam boiler"


def test_without_script_a_request_is_refused_on_the_same_page(page_at, town):
    (asked,) = requests_at(town, 1)
    page = page_at(390, user=town.ada, script=False)
    page.goto(reverse("desk:requests", args=[town.reading_room.slug]))
    expect(page.get_by_text("Keys, while a request is chosen")).to_be_hidden()
    page.get_by_text("Decline…").first.click()
    page.get_by_label("Papers are missing").check()
    page.get_by_role("button", name="Decline, and send the letter").click()
    expect(page.get_by_text(f"Refused: {asked.title}.").first).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Taken back:")).to_be_visible()
