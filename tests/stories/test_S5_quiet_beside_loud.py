"""S5: a quiet booking (counselling) beside amplified music warns the desk and names both.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bookings.desk.waiting import requests, waiting_at
from bookings.models import Booking
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WARNING = (
    "“Listening Ear” (Alder Vale Counselling) needs quiet, and “Drum practice” (Alder Vale Drummers) "
    "is loud at the same time"
)


@pytest.fixture
def hall() -> Venue:
    return a_venue(cells=("front", "back"))


def counselling(hall: Venue, **fields) -> Booking:
    quiet = {"title": "Listening Ear", "hirer": a_group("Alder Vale Counselling"), "sound": "quiet", "on": soon()}
    return a_booking(the_room(hall, "front"), **{**quiet, **fields})


def drumming(hall: Venue, **fields) -> Booking:
    loud = {"title": "Drum practice", "hirer": a_group("Alder Vale Drummers"), "sound": "loud", "on": soon()}
    return a_booking(the_room(hall, "back"), **{**loud, **fields})


def reasons(hall: Venue) -> dict[str, list[str]]:
    """Of each request that waits, what the desk is told."""
    found = requests(list(waiting_at(hall)), at=timezone.now())
    return {request.booking.title: [words for words in request.reasons if "quiet" in words] for request in found}


def test_S5_the_desk_is_warned_on_its_page_and_both_are_named(hall):
    counselling(hall, confirmed=True)
    drums = drumming(hall, start=20, end=22)
    secretary = signed_in(a_post(hall, "secretary").user)
    for address in (
        reverse("desk:requests", args=[hall.slug]),
        reverse("desk:booking", args=[hall.slug, drums.ref]),
        reverse("desk:confirm", args=[hall.slug, drums.ref]),
    ):
        assert WARNING in html.unescape(secretary.get(address).content.decode())


def test_S5_the_quiet_one_is_warned_of_as_the_loud_one_is(hall):
    drumming(hall, until=soon(21))
    counselling(hall, until=soon(21))
    told = reasons(hall)
    assert [len(words) for words in told.values()] == [1, 1]
    assert all(words[0].startswith(WARNING + " on 2 dates, first ") for words in told.values())


@pytest.mark.parametrize(
    "other",
    [
        {"on": soon(1)},
        {"start": 9, "end": 11},
        {"start": 21, "end": 22},  # they only touch
        {"sound": "quiet"},
        {"sound": ""},
    ],
)
def test_S5_nothing_is_said_where_they_do_not_meet(hall, other):
    counselling(hall)
    drumming(hall, **other)
    assert not any(reasons(hall).values())


def test_S5_nothing_is_said_of_another_hall(hall):
    counselling(hall)
    drumming(a_venue(cells=("front", "back")))
    assert not any(reasons(hall).values())


@pytest.mark.once
def test_S5_twenty_requests_ask_as_many_questions_as_two(hall):
    """How many statements a page asks is Django’s doing, whichever database answers them."""

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            reasons(hall)
        return len(seen)

    counselling(hall)
    drumming(hall)
    few = asked()
    for days in range(1, 10):
        counselling(hall, on=soon(14 + days))
        drumming(hall, on=soon(14 + days))
    assert asked() == few


def test_S5_it_is_asked_when_booking_and_told_on_the_check_and_on_the_booking(hall):
    ben = a_user("Ben")
    group = a_group("Drummers", organiser=ben)
    browser, address = signed_in(ben), reverse("bookings:book", args=[hall.slug, "back"])
    assert "How loud is it?" in browser.get(address).content.decode()
    typed = {
        "group": group.ref,
        "title": "Drum practice",
        "purpose": "arts",
        "people": "10",
        "on": str(soon()),
        "from": "19:00",
        "to": "21:00",
        "every": "once",
        "category": "community",
        "sound": "loud",
        "action": "check",
    }
    check = browser.post(address, typed)
    assert check.status_code == 200
    assert "It is loud, for example amplified music" in check.content.decode()
    drums = drumming(hall, by=ben, hirer=group)
    assert "It is loud, for example amplified music" in browser.get(drums.get_absolute_url()).content.decode()
