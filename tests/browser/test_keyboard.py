"""Without a mouse, and without script on a phone: everything is reached, and what is wrong leads to its field."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bookings.models import Booking
from tests.browser.hands import choose, choose_with_arrows, is_focused, press, sign_in, tab_to, type_into
from tests.browser.town import next_tuesday


def test_a_room_is_found_and_asked_for_by_keyboard_alone(page_at, town):
    """From the front page to the booking: nothing but keys."""
    page = page_at(1280, user=town.ben)
    page.goto("/")
    page.keyboard.press("Tab")
    assert is_focused(page.get_by_role("link", name="Skip to main content"))
    page.keyboard.press("Enter")
    day = next_tuesday()
    for label, value, *ways in (
        ("Date", f"{day}", f"{day:%d%m%Y}", f"{day:%m%d%Y}"),
        ("From", "19:00", "1900", "0700PM"),
        ("To", "21:00", "2100", "0900PM"),
        ("How many people?", "25"),
    ):
        type_into(page, page.get_by_label(label, exact=True), value, *ways)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rooms we found")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Ask for this room : Back half"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Book Back half")
    choose(page, page.get_by_label("Who is it for?"), "Alder Vale Choir")
    type_into(page, page.get_by_label("What is it?", exact=True), "Jazz night")
    choose(page, page.get_by_label("What is it for, mainly?"), "Arts, music and crafts")
    choose_with_arrows(page, page.get_by_label("Community"))
    for button in ("Check dates and price", "Ask for this room"):
        tab_to(page, page.get_by_role("main").get_by_role("button", name=button))
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You have asked for the room")
    assert Booking.objects.filter(made_by=town.ben, title="Jazz night").count() == 1


def test_the_menu_opens_on_a_phone_without_script(page_at, town):
    page = page_at(390, user=town.ada, script=False)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main")
    groups = menu.get_by_role("link", name="Your groups")
    expect(groups).to_be_hidden()
    menu.get_by_text("Your account").click()
    groups.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your groups")
    menu.get_by_text("Desk", exact=True).click()
    menu.get_by_role("link", name=town.hall.name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(town.hall.name)
    menu.get_by_text("Your account").click()
    menu.get_by_role("button", name="Sign out").click()
    expect(menu.get_by_role("link", name="Sign in")).to_be_visible()


FORMS = {
    "sign up": ("/account/signup/", "Sign up"),
    "forgotten": ("/account/password/reset/", "Send me the link"),
    "password": ("/account/password/change/", "Change password"),
    "find": ("/", "Find a room"),
    "group": ("/groups/new/", "Make the group"),
    "book": ("/bookings/new/fernley-village-hall/front-half/", "Check dates and price"),
}
NOT_SIGNED_IN = {"sign up", "forgotten"}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_wrong_is_told_first_and_leads_to_its_field(form, page_at, town):
    address, button = FORMS[form]
    page = page_at(390, user=None if form in NOT_SIGNED_IN else town.ben)
    page.goto(address)
    press(page, button)
    summary = page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    links = summary.get_by_role("link").all()
    assert links
    for link in links:
        link.press("Enter")
        focused = page.locator("input:focus, select:focus, textarea:focus")
        expect(focused).to_have_attribute("aria-invalid", "true")
        named = focused.evaluate("box => (box.closest('fieldset')?.querySelector('legend') ?? box.labels[0]).innerText")
        assert link.inner_text().startswith(named)


def test_after_the_skip_link_too_what_is_wrong_is_told_first(page_at, town):
    """The address ends in #main when the button is pressed; that of the answer does not."""
    page = page_at(1280)
    sign_in(page, town.ben.email)
    page.goto(reverse("groups:new"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    press(page, "Make the group")
    summary = page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
