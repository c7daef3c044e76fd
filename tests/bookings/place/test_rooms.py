"""The rooms of a place on their pages: added, changed and ordered; what touches bookings is said first.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from bookings import actions
from bookings.models import Booking
from tests.make import a_booking, a_post, a_room, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Cell, Layout, Room, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ASKS = {"confirms_at_once": "no", "own_turnaround": "venue", "turnaround": "shared"}


@shared
def hall() -> Venue:
    return a_venue()


@shared
def manager(hall) -> Client:
    return signed_in(a_post(hall, "manager").user)


def address(hall, page="rooms", *args) -> str:
    return reverse(f"place:{page}", args=[hall.slug, *args])


def as_shown(browser, where) -> dict[str, str]:
    """What a browser would post if nothing were touched."""
    form = browser.get(where).context["form"]
    return {field.html_name: str(value) for field in form if (value := field.value()) not in (None, False)}


def layout(number, name, capacity="", who="", when="", was=""):
    boxes = {"name": name, "capacity": capacity, "assessed_by": who, "assessed_on": when, "was": was}
    return {f"layout-{number}-{box}": value for box, value in boxes.items()}


def test_a_room_is_added_with_layouts_and_nobody_hears_of_cells(hall, manager):
    page = manager.get(address(hall, "rooms_add")).content.decode()
    assert not re.search(r"\bcells?\b", page, re.IGNORECASE)
    typed = {"name": "Committee room", "summary": "Up the stairs.", **ASKS}
    typed |= layout(0, "Round table", "14", "Fire adviser", "2026-01-05") | layout(3, "Rows")
    assert manager.post(address(hall, "rooms_add"), typed).status_code == 303
    room = hall.rooms.get(name="Committee room")
    assert (room.code, [cell.name for cell in room.cells.all()]) == ("committee-room", ["Committee room"])
    assert [(each.name, each.capacity, each.assessed_by) for each in room.layouts.all()] == [
        ("Round table", 14, "Fire adviser"),
        ("Rows", None, ""),
    ]
    entry = journal.of(hall).first()
    assert (entry.verb, entry.why) == ("changed rooms", "Added the room “Committee room”.")
    assert "Committee room is added" in manager.get(address(hall)).content.decode()


@pytest.mark.on_postgres
def test_a_room_that_somebody_adds_in_the_same_moment_is_not_lost(hall, manager, monkeypatch):
    save = actions.change_venue

    def just_after_another(venue, **rows):
        monkeypatch.setattr(actions, "change_venue", save)
        manager.post(address(hall, "rooms_add"), {"name": "Committee room", **ASKS})
        return save(venue, **rows)

    monkeypatch.setattr(actions, "change_venue", just_after_another)
    assert manager.post(address(hall, "rooms_add"), {"name": "Snug", **ASKS}).status_code == 409
    assert hall.rooms.filter(name="Committee room", retired_on=None).exists()


def test_a_room_is_changed_throughout(hall, manager):
    where = address(hall, "rooms_room", "main")
    typed = as_shown(manager, where) | {
        "name": "Great hall",
        "confirms_at_once": "yes",
        "own_turnaround": "own",
        "minutes": "30",
        "turnaround": "apart",
    }
    assert manager.post(where, typed).status_code == 303
    room = hall.rooms.get(code="main")
    assert (room.name, room.confirms_at_once, room.turnaround_minutes, room.turnaround) == (
        "Great hall",
        True,
        30,
        "apart",
    )
    assert room.cells.get().name == "Great hall"


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Type the name of the room."),
        ({"name": "attic"}, "Another room has this name"),
        ({"name": "Loft"}, "Loft (until "),
        ({"name": "<b>Bold</b>"}, "<"),
        ({"own_turnaround": "own"}, "Say how many minutes"),
        ({"own_turnaround": "own", "minutes": "9999"}, "24 hours at most"),
        (layout(1, "", "20"), "Give this layout a name"),
        (layout(1, "theatre", "20"), "Another layout of this room has this name."),
        (layout(1, "Rows", "nobody"), "Type a whole number, such as 80"),
        (layout(1, "Rows", "20", when="2999-01-01"), "The year 2999 is out of our reach"),
        (layout(1, "Rows", "20", when="2090-01-01"), "assessed on a day to come"),
        (layout(1, "&lt;Rows", "20"), "&lt;"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_and_nothing_is_lost(hall, manager, typed, words):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    a_room(hall, "attic", cells=[Cell.objects.create(venue=hall, code="attic", name="Attic")])
    a_room(hall, "loft", cells=[hall.cells.get(code="attic")], retired_on=timezone.localdate())
    where = address(hall, "rooms_room", "main")
    answer = manager.post(where, as_shown(manager, where) | {"summary": "Kept words"} | typed)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Error:" in html
    said = [error for field in answer.context["form"] for error in field.errors]
    assert [error for error in said if words in error]
    assert "Kept words" in html
    assert hall.rooms.get(code="main").summary == ""


@pytest.mark.once
def test_layouts_come_and_go_by_a_button_without_a_script(hall, manager):
    """The words of a form, whatever the database."""
    where = address(hall, "rooms_room", "main")
    typed = as_shown(manager, where) | {"name": "Half typed"}
    more = manager.post(where, typed | {"act": "more"})
    assert more.status_code == 200
    assert list(more.context["form"].numbers) == [0, 1]
    assert more.context["form"]["name"].value() == "Half typed"
    less = manager.post(where, typed | layout(1, "Rows") | {"act": "less-0"})
    assert [line.name.value() for line in less.context["form"].layouts()] == ["Rows"]
    assert hall.rooms.get().name == "Main"


def test_a_layout_that_is_emptied_goes(hall, manager):
    where = address(hall, "rooms_room", "main")
    assert manager.post(where, as_shown(manager, where) | layout(0, "")).status_code == 303
    assert not Layout.objects.filter(room__venue=hall).exists()


def test_a_booking_keeps_its_layout_when_that_is_called_otherwise(hall, manager):
    room = the_room(hall, "main")
    booking = a_booking(room, on=soon(), confirmed=True)
    Booking.objects.filter(pk=booking.pk).update(layout=room.layouts.get())
    where = address(hall, "rooms_room", "main")
    typed = as_shown(manager, where) | {"layout-0-name": "Rows of chairs"} | layout(1, "Theatre", "90")
    assert manager.post(where, typed).status_code == 303
    booking.refresh_from_db()
    assert booking.layout.name == "Rows of chairs"


@pytest.mark.once
@pytest.mark.parametrize(
    ("change", "words", "left"),
    [
        ({"layout-0-capacity": "20"}, "would safely take 20 people", [20]),
        (layout(0, ""), "would no longer say which layout", []),
    ],
)
def test_what_a_change_of_layouts_would_mean_is_said_first(hall, manager, change, words, left):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    room = the_room(hall, "main")
    booking = a_booking(room, on=soon(), confirmed=True, people=25)
    Booking.objects.filter(pk=booking.pk).update(layout=room.layouts.get())
    where = address(hall, "rooms_room", "main")
    typed = as_shown(manager, where) | change
    first = manager.post(where, typed)
    html = first.content.decode()
    assert first.status_code == 409
    assert words in html
    assert booking.hirer.name in html
    assert Layout.objects.get(room=room).capacity == 100
    assert manager.post(where, typed | {"known": "something else"}).status_code == 409
    assert manager.post(where, typed | {"known": first.context["mark"]}).status_code == 303
    assert list(Layout.objects.filter(room=room).values_list("capacity", flat=True)) == left


def test_a_booking_that_chose_no_layout_counts_against_the_largest(hall, manager):
    a_booking(the_room(hall, "main"), on=soon(), people=25)
    where = address(hall, "rooms_room", "main")
    unknown = layout(1, "Tables", "")
    answer = manager.post(where, as_shown(manager, where) | {"layout-0-capacity": "24"} | unknown)
    assert answer.status_code == 409
    assert "24 people at most" in answer.content.decode()
    assert manager.post(where, as_shown(manager, where) | {"layout-0-capacity": "25"}).status_code == 303


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"own_turnaround": "own", "minutes": "30"}, True),
        ({"own_turnaround": "own", "minutes": "0", "turnaround": "apart"}, False),
    ],
)
def test_neighbours_that_stand_too_close_are_named_and_stay(hall, manager, change, asked):
    room = the_room(hall, "main")
    early, late = (a_booking(room, on=soon(), start=start, end=start + 2) for start in (17, 19))
    far = a_booking(room, on=soon(20))
    where = address(hall, "rooms_room", "main")
    answer = manager.post(where, as_shown(manager, where) | change)
    assert answer.status_code == (409 if asked else 303)
    if asked:
        (effect,) = answer.context["effects"]
        assert {session.booking for session in effect.sessions} == {early, late}
        assert far.ref not in answer.content.decode()


def test_a_neighbour_in_another_room_of_the_hall_is_named_too():
    hall = a_venue(cells=("front", "back"))
    manager = signed_in(a_post(hall, "manager").user)
    a_booking(the_room(hall, "front"), on=soon(), start=17, end=19)
    a_booking(the_room(hall, "whole"), on=soon(), start=19, end=21)
    a_booking(the_room(hall, "back"), on=soon(), start=15, end=17)
    where = address(hall, "rooms_room", "front")
    answer = manager.post(where, as_shown(manager, where) | {"own_turnaround": "own", "minutes": "15"})
    (effect,) = answer.context["effects"]
    assert [session.rooms.get().code for session in effect.sessions] == ["front", "whole"]


def test_two_people_do_not_undo_each_other_unseen(hall, manager):
    where = address(hall, "rooms_room", "main")
    typed = as_shown(manager, where)
    manager.post(where, typed | {"summary": "First"})
    answer = manager.post(where, typed | {"summary": "Second"})
    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.content.decode()
    assert hall.rooms.get().summary == "First"


def test_rooms_are_put_in_order(manager, hall):
    a_room(hall, "attic", cells=list(hall.cells.all()), position=1)
    seen = manager.get(address(hall)).context["seen"]
    assert manager.post(address(hall), {"move": "up attic", "seen": seen}).status_code == 303
    assert list(hall.rooms.values_list("code", flat=True)) == ["attic", "main"]
    assert manager.post(address(hall), {"move": "down attic", "seen": seen}).status_code == 409
    for nonsense in ("sideways attic", "up nowhere", ""):
        assert manager.post(address(hall), {"move": nonsense}).status_code == 404


def test_an_empty_place_begins_with_the_form_of_its_first_room(hall, manager):
    Room.objects.filter(venue=hall).update(retired_on=date(2026, 1, 1))
    assert "No room yet" in manager.get(address(hall)).content.decode()
    Room.objects.filter(venue=hall).delete()
    page = manager.get(address(hall)).content.decode()
    assert f'<form method="post" action="{address(hall, "rooms_add")}"' in page
    answer = manager.post(address(hall, "rooms_add"), {"name": "Nook", "then": "another", **ASKS})
    assert answer["Location"] == address(hall, "rooms_add")
    assert [room.name for room in hall.rooms.all()] == ["Nook"]


def test_on_the_way_to_publishing_saving_leads_on(hall, manager):
    Venue.objects.filter(pk=hall.pk).update(published=False)
    answer = manager.post(address(hall, "rooms_add"), {"name": "Nook", "then": "next", **ASKS})
    assert answer["Location"] != address(hall)
    assert "Go on" in manager.get(address(hall)).content.decode()


@pytest.mark.once
def test_the_list_asks_as_much_for_twenty_rooms_as_for_two(hall, manager):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(address(hall)).status_code == 200
        return len(queries)

    a_room(hall, "attic", cells=list(hall.cells.all()))
    few = asked()
    for number in range(18):
        a_room(hall, f"nook-{number}", cells=list(hall.cells.all()), retired_on=None)
    assert asked() == few


def test_a_session_that_is_over_is_nobodys_concern(hall, manager):
    booking = a_booking(the_room(hall, "main"), on=soon(), people=25)
    long_ago = timezone.now() - timedelta(days=30)
    booking.sessions.update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=2))
    where = address(hall, "rooms_room", "main")
    assert manager.post(where, as_shown(manager, where) | {"layout-0-capacity": "5"}).status_code == 303


@pytest.mark.once
def test_the_part_is_marked_on_the_pages_below_it(hall, manager):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    rooms = reverse("place:rooms", args=[hall.slug])
    assert f'<a href="{rooms}" aria-current="page">Rooms</a>' in manager.get(rooms).content.decode()
    page = manager.get(address(hall, "rooms_room", "main")).content.decode()
    assert f'<a href="{rooms}" aria-current="true">Rooms</a>' in page
    assert "This part: Rooms. Go to another" in page


@pytest.mark.once
def test_what_a_room_is_like_is_marked_as_optional_and_its_other_boxes_are_not(hall, manager):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    told = manager.get(address(hall, "rooms_add")).content.decode()
    assert re.findall(r'>([^<]+) <span class="optional">\(optional\)</span>', told) == ["What is it like?"]
