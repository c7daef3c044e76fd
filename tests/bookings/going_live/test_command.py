"""What the command says of a file that it cannot bring in by itself, and of one that it can."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bookings.diaries.said import Said
from bookings.models import Booking
from tests.bookings.diaries.spreadsheets import Rows, as_csv
from tests.bookings.going_live.diaries import FULL, a_row
from tests.make import a_venue
from venues.models import Venue

pytestmark = pytest.mark.django_db


def said_of(hall: Venue, tmp_path: Path, rows: Rows) -> str:
    file, said = tmp_path / "diary.csv", io.StringIO()
    file.write_bytes(as_csv(rows))
    with pytest.raises(CommandError, match=r"Nothing was brought in\."):
        call_command("import_diary", hall.slug, str(file), stdout=said, stderr=said)
    assert not Booking.objects.exists()
    return said.getvalue()


def test_a_word_that_it_does_not_know_is_told_with_its_rows(tmp_path: Path) -> None:
    rows = [
        FULL,
        a_row(room="Ballroom"),
        a_row("2026-03-04", room="Ballroom"),
        (*a_row("2026-03-05", hirer="Yoga")[:5], "", "x"),
    ]
    said = said_of(a_venue(cells=("main", "kitchen")), tmp_path, rows)
    assert "“Ballroom” is not known as “Room”, in 2 rows: what is meant?\n" in said
    assert "“x” is not known as “Category of price”, in 1 row: what is meant?\n" in said
    assert "“Yoga” is new here, and no row says: Kind of hirer\n" in said


def test_columns_that_say_nothing_are_told(tmp_path: Path) -> None:
    said = said_of(a_venue(), tmp_path, [["Wann", "Wer"], ["2026-03-03", "Chor"]])
    assert "No column says who.\nNo column says which day.\nNo column says from when to when.\n" in said


def test_what_was_answered_on_the_page_is_known_to_it(tmp_path: Path) -> None:
    hall = a_venue(cells=("main", "kitchen"))
    hall.diary_columns = Said(values={"room": {"ballroom": "main"}}).as_document()
    hall.save()
    file, said = tmp_path / "diary.csv", io.StringIO()
    file.write_bytes(as_csv([FULL, a_row(start="7", end="9", room="Ballroom")]))
    call_command("import_diary", hall.slug, str(file), stdout=said, stderr=said)
    assert "Note: “7–9” is read as 19:00 to 21:00, in 1 row.\n" in said.getvalue()
    assert Booking.objects.get().sessions.get().rooms.get().code == "main"
