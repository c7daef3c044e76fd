"""Halls divided on a page, and rooms that leave the list: refused while booked, deleted or retired after.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from bookings.models import RoomCalendar
from tests.bookings.place.as_shown import carrying
from tests.make import a_booking, a_post, a_tariff, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import AccessClaim, Room, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HALVES = {
    "name": "Whole hall",
    "is_let": "on",
    "part-0-name": "Front half",
    "part-0-is_let": "on",
    "part-1-name": "Back half",
    "part-1-is_let": "on",
    "part-2-name": "",
    "part-2-is_let": "on",
}


@shared
def hall() -> Venue:
    return a_venue()


@shared
def manager(hall) -> Client:
    return carrying(signed_in(a_post(hall, "manager").user), hall, "rooms")


def address(hall, page, *args) -> str:
    return reverse(f"place:{page}", args=[hall.slug, *args])


def takes(hall) -> dict[str, list[str]]:
    rooms = hall.rooms.filter(retired_on=None).prefetch_related("cells")
    return {room.name: [cell.name for cell in room.cells.all()] for room in rooms}


WHOLE = {"Whole hall": ["Front half", "Back half"], "Front half": ["Front half"], "Back half": ["Back half"]}


def test_a_hall_that_can_be_divided_is_added(hall, manager):
    page = manager.get(address(hall, "rooms_add_hall"))
    assert page.context["form"]["part-0-name"].value() == "Front half"
    assert manager.post(address(hall, "rooms_add_hall"), HALVES).status_code == 303
    assert takes(hall) == {"Main": ["Main"], **WHOLE}
    html = manager.get(address(hall, "rooms")).content.decode()
    assert html.count('class="division"') == 3
    a_tariff(hall)
    booking = a_booking(the_room(hall, "front-half"), on=soon())
    assert booking.sessions.get().occupancies.get().cell.name == "Front half"


def test_a_draft_goes_on_from_its_hall(hall, manager):
    Venue.objects.filter(pk=hall.pk).update(published=False)
    where = address(hall, "rooms_add_hall")
    assert "Save and go on" in manager.get(where).content.decode()
    answer = manager.post(where, HALVES | {"then": "next"})
    assert (answer.status_code, answer["Location"]) == (303, address(hall, "prices"))


def test_a_plain_room_that_nobody_booked_is_divided(hall, manager):
    where = address(hall, "rooms_divide", "main")
    assert manager.post(where, HALVES | {"name": "Main"}).status_code == 303
    assert takes(hall) == {
        "Main": ["Front half", "Back half"],
        **{name: [name] for name in ("Front half", "Back half")},
    }
    assert hall.rooms.get(code="main").layouts.get().capacity == 100


def test_the_drawing_can_be_seen_before_anything_is_saved(hall, manager):
    typed = {name: value for name, value in HALVES.items() if name != "part-1-is_let"}
    answer = manager.post(address(hall, "rooms_add_hall"), typed | {"part-2-name": "Stage", "act": "draw"})
    assert [part.name for part in answer.context["drawing"].parts] == ["Front half", "Back half", "Stage"]
    assert answer.context["form"]["part-1-is_let"].value() in (None, False)
    assert takes(hall) == {"Main": ["Main"]}


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"part-1-name": ""}, "A hall that can be divided has two at least"),
        ({"part-1-name": "front HALF"}, "Another room has this name"),
        ({"part-1-name": "Main"}, "Another room has this name"),
        ({"name": ""}, "Say what all of it is called"),
        ({"name": "Loft"}, "A retired room has this name"),
        ({"is_let": "", "part-1-is_let": ""}, "could never be hired"),
        ({"part-0-name": "<b>Front</b>"}, "has markup in it"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_what_was_typed(hall, manager, typed, words):
    """It is judged in Python before anything is kept; what is odd in itself the storm types on both kinds."""
    Room.objects.create(venue=hall, code="loft", name="Loft", retired_on=timezone.localdate()).cells.set(
        hall.cells.all()
    )
    plan = {name: value for name, value in (HALVES | typed).items() if value}
    answer = manager.post(address(hall, "rooms_add_hall"), plan)
    assert answer.status_code in (409, 422)
    form = answer.context["form"]
    said = [*form.non_field_errors(), *(error for field in form for error in field.errors)]
    assert [error for error in said if words in error]
    assert takes(hall) == {"Main": ["Main"]}


def test_a_room_that_was_booked_stays_whole_and_the_page_says_the_way_out(hall, manager):
    a_booking(the_room(hall, "main"), on=soon())
    where = address(hall, "rooms_divide", "main")
    assert "so it stays one" in manager.get(where).content.decode()
    assert manager.post(where, HALVES).status_code == 409
    assert takes(hall) == {"Main": ["Main"]}


def test_a_hall_that_was_booked_keeps_its_parts_but_not_their_names():
    hall = a_venue(cells=("front", "back"))
    manager = carrying(signed_in(a_post(hall, "manager").user), hall, "rooms")
    a_booking(the_room(hall, "front"), on=soon())
    where = address(hall, "rooms_divide", "whole")
    assert "part-2-name" not in manager.get(where).context["form"].fields
    assert manager.post(where, HALVES | {"part-2-name": "Stage"}).status_code == 303
    assert takes(hall) == WHOLE
    assert manager.post(where, HALVES | {"part-1-name": ""}).status_code == 422


def test_a_part_that_is_not_let_can_be_called_otherwise_and_the_journal_says_so_in_plain_words(hall, manager):
    unlet = {name: value for name, value in HALVES.items() if name != "part-1-is_let"}
    assert manager.post(address(hall, "rooms_add_hall"), unlet).status_code == 303
    where = address(hall, "rooms_divide", "whole-hall")
    assert manager.post(where, unlet | {"part-1-name": "Stage"}).status_code == 303
    assert takes(hall)["Whole hall"] == ["Front half", "Stage"]
    assert journal.of(hall).first().why == "Changed the parts of a hall."


def test_a_booked_part_cannot_be_let_no_longer():
    hall = a_venue(cells=("front", "back"))
    manager = carrying(signed_in(a_post(hall, "manager").user), hall, "rooms")
    a_booking(the_room(hall, "front"), on=soon())
    typed = {name: value for name, value in HALVES.items() if name != "part-0-is_let"}
    answer = manager.post(address(hall, "rooms_divide", "whole"), typed)
    assert answer.status_code == 409
    assert "cannot go while it is booked" in answer.content.decode()
    assert set(takes(hall)) == {"Front", "Back", "Whole"}


def test_a_booked_room_does_not_go_and_its_dates_are_named(hall, manager):
    booking = a_booking(the_room(hall, "main"), on=soon())
    for answer in (manager.get(where := address(hall, "rooms_retire", "main")), manager.post(where)):
        html = answer.content.decode()
        assert booking.hirer.name in html
        assert reverse("desk:booking", args=[hall.slug, booking.ref]) in html
    assert answer.status_code == 409
    assert Room.objects.get(venue=hall).retired_on is None


def test_a_room_with_a_history_is_retired_and_can_come_back(hall, manager):
    booking = a_booking(the_room(hall, "main"), on=soon())
    long_ago = timezone.now() - timedelta(days=30)
    booking.sessions.update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=2))
    where = address(hall, "rooms_retire", "main")
    assert "will be retired" in manager.get(where).content.decode()
    assert manager.post(where).status_code == 303
    room = hall.rooms.get()
    assert room.retired_on == room.cells.get().retired_on == timezone.localdate()
    assert manager.get(where).status_code == 404
    assert "Offer it again" in manager.get(address(hall, "rooms")).content.decode()
    assert manager.post(address(hall, "rooms_bring_back", "main")).status_code == 303
    assert takes(hall) == {"Main": ["Main"]}
    assert manager.get(address(hall, "rooms_bring_back", "main")).status_code == 404


def test_a_room_that_nobody_booked_is_deleted_with_its_prices(hall, manager):
    manager.post(address(hall, "rooms_add_hall"), HALVES)
    a_tariff(hall)
    where = address(hall, "rooms_retire", "back-half")
    assert "will be deleted" in manager.get(where).content.decode()
    assert manager.post(where).status_code == 303
    assert set(takes(hall)) == {"Main", "Whole hall", "Front half"}
    assert not RoomCalendar.objects.filter(room__code="back-half").exists()
    assert "back-half" not in str(hall.tariffs.get().document)


def test_a_room_of_which_something_is_known_is_retired(hall, manager):
    manager.post(address(hall, "rooms_add_hall"), HALVES)
    room = hall.rooms.get(code="back-half")
    AccessClaim.objects.create(venue=hall, room=room, fact="rm_hearing_system", state="unknown")
    assert "will be retired" in manager.get(address(hall, "rooms_retire", "back-half")).content.decode()
    manager.post(address(hall, "rooms_retire", "back-half"))
    room.refresh_from_db()
    assert room.retired_on


def test_a_part_in_a_room_of_some_parts_is_not_left_out():
    hall = a_venue(cells=("front", "middle", "back"))
    manager = carrying(signed_in(a_post(hall, "manager").user), hall, "rooms")
    near = Room.objects.create(venue=hall, code="near", name="Near end", position=9)
    near.cells.set(hall.cells.filter(code__in=["front", "middle"]))
    names = {"name": "Whole", "is_let": "on", "part-0-name": "Front", "part-1-name": "", "part-2-name": "Back"}
    answer = manager.post(address(hall, "rooms_divide", "whole"), names)
    assert answer.status_code == 422
    names["part-0-name"] = ""
    names["part-1-name"] = "Middle"
    answer = manager.post(address(hall, "rooms_divide", "whole"), names)
    assert "Near end” is made of this part" in answer.content.decode()
