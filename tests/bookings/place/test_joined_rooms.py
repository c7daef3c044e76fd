"""Several rooms let as one: a room more, that closes each of them and is closed by each.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from bookings.exceptions import DatesChanged, RoomTaken
from tests.make import a_booking, a_post, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    venue = a_venue(cells=("main", "small"))
    venue.rooms.filter(code="whole").delete()
    return venue


@shared
def manager(hall) -> Client:
    return signed_in(a_post(hall, "manager").user)


def page(hall: Venue) -> str:
    return reverse("place:rooms_join", args=[hall.slug])


def join(hall: Venue, manager: Client, **typed):
    seen = manager.get(page(hall)).context["form"]["seen"].value()
    return manager.post(page(hall), {"seen": seen, "rooms": ["main", "small"], "name": "Whole building", **typed})


def test_it_is_linked_from_the_rooms(hall, manager):
    assert page(hall) in manager.get(reverse("place:rooms", args=[hall.slug])).content.decode()


def test_it_takes_what_they_take_and_is_given_its_prices_next(hall, manager):
    answer = join(hall, manager)
    assert answer["Location"] == reverse("place:rooms_room", args=[hall.slug, "whole-building"])
    whole = the_room(hall, "whole-building")
    assert {cell.code for cell in whole.cells.all()} == {"main", "small"}
    assert "Whole building" in manager.get(reverse("place:prices_new", args=[hall.slug])).content.decode()


def test_while_one_of_them_is_booked_it_is_not_free(hall, manager):
    join(hall, manager)
    tariff = Tariff.objects.get(venue=hall)
    rows = tariff.document["rates"]
    tariff.document = {**tariff.document, "rates": [*rows, {**rows[0], "room": "whole-building"}]}
    tariff.save()
    a_booking(the_room(hall, "small"), on=soon())
    with pytest.raises((RoomTaken, DatesChanged)):
        a_booking(the_room(hall, "whole-building"), on=soon())


@pytest.mark.once
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"rooms": []}, "Tick two rooms or more."),
        ({"rooms": ["main"]}, "Tick two rooms or more."),
        ({"rooms": ["main", "attic"]}, "Tick only what is offered now."),
        ({"name": ""}, "Say what they are called together."),
        ({"name": "MAIN"}, "Another room has this name; people could not tell them apart."),
    ],
)
def test_what_cannot_be_is_said_beside_its_box(hall, manager, typed, words):
    """The words of a form, whatever the database."""
    answer = join(hall, manager, **typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert hall.rooms.count() == 2


def test_what_is_there_already_is_named(hall, manager):
    join(hall, manager)
    answer = join(hall, manager, name="All of it")
    assert answer.status_code == 422
    assert "That is what “Whole building” is already." in answer.content.decode()


def test_what_was_changed_meanwhile_is_looked_at_first(hall, manager):
    seen = manager.get(page(hall)).context["form"]["seen"].value()
    hall.rooms.filter(code="small").update(name="Snug")
    assert join(hall, manager, seen=seen).status_code == 409
    assert hall.rooms.count() == 2


def test_a_hall_of_one_room_is_told_what_comes_first(manager):
    small = a_venue(name="Small Hall", slug="small-hall")
    browser = signed_in(a_post(small, "manager").user)
    assert "Add each room first" in browser.get(page(small)).content.decode()
