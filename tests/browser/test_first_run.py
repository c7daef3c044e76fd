"""A newcomer publishes a hall: two rooms, hours, three prices and the twelve core access facts, from one letter."""

from __future__ import annotations

import re

from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Dialog, Page, expect

from tests.browser.hands import follow, press
from tests.make import PASSWORD, a_post
from venues.models import Post, Venue

NELL = "nell@hearth.example"
MOST_PAGES, MOST_BOXES = 17, 63  # that a newcomer meets: ten minutes leave no time for more
WALKED = """() => addEventListener("DOMContentLoaded", () => {
  const boxes = [...document.querySelectorAll("main :is(input, select, textarea):not([type=hidden])")]
    .filter((box) => box.checkVisibility({ contentVisibilityProperty: true }))
    .map((box) => box.name);
  const before = JSON.parse(sessionStorage.walked ?? "[]");
  sessionStorage.walked = JSON.stringify([...before, [location.pathname, new Set(boxes).size]]);
})"""


def test_a_newcomer_publishes_a_hall(page_at, transactional_db):
    call_command("start_operator", "Mill Lane Hall", "--manager", NELL, verbosity=0)
    call_command("tick", verbosity=0)
    nell = page_at(390)
    nell.add_init_script(f"({WALKED})()")
    nell.goto(re.findall(r"/posts/\S+", mail.outbox[0].body)[0])
    take_up_the_post(nell)
    for step in (name_and_address, rooms, hours, prices, access, privacy):
        step(nell)
    expect(heading(nell)).to_have_text("Show Mill Lane Hall to the public")
    press(nell, "Show the hall to the public")
    expect(heading(nell)).to_have_text("Mill Lane Hall is shown to the public")
    walked = nell.evaluate("JSON.parse(sessionStorage.walked)")
    assert len(walked) <= MOST_PAGES, walked
    assert sum(boxes for _page, boxes in walked) <= MOST_BOXES, walked

    visitor = page_at(1280)
    visitor.goto("/venues/")
    follow(visitor, "Mill Lane Hall")
    expect(visitor.get_by_role("main")).to_contain_text("Mill Lane, Fernley, ZZ5 4FV")
    for words in ("Main hall", "Committee room", "9am to 10pm", "£12", "£4"):
        expect(visitor.get_by_role("main")).to_contain_text(words)


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def take_up_the_post(page: Page) -> None:
    """Having the letter proves the address: no code, and back to the post."""
    press(page, "Sign up to take it up")
    expect(page.get_by_label("E-mail address")).to_have_value(NELL)
    page.get_by_label("Your name").fill("Nell Marsh")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign up")
    press(page, "Take up this post")
    expect(heading(page)).to_have_text("Set up Mill Lane Hall")
    follow(page, "Go on with “Name and address”")


def name_and_address(page: Page) -> None:
    page.get_by_label("What kind of place is it?").select_option("Village hall")
    page.get_by_label("Number and street").fill("Mill Lane")
    page.get_by_label("Town or village").fill("Fernley")
    page.get_by_label("Postcode").fill("ZZ5 4FV")
    page.get_by_label("Phone number").fill("01632 960158")
    page.get_by_label("E-mail address").fill("hall@mill.example")
    press(page, "Save and go on")


def rooms(page: Page) -> None:
    two = (("Main hall", "Theatre", "80", "add another room"), ("Committee room", "Round the table", "", "go on"))
    for name, layout, people, then in two:
        expect(heading(page)).to_have_text("Add the first room" if people else "Add a room")
        page.get_by_label("What is the room called?").fill(name)
        page.get_by_label("What it is called").fill(layout)
        page.get_by_label("How many people, safely").fill(people)
        press(page, f"Save and {then}")


def hours(page: Page) -> None:
    expect(heading(page)).to_have_text("Opening hours")
    expect(page.get_by_label("Every day")).to_have_value("9am to 10pm")
    press(page, "Save and go on")


def prices(page: Page) -> None:
    """Two rooms and three kinds of price are six boxes."""
    expect(heading(page)).to_have_text("Prices")
    press(page, "Use these three")
    boxes = page.get_by_role("table").get_by_label(re.compile("^(Main hall|Committee room), ")).all()
    assert len(boxes) == 6
    for box, price in zip(boxes, ("12", "8", "10", "6", "4", "5"), strict=True):
        box.fill(price)
    press(page, "Save and go on")


def access(page: Page) -> None:
    """The building with its way in, one room, and another that is the same; whoever has looked says so once a page."""
    expect(page.get_by_role("main")).to_contain_text("0 of the 12 core facts answered.")
    for place in ("The building and its way in", "Main hall"):
        expect(heading(page)).to_have_text(f"Access: {place}")
        for question in page.get_by_role("group").all():
            if question.get_by_label("There is none").count():
                question.get_by_label("There is none").check()
            elif question.get_by_label("Millimetres").count():
                question.get_by_label("Millimetres").fill("850")
            elif question.get_by_label("I do not know").count():
                question.get_by_label("I do not know").check()
        page.get_by_label("I have checked these today").check()
        press(page, "Save")
    expect(heading(page)).to_have_text("Access: Committee room")
    expect(page.get_by_role("main")).to_contain_text("8 of the 12 core facts answered.")
    follow(page, "The same as in Main hall")
    page.get_by_label("I have checked these today").check()
    press(page, "Save and go on")


def privacy(page: Page) -> None:
    expect(heading(page)).to_have_text("Who answers for the data of Mill Lane Hall")
    expect(page.get_by_label("E-mail for questions of privacy")).to_have_value("hall@mill.example")
    press(page, "Save and go on")


def test_an_answer_that_needs_a_note_shows_the_box_for_it_at_once(page_at, town):
    unanswered = Venue.objects.get(slug="reading-room")
    a_post(unanswered, Post.Kind.MANAGER, town.dot)
    page = page_at(390, user=town.dot)
    page.goto(reverse("place:access_building", args=[unanswered.slug]))
    note = page.locator("[name=sen_quiet-note]")
    expect(note).not_to_be_visible()
    page.locator("[name=sen_quiet][value=partial]").check()
    expect(note).to_be_visible()


def test_leaving_unsaved_edits_is_warned_of_and_saving_is_not(page_at, town):
    """The browser asks; without script nothing is lost but what was not saved."""
    a_post(town.hall, Post.Kind.MANAGER, town.dot)
    page, asked = page_at(1280, user=town.dot), list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    details = reverse("place:details", args=[town.hall.slug])
    page.goto(details)
    follow(page, "Rooms")
    expect(heading(page)).to_contain_text("Rooms of")
    assert asked == []

    page.goto(details)
    page.get_by_label("Town or village").fill("Elsewhere")
    page.get_by_role("main").get_by_role("link", name="Rooms").click(no_wait_after=True)
    expect(page.get_by_label("Town or village")).to_have_value("Elsewhere")
    assert asked == ["beforeunload"]
    page.get_by_label("Phone number").fill("ask at the bar")
    press(page, "Save name and address")
    expect(page.get_by_role("alert")).to_contain_text("is not a telephone number")
    assert asked == ["beforeunload"]

    page.get_by_role("main").get_by_role("link", name="Rooms").click(no_wait_after=True)
    page.get_by_label("Phone number").fill("01632 960158")
    assert asked == ["beforeunload"] * 2
    press(page, "Save name and address")
    expect(page.get_by_role("main")).to_contain_text("Saved.")
    follow(page, "Rooms")
    expect(heading(page)).to_contain_text("Rooms of")
    assert asked == ["beforeunload"] * 2
