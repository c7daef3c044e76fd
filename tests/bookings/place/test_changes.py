"""Who changed what at a hall, and when.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from bookings.actions import change_venue
from bookings.desk.changes import PART_NAMES
from bookings.desk.set_up import PARTS
from tests.bookings.place.new_hall import its_manager
from tests.make import a_user, a_venue
from venues.actions import end_post, give_post
from venues.files.stored import venue_row
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page_of(venue: Venue, query: str = "") -> str:
    return reverse("place:changes", args=[venue.slug]) + query


def rows(answer) -> list[tuple[str, str, str]]:
    return [(change.who, change.part, change.words) for change in answer.context["changes"]]


def change(venue: Venue, by, street: str) -> None:
    row = venue_row(Venue.objects.get(pk=venue.pk))
    change_venue(venue, part="details", by=by, at=timezone.now(), venue=replace(row, street=street))


def test_the_newest_first_in_words_with_names():
    venue, ada = a_venue(), a_user("Ada")
    nell = its_manager(venue)
    change(venue, ada, "2 New Road")
    give_post(venue, "mel@hearth.example", "caretaker", name="Mel", on=timezone.localdate(), by=ada)
    end_post(venue, "mel@hearth.example", "caretaker", on=timezone.localdate() + timedelta(days=1), by=None)
    answer = nell.get(page_of(venue))
    assert rows(answer) == [
        ("Hearth", "People", "Ended a post: Caretaker, Mel."),
        ("Ada", "People", "Gave a post: Caretaker, Mel."),
        ("Ada", "Name and address", "Changed the venue: street."),
    ]
    assert "Changed the venue: street." in answer.content.decode()


def test_one_part_only():
    venue, ada = a_venue(), a_user("Ada")
    nell = its_manager(venue)
    change(venue, ada, "2 New Road")
    give_post(venue, "mel@hearth.example", "caretaker", name="Mel", on=timezone.localdate(), by=ada)
    assert [part for _who, part, _words in rows(nell.get(page_of(venue, "?part=details")))] == ["Name and address"]
    assert [part for _who, part, _words in rows(nell.get(page_of(venue, "?part=people")))] == ["People"]
    assert rows(nell.get(page_of(venue, "?part=rooms"))) == []
    assert len(rows(nell.get(page_of(venue, "?part=nonsense")))) == 2


def test_whoever_was_erased_is_somebody():
    venue, ada = a_venue(), a_user("Ada")
    nell = its_manager(venue)
    change(venue, ada, "2 New Road")
    ada.erased_at = timezone.now()
    ada.save()
    assert [who for who, _part, _words in rows(nell.get(page_of(venue)))] == ["somebody"]
    details = nell.get(reverse("place:details", args=[venue.slug])).content.decode()
    assert "Last changed by somebody on" in details
    assert "Ada" not in details


@pytest.mark.on_postgres
def test_long_lists_come_in_pages_that_keep_the_part_and_ask_no_more():
    venue, ada = a_venue(), a_user("Ada")
    nell = its_manager(venue)
    for number in range(10):
        give_post(venue, f"p{number}@hearth.example", "trustee", name=f"P{number}", on=timezone.localdate(), by=ada)
    with CaptureQueriesContext(
        connection,
    ) as ten:
        nell.get(page_of(venue))
    for number in range(10, 30):
        give_post(venue, f"p{number}@hearth.example", "trustee", name=f"P{number}", on=timezone.localdate(), by=ada)
    with CaptureQueriesContext(connection) as more:
        first = nell.get(page_of(venue, "?part=people"))
    assert len(more) <= len(ten)
    assert len(rows(first)) == 25
    assert "?part=people&amp;page=2" in first.content.decode()
    assert len(rows(nell.get(page_of(venue, "?part=people&page=2")))) == 5


def test_every_part_of_a_place_has_a_name_here():
    parts = {part.page.removeprefix("place:") for part in PARTS}
    assert parts - {"home", "changes"} <= set(PART_NAMES)


def test_another_halls_changes_are_not_among_them():
    venue, other = a_venue(), a_venue()
    journal.record(None, "changed rooms", other, why="Added the room “Nook”.")
    assert rows(its_manager(venue).get(page_of(venue))) == []


@pytest.mark.parametrize("number", ["²", "9" * 30])
def test_a_name_that_looks_like_the_number_of_a_person_breaks_nothing(number):
    venue = a_venue()
    journal.record(None, "imported", venue, why=f"New room: {number}")
    answer = its_manager(venue).get(page_of(venue))
    assert rows(answer)[0][2] == f"Brought in from its file. New room: {number}"
