"""The drill: what was lost comes back as it was, the same rows, the same figures, the same pictures."""

from __future__ import annotations

import csv
import io
import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from bookings import calendars
from bookings.models import Booking, Session
from tests.engine import fleet
from tests.make import a_booking, a_group, a_user, a_venue, signed_in, the_room
from tests.operations import whole
from venues.models import Venue

pytestmark = pytest.mark.django_db(transaction=True)

GONE_ON_PURPOSE = ["sessions", "usersessions.usersession"]  # everybody signs in anew
WRITTEN_SINCE = ["accounts.journalentry"]  # that there was a backup, and a restore


@pytest.fixture
def pictures(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "there"
    folder = tmp_path / "there" / "pictures"
    folder.mkdir(parents=True)
    (folder / "hall.webp").write_bytes(bytes(range(256)) * 300)
    (folder / "hall-small.webp").write_bytes(b"small")
    return folder


@pytest.fixture
def hall(pictures) -> Venue:
    """A divisible hall with a choir, some of whose evenings are over, and one who is signed in."""
    venue = a_venue(cells=("front", "back"), hirers_known_from=timezone.localdate() - timedelta(days=400))
    ben = a_user("Ben")
    choir = a_group(organiser=ben)
    for days in range(3, 30, 3):
        on = timezone.localdate() + timedelta(days=days)
        a_booking(the_room(venue, "whole"), on=on, hirer=choir, by=ben, confirmed=True)
    for session in Session.objects.all()[:4]:
        weeks = timedelta(weeks=9)
        session.occupancies.update(starts_at=session.starts_at - weeks, ends_at=session.ends_at - weeks)
        Session.objects.filter(pk=session.pk).update(
            starts_at=session.starts_at - weeks, ends_at=session.ends_at - weeks, counted=21
        )
    signed_in(ben)
    return venue


def report_of(venue: Venue) -> list[str]:
    first, until = timezone.localdate() - timedelta(weeks=12), timezone.localdate()
    return ["funder_report", "--venue", venue.slug, "--from", str(first), "--to", str(until), "--format", "csv"]


def rows_of() -> list[str]:
    left_out = [f"--exclude={name}" for name in GONE_ON_PURPOSE + WRITTEN_SINCE]
    return ["dumpdata", "--all", *left_out]


def told(words: list[str]) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def by_row(dump: str) -> dict[Any, Any]:
    return {(row["model"], row.get("pk")): row["fields"] for row in json.loads(dump)}


def figure(report: str, name: str) -> str:
    return next(line["value"] for line in csv.DictReader(io.StringIO(report)) if line["figure_id"] == name)


def test_what_was_lost_comes_back_as_it_was(hall, pictures, new_database, manage, say, tmp_path):
    figures, rows = told(report_of(hall)), told(rows_of())
    assert len(by_row(rows)) > 100
    assert figure(figures, "E4") == "4"
    call_command("backup", tmp_path / "all.tar", stdout=io.StringIO())
    assert (tmp_path / "all.tar").stat().st_mode & 0o777 == 0o600

    elsewhere, media = new_database(), tmp_path / "elsewhere"
    manage(elsewhere, "restore", tmp_path / "all.tar", "--send-letters", MEDIA_ROOT=str(media))
    assert say(elsewhere, *report_of(hall)).splitlines() == figures.splitlines()
    assert by_row(say(elsewhere, *rows_of())) == by_row(rows)
    there = {file.name: file.read_bytes() for file in pictures.iterdir()}
    assert {file.name: file.read_bytes() for file in (media / "pictures").iterdir()} == there
    assert json.loads(say(elsewhere, "dumpdata", "sessions", "usersessions")) == []
    say(elsewhere, "check", "--database", "default")


def test_a_database_in_use_gives_way_only_when_told(hall, new_database, say, tmp_path):
    """Replaced by a backup of less, none of what was more is left; letters that waited wait on."""
    Letter.objects.all().delete()
    outbox.post("asked", kind="asked", to="ben@hearth.example", subject="Asked", body="Ben")
    call_command("backup", tmp_path / "all.tar", stdout=io.StringIO())
    elsewhere = new_database()
    say(elsewhere, "restore", tmp_path / "all.tar")
    with pytest.raises(CommandError, match="is not empty"):
        say(elsewhere, "restore", tmp_path / "all.tar")
    assert Session.objects.count() == 9

    Session.objects.first().delete()
    call_command("backup", tmp_path / "less.tar", stdout=io.StringIO())
    said = say(elsewhere, "restore", tmp_path / "less.tar", "--replace")
    assert "letters that were waiting (1)" in said
    rows = by_row(say(elsewhere, "dumpdata", "accounts.letter", "bookings.session"))
    assert [row["send_after"][:4] for (model, _pk), row in rows.items() if model == "accounts.letter"] == ["9000"]
    assert [model for model, _pk in rows].count("bookings.session") == 8
    assert say(elsewhere, "release_letters") == "Letters that are due now: 1.\n"
    assert Letter.objects.get().send_after <= timezone.now()  # where the backup was taken nothing changed


@pytest.fixture
def busy_hall(pictures) -> Venue:
    """What the clients of the engine's tests want: one person, one hirer, a divisible hall with its calendars."""
    venue = a_venue(cells=("front", "back"), turnaround_minutes=15)
    for room in venue.rooms.all():
        calendars.calendar_of(room)
    a_group(organiser=a_user())
    return venue


def test_a_backup_taken_while_people_book_holds_each_booking_whole(busy_hall, new_database, at, say, tmp_path):
    people = fleet.start_together(*(("book", busy_hall.slug, number, 4, "careful") for number in range(3)))
    fleet.go(people)
    while not Booking.objects.exists():
        time.sleep(0.05)
    call_command("backup", tmp_path / "busy.tar", stdout=io.StringIO())
    booked = {event["booked"]: event["sessions"] for event in fleet.said(people) if "booked" in event}

    url = new_database()
    say(url, "restore", tmp_path / "busy.tar")
    with at(url):
        held = {booking.ref: whole.held(booking) for booking in Booking.objects.all()}
        assert whole.overlaps() == 0
    assert 0 < len(held) < len(booked) + 3  # each of the three may have been about to hear of one more
    for ref, booking in held.items():
        assert booking["sessions"] == booked.get(ref, booking["sessions"])
        assert booking["holds"] in ([], booking["cells"])  # all of it, or given up
        assert booking["journal"]
