"""How short and how long a hall lets its rooms: said before anything is asked for.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from bookings.exceptions import NotPossible
from bookings.finding import Wish, search
from bookings.finding.words import left_out_groups
from bookings.models import Booking
from bookings.planning import plan
from bookings.recurrence import Pattern
from tests.bookings.booking_page import check, typed
from tests.make import a_group, a_user, a_venue, an_ask, book, signed_in, soon, the_room
from venues.length_words import lengths_words

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TOO_SHORT = "This hall lets its rooms for at least 2 hours 30 minutes."
TOO_LONG = "This hall lets its rooms for at most 1 hour."


def two_hours(**limits):
    return an_ask(the_room(a_venue(**limits), "main"), soon())


@pytest.mark.parametrize(
    ("limits", "reason", "words"),
    [
        ({"shortest_minutes": 150}, "too_short", TOO_SHORT),
        ({"longest_minutes": 60}, "too_long", TOO_LONG),
    ],
)
def test_a_length_that_the_hall_does_not_let_is_refused_in_words(limits, reason, words):
    ask = two_hours(**limits)
    [refused] = plan(ask, at=timezone.now()).refused
    assert (refused.reason, refused.reason_words) == (reason, words)
    with pytest.raises(NotPossible, match=words):
        book(ask, by=a_user())
    assert not Booking.objects.exists()


def test_the_limits_themselves_can_be_had():
    assert not plan(two_hours(shortest_minutes=120, longest_minutes=120), at=timezone.now()).refused


def test_the_page_says_it_beside_the_field():
    ben = a_user()
    room = the_room(a_venue(shortest_minutes=150), "main")
    page = check(signed_in(ben), room, typed(a_group(organiser=ben)))
    assert page.status_code == 422
    assert page.context["form"].errors == {"ends": [TOO_SHORT]}


def test_a_search_counts_what_each_hall_does_not_let():
    for limits in ({"shortest_minutes": 150}, {"shortest_minutes": 150}, {"shortest_minutes": 180}):
        a_venue(**limits)
    ask = two_hours(longest_minutes=60)
    wish = Wish(Pattern(ask.pattern.first, ask.pattern.times), people=25, kind="informal")
    found = search(wish, at=timezone.now())
    assert not found.rooms
    assert [group.words for group in left_out_groups(found.left_out)] == [
        f"2 rooms are not let for so short a time: {TOO_SHORT}",
        "1 room is not let for so short a time: This hall lets its rooms for at least 3 hours.",
        f"1 room is not let for so long: {TOO_LONG}",
    ]


def test_a_free_hour_of_the_grid_asks_for_as_long_as_the_hall_lets():
    room = the_room(a_venue(shortest_minutes=150), "main")
    page = Client().get(f"{room.get_absolute_url()}?week={soon().isoformat()}")
    assert f"on={soon().isoformat()}&amp;from=19%3A00&amp;to=21%3A30" in page.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("shortest", "longest", "words"),
    [
        (0, None, ""),
        (60, None, "1 hour or more"),
        (0, 360, "At most 6 hours"),
        (60, 360, "From 1 hour to 6 hours"),
    ],
)
def test_a_room_says_how_long_it_is_let_for(shortest, longest, words):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    venue = a_venue(shortest_minutes=shortest, longest_minutes=longest)
    assert lengths_words(venue) == words
    page = Client().get(the_room(venue, "main").get_absolute_url()).content.decode()
    assert words in page
    assert ("Length of a hire" in page) == bool(words)
