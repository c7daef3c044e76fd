"""A search for a series of any kind: by the terms of each hall, and on to the page to book."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.finding import Wish, search
from bookings.recurrence import Pattern, Times
from tests.make import a_venue, in_term, soon

pytestmark = pytest.mark.django_db


def test_a_search_in_term_time_goes_by_the_terms_of_each_hall():
    """A hall that has told us none is left out, and the page says why."""
    first, halls = soon(21), [a_venue(), a_venue(), a_venue()]
    in_term(halls[0], (first, first + timedelta(weeks=1)))
    in_term(halls[1], (first + timedelta(weeks=2), first + timedelta(weeks=9)))
    wish = Wish(
        Pattern(first, Times(time(19), time(21)), until=first + timedelta(weeks=3)), 20, "informal", in_term=True
    )
    found = search(wish, at=timezone.now())
    days = {room.room.venue: [date.on for date in room.dates] for room in found.rooms}
    assert days == {
        halls[0]: [first, first + timedelta(weeks=1)],
        halls[1]: [first + timedelta(weeks=2), first + timedelta(weeks=3)],
    }
    assert [(left.room.venue, left.reason) for left in found.left_out] == [(halls[2], "no_date")]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"repeat": "2"}, "Every two weeks on {day} 7pm to 9pm"),
        ({"repeat": "weekly", "term_time": "on"}, "in term time"),
        ({"repeat": "weekly", "weekdays": ["0", "1", "2", "3", "4", "5", "6"]}, "Every Monday, Tuesday"),
        ({"repeat": "month"}, "{day} of every month"),
    ],
)
def test_a_series_of_any_kind_is_looked_for_and_goes_on_to_the_booking(client, asked, words):
    hall, first = a_venue(), soon(21)
    in_term(hall, (soon(), soon(200)))
    sent = {"on": first, "from": "19:00", "to": "21:00", "people": 20, "kind": "informal", "until": soon(70), **asked}
    address = client.post(reverse("find"), sent)["Location"]
    page = client.get(address).content.decode()
    assert words.format(day=f"{first:%A}") in page
    every = {"weekly": "1"}.get(asked["repeat"], asked["repeat"])
    assert f"every={every}" in page
    if "term_time" in asked:
        assert "term_time=on" in page


def test_a_weekly_ask_by_number_of_weeks_is_the_same_as_by_its_last_date(client):
    typed = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "25", "repeat": "weekly"}
    by_weeks = client.post(reverse("find"), typed | {"weeks": "12"}).url
    by_date = client.post(reverse("find"), typed | {"until": (soon() + timedelta(weeks=11)).isoformat()}).url
    assert by_weeks == by_date
    a_venue()
    page = client.get(by_weeks).content.decode()
    assert "All 12 dates are free" in page
    assert "£192.00" in page


def test_the_day_is_that_of_the_hall_where_only_one_is_asked(client):
    hall = a_venue(zone="Pacific/Kiritimati")  # fourteen hours before Greenwich
    here, there = timezone.localdate(), timezone.localdate(timezone=hall.tz)
    asked = {"on": str(min(here, there)), "from": "19:00", "to": "21:00", "people": "5", "repeat": "once"}
    told = client.get(reverse("find"), {**asked, "venue": hall.slug})
    assert ("That date is past." in told.content.decode()) == (here < there)
    assert "That date is past." not in client.get(reverse("find"), asked).content.decode()
