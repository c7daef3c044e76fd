"""A part of a venue saved from a page: by the rules of the file, all or nothing, and never over another's change.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import journal
from bookings.actions import ChangedMeanwhile, ChangeRefused, change_venue
from bookings.actions.change_venue import print_of
from tests.make import a_booking, a_user, a_venue, the_room
from venues import files
from venues.files.contents import EntranceRow, RoomRow

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def hall():
    return a_venue()


def change(hall, part="rooms", /, **rows):
    return change_venue(hall, part=part, by=a_user("Ada"), at=timezone.now(), **rows)


def test_a_part_changes_and_the_rest_stays(hall):
    before = files.from_database(hall)
    said = change(hall, "details", venue=replace(before.venue, street="2 New Road"))
    hall.refresh_from_db()
    after = files.from_database(hall)
    assert hall.street == "2 New Road"
    assert replace(after, venue=before.venue) == before
    entry = journal.of(hall).first()
    assert (entry.verb, entry.why) == ("changed details", " ".join(said))


def test_a_room_can_be_added(hall):
    before = files.from_database(hall)
    room = RoomRow("nook", "Nook", "", (before.cells[0].code,), None, "shared", False, False, None, ())
    change(hall, rooms=(*before.rooms, room))
    assert hall.rooms.get(code="nook").name == "Nook"


def test_what_the_file_would_not_take_is_refused_with_its_place(hall):
    before = files.from_database(hall)
    with pytest.raises(ChangeRefused) as refused:
        change(hall, rooms=(replace(before.rooms[0], name=""), *before.rooms[1:]))
    assert [fault.place for fault in refused.value.faults] == ["rooms[0].name"]
    assert files.from_database(hall) == before


def test_a_draft_may_grow_bit_by_bit(hall):
    """What is still missing elsewhere is no reason to refuse a street."""
    hall.opening_hours.all().delete()
    hall.rooms.all().delete()
    hall.street = hall.postcode = ""
    hall.save()
    row = files.from_database(hall).venue
    change(hall, "details", venue=replace(row, street="2 New Road"))
    hall.refresh_from_db()
    assert (hall.street, hall.postcode) == ("2 New Road", "")


def test_two_people_do_not_undo_each_other_unseen(hall):
    seen = print_of(hall, "entrances")
    front, side = EntranceRow("front", "Front door"), EntranceRow("side", "Side door")
    change(hall, "access", entrances=(front,), seen=seen)
    with pytest.raises(ChangedMeanwhile):
        change(hall, "access", entrances=(side,), seen=seen)
    assert [entrance.code for entrance in hall.entrances.all()] == ["front"]


def test_a_room_that_is_booked_cannot_go_and_the_dates_are_named(hall):
    booking = a_booking(the_room(hall, "main"), on=timezone.localdate() + timedelta(days=30))
    before = files.from_database(hall)
    gone = replace(next(room for room in before.rooms if room.code == "main"), retired_on=timezone.localdate())
    rooms = tuple(gone if room.code == "main" else room for room in before.rooms)
    with pytest.raises(ChangeRefused) as refused:
        change(hall, rooms=rooms)
    assert str(booking.sessions.get().starts_at.year) in str(refused.value)


def test_saving_what_it_says_already_is_no_change(hall):
    before = files.from_database(hall)
    assert change(hall, "details", venue=before.venue) == ()
    assert not journal.of(hall).exists()
