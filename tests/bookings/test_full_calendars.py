"""Calendars as full as they can be ask no more of the database than empty ones."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.availability.week import week_of
from tests.bookings.full_weeks import a_confirmed, fill, fill_one
from tests.bookings.test_calendar_pages import read
from tests.bookings.test_rooms import monday
from tests.make import a_post, a_venue, signed_in, the_room

pytestmark = pytest.mark.django_db

SIGN_IN = 2  # questions: the browser's, and whose it is


@pytest.mark.once
def test_forty_rooms_and_five_hundred_sessions_ask_no_more_than_a_few():
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    venue = a_venue(cells=tuple(f"room-{number}" for number in range(39)))  # and all of them as one
    rooms = list(venue.rooms.filter(cells__isnull=False).exclude(code="whole").distinct().prefetch_related("cells"))
    manager = signed_in(a_post(venue, "manager").user)
    fill(a_confirmed(venue), rooms, monday(), 5)
    asked = [f"?day={monday()}", f"?week={monday()}", f"?month={monday():%Y-%m}"]

    def questions(query: str, *, desk: bool) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            read(manager, venue, query, desk=desk)
        return len(seen)

    few = {(query, desk): questions(query, desk=desk) for query in asked for desk in (False, True)}
    fill(a_confirmed(venue, "Choir"), rooms, monday() + timedelta(days=1), 500)
    assert {(query, desk): questions(query, desk=desk) for query, desk in few} == few
    assert max(few.values()) - SIGN_IN < 15


@pytest.mark.once
def test_a_week_of_one_room_with_five_hundred_sessions_asks_no_more_than_a_few(client):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    venue = a_venue()
    venue.opening_hours.update(opens_minute=0, closes_minute=1440)
    room, week = the_room(venue, "main"), f"?week={monday()}"

    def questions() -> list[int]:
        """Of the hall's calendar, and of the table of hours on the page of the room."""
        with CaptureQueriesContext(connection) as calendar:
            read(client, venue, week)
        with CaptureQueriesContext(connection) as hours:
            week_of(room, monday(), at=timezone.now())
        return [len(calendar), len(hours)]

    fill_one(a_confirmed(venue), room, monday(), 5)
    few = questions()
    fill_one(a_confirmed(venue, "Choir"), room, monday() + timedelta(days=1), 495)
    assert questions() == few
    assert max(few) < 15
