"""G6: somebody without e-mail phones; by keyboard alone they are booked within a minute.

Keys are the same beside either database, and are counted once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from bookings.models import Booking
from tests.keystrokes import Keyboard
from tests.make import a_booking, a_group, a_post, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Conditions, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    """It knows the choir; of its conditions of hire the desk has to say that they were told."""
    venue = a_venue(cells=("main", "committee"))
    a_booking(the_room(venue, "main"), on=soon(20), hirer=a_group("Alder Vale Choir"))
    Conditions.objects.create(venue=venue, number=1, text="Leave it clean.")
    return venue


@pytest.fixture
def keyboard(hall) -> Keyboard:
    return Keyboard.at(signed_in(a_post(hall, "secretary").user), reverse("desk:book", args=[hall.slug]))


def book_by_keys(keyboard: Keyboard) -> None:
    """Typed as it is said on the phone; nothing is left out that the page asks for."""
    keyboard.type("when", f"{soon(10):%-d %b} 2-6pm main")
    keyboard.type("who", "Doris Pettigrew")
    keyboard.choose("kind", "Family or private person")
    keyboard.type("contact", "01632 960123")
    keyboard.type("title", "Golden wedding")
    keyboard.choose("purpose", "Private party or family event")
    keyboard.type("people", "30")
    keyboard.enter()
    keyboard.tick("told")
    keyboard.press("Book it for £48.00")


def test_G6_it_is_entered_by_keyboard_in_under_sixty_seconds(keyboard):
    book_by_keys(keyboard)
    print(f"{len(keyboard.keys)} keys, {keyboard.seconds:.0f} seconds")
    assert keyboard.seconds < 60
    booking = Booking.objects.latest("pk")
    assert (booking.title, booking.people, booking.entered) == ("Golden wedding", 30, "desk")
    assert (booking.hirer.name, booking.hirer.contact_phone) == ("Doris Pettigrew", "01632 960123")
    assert booking.acceptances.get().conditions.number == 1


def test_G6_nothing_is_in_the_way_from_box_to_box_and_to_the_button(keyboard):
    """One box more, or one link between, is one key too many."""
    book_by_keys(keyboard)
    from_box_to_box, show, to_the_tick, past_the_link_to_the_button, book = 6, 1, 1, 2, 1
    assert keyboard.on_the_way == from_box_to_box + show + to_the_tick + past_the_link_to_the_button + book


def test_G6_who_is_known_is_entered_in_half_the_time(keyboard):
    keyboard.type("when", f"{soon(10):%-d %b} 7-9pm main")
    keyboard.type("who", "Alder Vale Choir")
    keyboard.type("title", "Extra rehearsal")
    keyboard.choose("purpose", "Arts, music and crafts")
    keyboard.type("people", "25")
    keyboard.enter()
    keyboard.press("Book it for £16.00")
    assert Booking.objects.latest("pk").hirer.name == "Alder Vale Choir"
    assert keyboard.seconds < 30
