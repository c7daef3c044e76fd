"""A venue comes in from its file whole or not at all, and nothing that rests on it is pulled away."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import tomli_w
from django.db import transaction
from hypothesis import given, settings

from accounts import journal
from bookings.actions.import_venue import import_venue
from bookings.models import RoomCalendar, Session
from tests.bookings.importing import (
    A_MAIN_HALL_EVENING,
    NOW,
    TUESDAY,
    book_the,
    bring,
    everything,
    refusals,
    the_venue,
    without,
)
from tests.make import a_user, an_ask, book, the_room
from tests.venues.venue_files import SMALL, documents, spoilt
from venues.files import from_database, read, write
from venues.models import Cell, Room, Venue

pytestmark = pytest.mark.django_db


def test_a_new_venue_is_in_the_database_as_the_file_has_it() -> None:
    outcome = bring(SMALL)
    assert outcome.created
    assert "Added the room “Main Hall”." in outcome.changes
    assert from_database(the_venue()) == read(SMALL, today=NOW.date())
    assert {held.room.code for held in RoomCalendar.objects.all()} == {"main-hall", "front-half"}


def test_what_was_done_is_in_the_journal() -> None:
    outcome = bring(SMALL)
    (entry,) = journal.of(the_venue())
    assert entry.verb == "imported"
    assert entry.why.startswith(outcome.changes[0])


def test_the_same_file_twice_changes_nothing() -> None:
    bring(SMALL)
    ada, before = a_user("Ada"), everything()
    again = import_venue(read(SMALL, today=NOW.date()), by=ada, at=NOW)
    assert (again.created, again.changes) == (False, ())
    assert everything() | {"accounts_user": []} == before | {"accounts_user": []}


@settings(max_examples=20, deadline=None)
@given(documents())
def test_what_is_brought_in_can_be_written_out_and_brought_in_again(document: dict[str, Any]) -> None:
    file = read(tomli_w.dumps(document), today=date(2026, 7, 1))
    with transaction.atomic():
        venue = import_venue(file, by=None, at=NOW).venue
        stored = from_database(Venue.objects.get(pk=venue.pk))
        assert stored == file
        assert import_venue(stored, by=None, at=NOW).changes == ()
        transaction.set_rollback(True)


def test_a_changed_file_changes_only_what_differs() -> None:
    bring(SMALL)
    text = spoilt("capacity = 80", "capacity = 75", spoilt('name = "Porch"', 'name = "Old porch"'))
    assert bring(text).changes == ("Changed the room “Main Hall”: layouts.", "Changed the entrance “Old porch”.")
    assert from_database(the_venue()) == read(text, today=NOW.date())


def test_another_order_of_rooms_is_kept() -> None:
    bring(SMALL)
    first, second = SMALL.index("[[rooms]]"), SMALL.index("[[rooms]]", SMALL.index("[[rooms]]") + 1)
    end = SMALL.index("[[hours]]")
    swapped = SMALL[:first] + SMALL[second:end] + SMALL[first:second] + SMALL[end:]
    assert bring(swapped).changes == ("Put the rooms in another order.",)
    assert [room.code for room in the_venue().rooms.all()] == ["front-half", "main-hall"]


# Closures and bookings


def test_a_closure_that_would_fall_on_a_booking_is_refused_and_names_it_without_saying_whose() -> None:
    bring(SMALL)
    booking = book_the("main-hall")
    (fault,) = refusals(spoilt("2026-12-24 15:00:00", "2026-06-09 20:00:00"))
    assert fault == (
        "closures[0] (no. 1 of closures): This closure would fall on what is booked: "
        f"{A_MAIN_HALL_EVENING}. Move or cancel those first."
    )
    assert booking.title not in fault


def test_a_closure_beside_a_booking_is_made() -> None:
    bring(SMALL)
    book_the("front-half")
    other_cell = spoilt("2026-12-24 15:00:00", '2026-06-09 20:00:00\ncells = ["back"]')
    touching = spoilt("2026-12-24 15:00:00", "2026-06-09 21:00:00")
    assert "Added the closure from 2026-06-09 20:00 to 2027-01-02 08:00." in bring(other_cell).changes
    assert "Added the closure from 2026-06-09 21:00 to 2027-01-02 08:00." in bring(touching).changes
    assert the_venue().closures.count() == 1


def test_only_bookings_to_come_stand_in_the_way_of_a_closure() -> None:
    bring(SMALL)
    book_the("main-hall")
    text = spoilt("2026-12-24 15:00:00\nto = 2027-01-02 08:00:00", "2026-06-08 09:00:00\nto = 2026-06-10 09:00:00")
    later = datetime(2026, 7, 1, tzinfo=UTC)
    assert "Added the closure from 2026-06-08 09:00 to 2026-06-10 09:00." in bring(text, at=later).changes


def test_a_closure_that_is_over_stays_on_record() -> None:
    bring(SMALL)
    later = datetime(2027, 2, 1, tzinfo=UTC)
    assert bring(without("[[closures]]", "[[tariffs]]"), at=later).changes == ()
    assert the_venue().closures.count() == 1


# Rooms and cells that go


ONLY_MAIN = without('[[rooms]]\ncode = "front-half"', "[[hours]]")
ONLY_MAIN = spoilt('  { category = "standard", room = "front-half", per_hour = "7.00" },\n', "", ONLY_MAIN)
ONLY_MAIN = spoilt('  { category = "community", room = "front-half", per_hour = "5.00" },\n', "", ONLY_MAIN)


def test_a_room_that_was_never_booked_is_deleted() -> None:
    bring(SMALL)
    assert "Deleted the room “Front Half”." in bring(ONLY_MAIN).changes
    assert from_database(the_venue()) == read(ONLY_MAIN, today=NOW.date())


def test_a_room_with_bookings_to_come_cannot_go() -> None:
    bring(SMALL)
    book_the("front-half")
    (fault,) = [fault for fault in refusals(ONLY_MAIN) if fault.startswith("rooms")]
    assert fault == (
        "rooms (Front Half): The room “Front Half” cannot go while it is booked: "
        "Tuesday 9 June 2026, 7pm to 9pm in Front Half."
    )


def test_many_bookings_in_the_way_are_named_by_the_first_and_counted() -> None:
    bring(SMALL)
    room = the_room(the_venue(), "front-half")
    book(an_ask(room, TUESDAY, until=date(2026, 9, 29)), by=a_user("Ben"), at=NOW)
    text = spoilt('cells = ["front"]\n', 'cells = ["front"]\nretired_on = 2026-05-31\n')
    (fault,) = refusals(text)
    assert fault.startswith("rooms[1].retired_on (Front Half): ")
    assert fault.count("in Front Half") == 10
    assert fault.endswith("; and 7 more.")


def test_a_room_with_a_history_is_retired_and_comes_back_with_it() -> None:
    bring(SMALL)
    book_the("front-half")
    later = datetime(2026, 7, 1, 9, tzinfo=UTC)
    unpriced = without('[[rooms]]\ncode = "front-half"', "[[hours]]")
    rows = unpriced[unpriced.index("rates = [") : unpriced.index("]\n\n[[tariffs.bands]]") + 1]
    only_main = unpriced.replace(rows, "rates = []").replace("2026-04-01", "2026-07-01")
    assert "Retired the room “Front Half”." in bring(only_main, at=later).changes
    assert bring(only_main, at=later).changes == ()

    retired = Room.objects.get(code="front-half")
    assert retired.retired_on == date(2026, 7, 1)
    assert Session.objects.filter(rooms=retired).count() == 1
    exported = write(from_database(the_venue()))
    assert "retired_on = 2026-07-01" in exported
    assert import_venue(read(exported, today=later.date()), by=None, at=later).changes == ()

    back = exported.replace("retired_on = 2026-07-01\n", "")
    assert "Changed the room “Front Half”: whether it is let." in bring(back, at=later).changes
    assert Room.objects.get(code="front-half") == retired
    assert Room.objects.get(code="front-half").retired_on is None


def test_the_cells_of_a_booked_room_cannot_change() -> None:
    bring(SMALL)
    wider = spoilt('cells = ["front"]\n', 'cells = ["front", "back"]\n')
    narrower = spoilt('cells = ["front", "back"]', 'cells = ["front"]')
    assert "Changed the room “Front Half”: what it takes up." in bring(wider).changes
    book_the("main-hall")
    (fault,) = refusals(narrower)
    assert fault.startswith("rooms[0].cells (Main Hall): The room has been booked, so its cells cannot change.")


def test_a_cell_goes_with_its_rooms_and_keeps_its_history() -> None:
    text = spoilt("[[entrances]]", '[[cells]]\ncode = "attic"\nname = "Attic"\n\n[[entrances]]')
    bring(text)
    assert "Deleted the cell “Attic”." in bring(SMALL).changes

    attic = '[[rooms]]\ncode = "attic"\nname = "Attic"\ncells = ["attic"]\n\n[[hours]]'
    priced = spoilt(
        "rates = [",
        'rates = [\n  { category = "community", room = "attic", per_hour = "3.00" },\n'
        '  { category = "standard", room = "attic", per_hour = "4.00" },',
        spoilt("[[hours]]", attic, text),
    )
    bring(priced)
    book_the("attic")
    assert [fault.split(":")[0] for fault in refusals(SMALL)] == [
        "rooms (Attic)",
        "cells (Attic)",
        "tariffs[0] (Prices)",
    ]
    later = datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert "Retired the cell “Attic”." in bring(SMALL.replace("2026-04-01", "2026-07-01"), at=later).changes
    assert Cell.objects.get(code="attic").retired_on == date(2026, 7, 1)


def test_an_entrance_about_which_something_is_known_stays() -> None:
    bring(SMALL)
    text = without("[[entrances]]", "[[rooms]]", SMALL[: SMALL.index("[[access]]")])
    (fault,) = refusals(text)
    assert fault.startswith("entrances (Porch): The entrance “Porch” is not in the file, but answers about it are kept")
