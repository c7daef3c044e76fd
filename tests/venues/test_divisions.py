"""How a hall is divided, said and drawn for each of its rooms."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from tests.make import a_room, a_venue
from venues.divisions import LETTERS, divisions, drawn

pytestmark = pytest.mark.django_db


def found(venue):
    rooms = list(venue.rooms.prefetch_related("cells"))
    return {room.code: shared for room in rooms if (shared := divisions(rooms).get(room.pk))}


def test_each_room_says_which_parts_it_takes_and_what_it_closes():
    halls = found(a_venue(cells=("front", "back")))
    assert halls["whole"].adds_up == "Whole = Front + Back"
    assert "closes Front and Back" in halls["whole"].excludes
    assert halls["front"].title == "Front: a part of the hall"
    assert halls["front"].described == "Front: in it; Back: not in it."
    assert "closes Whole for the same hours" in halls["front"].excludes


def test_rooms_that_share_nothing_are_not_divided():
    venue = a_venue(cells=("front", "back"))
    venue.rooms.filter(code="whole").update(retired_on=timezone.localdate())
    assert found(venue) == {}


def test_two_rooms_of_one_space_exclude_each_other_without_a_drawing():
    venue = a_venue()
    a_room(venue, "studio", cells=list(venue.cells.all()))
    assert found(venue)["studio"].others == ("Main",)
    assert not found(venue)["studio"].is_drawn


def test_the_drawing_has_words_and_marks_besides_colour():
    venue = a_venue(cells=("front", "back"))
    html = render_to_string("components/division.html", {"division": found(venue)["front"]})
    assert html.count("<rect") == 2
    assert html.count("<path") == 1
    assert "<title" in html
    assert "Back: not in it" in html


def test_a_long_name_is_cut_in_the_drawing_only():
    name = "The front of the hall, beside the kitchen and the stage"
    hall = drawn([name, "Back"])
    assert len(hall.parts[0].short_name) <= LETTERS
    assert name in hall.described


def test_pages_show_the_division(client):
    venue = a_venue(cells=("front", "back"))
    pages = [client.get(page.get_absolute_url()).content.decode() for page in (venue, venue.rooms.get(code="whole"))]
    assert ['class="division"' in html for html in pages] == [True, True]
    assert "Whole = Front + Back" in pages[1]
