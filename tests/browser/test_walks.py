"""The main job by hand, in a browser: a choir finds a room and books it, the hall says yes, a funder reads."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.management import call_command
from icalendar import Calendar
from playwright.sync_api import Page, expect

from accounts.clock import day_words
from tests.browser.hands import follow, press, sign_in, sign_up
from tests.browser.town import WEEK, next_tuesday

TUESDAY = next_tuesday()
CLASH, AFTER = day_words(TUESDAY + WEEK), day_words(TUESDAY + 2 * WEEK)


@pytest.mark.on_postgres
def test_a_choir_books_its_tuesdays_and_a_funder_reads_of_it(page_at, town, tmp_path):
    choir = page_at(1280)
    choir.goto("/")
    sign_up(choir, "Beatrice Lowe", "beatrice@hearth.example")
    expect(choir.get_by_role("heading", level=1)).to_have_text("Your bookings")
    make_a_group(choir, "Larks and Owls")
    find_tuesdays(choir, needs=["Baby or small child"])
    back_half = choir.get_by_role("article", name="Back half")
    expect(back_half).to_contain_text("2 of 3 dates are free")
    expect(back_half).to_contain_text("£28.00 all in, for 2 dates (£14.00 a date)")
    back_half.get_by_role("link", name="Ask for this room").click()
    check_the_dates(choir)
    expect(choir.get_by_role("main")).to_contain_text("1 date cannot be booked as you asked")
    expect(choir.get_by_role("group", name=CLASH).get_by_role("radio", name="Leave this date out")).to_be_checked()
    expect(choir.get_by_role("main")).to_contain_text("£28.00 all in")
    press(choir, "Ask for all that are free (2 dates, £28.00)")
    expect(status(choir)).to_have_text("Asked")
    booking = choir.url

    secretary = page_at(1280)
    sign_in(secretary, town.ada.email)
    request = secretary.get_by_role("article", name="Larks rehearse")
    expect(request).to_contain_text("Larks and Owls")
    request.get_by_role("button", name="Confirm").click()
    expect(secretary.get_by_role("article", name="Larks rehearse")).to_have_count(0)

    choir.reload()
    expect(status(choir)).to_have_text("Booked")
    call_command("tick")
    letter = [letter for letter in mail.outbox if letter.to == ["beatrice@hearth.example"]][-1]
    assert booking in letter.body.replace("http://localhost:8000", choir.url.split("/bookings")[0])
    assert [str(event["dtstart"].dt) for event in calendar_of(choir, tmp_path)] == [
        f"{TUESDAY} 19:00:00+00:00", f"{TUESDAY + 2 * WEEK} 19:00:00+00:00"
    ]  # fmt: skip

    choir.get_by_role("row", name=AFTER).get_by_role("link", name="Cancel").click()
    expect(choir.get_by_role("main")).to_contain_text("It costs you nothing")
    press(choir, "Cancel this date")
    expect(choir.get_by_role("row", name=AFTER)).to_contain_text("Cancelled")
    expect(choir.get_by_role("row", name=day_words(TUESDAY))).to_contain_text("Booked")

    funder = page_at(1280)
    sign_in(funder, town.owen.email)
    expect(funder.get_by_role("heading", level=1)).to_contain_text(town.hall.name)
    with funder.expect_download() as report:
        follow(funder, "As a document (PDF)")
    assert report.value.path().read_bytes().startswith(b"%PDF-")


def test_a_room_is_found_and_asked_for_without_script(page_at, town):
    ben = page_at(390, user=town.ben, script=False)
    ben.goto("/")
    find_tuesdays(ben, needs=[])
    ben.get_by_role("article", name="Back half").get_by_role("link", name="Ask for this room").click()
    ben.get_by_label("Who is it for?").select_option("Alder Vale Choir")
    check_the_dates(ben)
    expect(ben.get_by_role("main")).to_contain_text("1 date cannot be booked as you asked")
    press(ben, "Ask for all that are free")
    expect(status(ben)).to_have_text("Asked")
    follow(ben, "Take the request back")
    press(ben, "Take the request back")
    expect(status(ben)).to_have_text("Cancelled")


def make_a_group(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Main").get_by_text("Your account").click()
    page.get_by_role("link", name="Your groups").click()
    follow(page, "Make a group")
    page.get_by_label("Name of the group").fill(name)
    page.get_by_label("Informal group").check()
    press(page, "Make the group")


def find_tuesdays(page: Page, *, needs: list[str]) -> None:
    page.get_by_role("link", name="Find a room").first.click()
    page.get_by_label("Date", exact=True).fill(f"{TUESDAY}")
    page.get_by_label("From", exact=True).fill("19:00")
    page.get_by_label("To", exact=True).fill("21:00")
    page.get_by_label("How often?").select_option("weekly")
    page.get_by_label("Or how many weeks").fill("3")
    page.get_by_label("How many people?").fill("25")
    if needs:
        page.get_by_text("Access needs: what do those who come need?").click()
    for need in needs:
        page.get_by_label(need).check()
    press(page, "Find a room")


def check_the_dates(page: Page) -> None:
    page.get_by_label("What is it?", exact=True).fill("Larks rehearse")
    page.get_by_label("What is it for, mainly?").select_option("Arts, music and crafts")
    page.get_by_label("Community").first.check()
    press(page, "Check dates and price")


def status(page: Page):
    """The word beside the heading."""
    return page.get_by_role("main").locator(".tag").first


def calendar_of(page: Page, folder) -> list:
    with page.expect_download() as kept:
        follow(page, "Add to your calendar")
    file = folder / "calendar.ics"
    kept.value.save_as(file)
    return sorted(Calendar.from_ical(file.read_bytes()).walk("VEVENT"), key=lambda event: event["dtstart"].dt)
