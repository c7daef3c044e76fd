"""S9: “Is the 14th free, how much?”: the answer is there ten seconds after the first key.

Keys are the same beside either database, and are counted once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from bookings.models import Hold
from tests.keystrokes import Keyboard
from tests.make import a_booking, a_post, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TEN_SECONDS = 10


@shared
def hall() -> Venue:
    venue = a_venue(cells=("main", "committee"))
    venue.rooms.filter(code="main").update(name="Main hall")
    for number in range(3):
        a_booking(the_room(venue, "main"), on=soon(30 + number))
    return venue


@pytest.fixture
def keyboard(hall) -> Keyboard:
    """Whoever picks up the phone has the requests before them."""
    return Keyboard.at(signed_in(a_post(hall, "secretary").user), reverse("desk:requests", args=[hall.slug]))


def ask(keyboard: Keyboard, line: str) -> str:
    keyboard.slash()
    keyboard.type("ask", line)
    keyboard.enter()
    return keyboard.page.content.decode()


def test_S9_ten_seconds_from_the_first_key_the_answer_and_the_price_are_there(keyboard):
    told = ask(keyboard, "14 2-6pm main")
    assert "2pm to 6pm, Main hall: free" in told
    assert "Standard £48.00" in told
    print(f"{len(keyboard.keys)} keys, {keyboard.seconds:.1f} seconds")
    assert keyboard.on_the_way == 1  # Enter: the box is one key away, and nothing is asked but the line
    assert keyboard.seconds < TEN_SECONDS


@pytest.mark.parametrize("title", ["", "Ruby"])
def test_S9_one_key_more_pencils_it_in(keyboard, title):
    ask(keyboard, "14 2-6pm main")
    asked = len(keyboard.keys)
    if title:
        keyboard.type("title", title)
    keyboard.enter()
    assert len(keyboard.keys) == asked + len(title) + 1
    assert Hold.objects.get().title == (title or "A caller")
