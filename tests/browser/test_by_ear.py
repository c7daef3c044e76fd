"""From the front page to a room that is asked for, by what the accessibility tree tells and by nothing else.

What a page is called and how it is read are the same beside either kind of database: heard once.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from bookings.models import Booking
from tests.browser.hearing import Listener
from tests.browser.looking import PHONE
from tests.browser.town import next_tuesday

pytestmark = pytest.mark.once

ASK = "Ask for this room : Back half, Fernley Village Hall"


def test_a_room_is_found_heard_of_and_asked_for(page_at, town):
    page = page_at(PHONE, user=town.ben)
    page.goto("/")
    ear = Listener(page)
    say_what_is_sought(ear, next_tuesday())
    hear_what_was_found(ear)
    ear.press_and_wait("link", "Back half")
    hear_the_week(ear)
    page.go_back()
    ear.press_and_wait("link", ASK)
    hear_what_is_missing(ear)
    say_what_it_is(ear)
    ear.press_and_wait("button", "Check dates and price")
    assert [each.name for each in ear.every("columnheader")] == ["When", "Price"]
    ear.press_and_wait("button", "Ask for this room")
    assert ear.one("status", "").told["live"] == "polite"
    assert Booking.objects.filter(made_by=town.ben, title="Jazz night").count() == 1


def say_what_is_sought(ear: Listener, day: date) -> None:
    """Nothing is called wrong before anything was said."""
    assert [each.name for each in ear.all() if each.told.get("invalid") == "true"] == []
    assert [each.name for each in ear.every("navigation")] == ["Main"]
    assert [len(ear.every(part)) for part in ("banner", "main", "contentinfo")] == [1, 1, 1]
    ear.type("Date", "Date", f"{day:%m%d%Y}", f"{day:%d%m%Y}")
    ear.type("InputTime", "From", "0700PM", "1900")
    ear.type("InputTime", "To", "0900PM", "2100")
    ear.type("spinbutton", "How many people?", "25")
    ear.press_and_wait("button", "Find a room")


def hear_what_was_found(ear: Listener) -> None:
    """The title, then headings that tell how many there are, each room under its own and told by its name."""
    heard = ear.all()
    assert heard[0].name == "Rooms we found – Hearth"
    headings = [each for each in heard if each.role == "heading"]
    levels = [each.told["level"] for each in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    fits = next(each.name for each in headings if each.name.endswith(("room fits", "rooms fit")))
    rooms = ear.every("article", within=f"region {fits}")
    assert fits.startswith(f"{len(rooms)} ")
    assert {each.name for each in rooms} <= {each.name for each in headings if each.told["level"] == 3}
    acts = [each.name for each in heard if each.role == "link" and each.name.startswith("Ask for this room")]
    assert len(set(acts)) == len(acts) >= len(rooms)


def hear_the_week(ear: Listener) -> None:
    """The grid of the week has a name, a head over each day and before each hour; each hour says which it is."""
    table = next(each.name for each in ear.every("table") if each.name.startswith("Back half, "))
    days = ear.every("columnheader", within=f"table {table}")
    hours = ear.every("rowheader", within=f"table {table}")
    assert [each.name[:3] for each in days].count("Tue") == 1
    assert len(days) == 7
    assert "7pm" in [each.name for each in hours]
    assert any(each.name.startswith("Free : Tuesday ") for each in ear.every("link", within=f"table {table}"))


def hear_what_is_missing(ear: Listener) -> None:
    """An alert has focus, says what is wrong and leads to each box, which says it once more."""
    ear.press_and_wait("button", "Check dates and price")
    heard = ear.all()
    assert heard[0].name.startswith("Error: ")
    alert = ear.one("alert", "There is a problem")
    assert (alert.told["live"], alert.told["focused"]) == ("assertive", True)
    links = [each.name for each in ear.every("link", within="alert There is a problem")]
    title = next(name for name in links if name.startswith("What is it? – "))
    ear.press("link", title)
    box = ear.one("textbox", "What is it?")
    assert (box.told["invalid"], box.told["focused"]) == ("true", True)
    assert title.removeprefix("What is it? – ") in box.told["description"]


def say_what_it_is(ear: Listener) -> None:
    ear.type("textbox", "What is it?", "Jazz night")
    ear.choose("combobox", "Who is it for?", "Alder Vale Choir")
    ear.choose("combobox", "What is it for, mainly?", "Arts, music and crafts")
    price = next(each.name for each in ear.every("radio") if each.name.startswith("Community"))
    ear.press("radio", price)
