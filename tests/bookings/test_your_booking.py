"""The page of one's own booking: dates under the right words, and the way to the room, the venue and its telephone.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from unittest.mock import ANY

import pytest
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import Membership
from bookings.actions import cancel_booking, cancel_session
from tests.make import a_booking, a_post, a_user, a_venue, soon, the_room
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def room():
    return the_room(a_venue(), "main")


def test_dates_that_one_left_out_oneself_stand_under_ones_own_words(browser, room, ben, choir):
    a_booking(room, on=soon(21))
    booking = a_booking(room, on=soon(14), until=soon(35), skip=[soon(28)], by=ben, hirer=choir)
    page = browser.get(booking.get_absolute_url()).content.decode()
    refused, left_out = page.index("Dates you asked for and could not have"), page.index("Dates you left out")
    assert refused < page.index(day_words(soon(21))) < left_out < page.index(day_words(soon(28)))
    only_left_out = a_booking(room, on=soon(50), until=soon(64), skip=[soon(57)], by=ben, hirer=choir)
    page = browser.get(only_left_out.get_absolute_url()).content.decode()
    assert "could not have" not in page
    assert "Dates you left out" in page


def test_a_booking_leads_to_its_room_its_venue_and_the_halls_telephone(browser, ben, choir):
    room = the_room(a_venue(phone="01632 960 001"), "main")
    booking = a_booking(room, by=ben, hirer=choir)
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert f'<a href="{room.get_absolute_url()}">Main</a>' in page
    assert f'<a href="{room.venue.get_absolute_url()}">{room.venue.name}</a>' in page
    assert '<a href="tel:01632960001">01632 960 001</a>' in page
    Venue.objects.filter(pk=room.venue.pk).update(published=False)
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert room.venue.name in page
    assert f'"{room.venue.get_absolute_url()}"' not in page
    assert f'"{room.get_absolute_url()}"' not in page


def test_what_happened_names_the_date_that_was_cancelled(browser, room, ben, choir):
    booking = a_booking(room, on=soon(14), until=soon(35), by=ben, hirer=choir, confirmed=True)
    cancel_session(booking.sessions.all()[1], shown=ANY, by=ben, at=timezone.now())
    assert f"Ben cancelled {day_words(soon(21))}" in browser.get(booking.get_absolute_url()).content.decode()
    cancel_booking(booking, shown=ANY, by=ben, at=timezone.now())
    assert "Ben cancelled 3 dates" in browser.get(booking.get_absolute_url()).content.decode()


def test_who_has_left_the_group_since_is_not_taken_for_the_hall(browser, room, ben, choir):
    dot = a_user("Dot")
    Membership.objects.create(hirer=choir, user=dot, role=Membership.Role.ORGANISER)
    booking = a_booking(room, by=dot, hirer=choir, confirmed=True)
    assert "Dot asked for it" in browser.get(booking.get_absolute_url()).content.decode()
    choir.memberships.get(user=dot).delete()
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "Somebody who has left your group asked for it" in page
    assert "The hall said yes" in page
    a_post(room.venue, "secretary", dot)
    assert "The hall asked for it" in browser.get(booking.get_absolute_url()).content.decode()


def test_what_was_cancelled_does_not_stand_under_dates_to_come(browser, room, ben, choir):
    booking = a_booking(room, on=soon(14), until=soon(21), by=ben, hirer=choir, confirmed=True)
    cancel_session(booking.sessions.all()[0], shown=ANY, by=ben, at=timezone.now())
    page = browser.get(booking.get_absolute_url()).content.decode()
    to_come, cancelled = page.index("Dates to come"), page.index("Cancelled dates")
    assert day_words(soon(21)) in page[to_come:cancelled]
    assert day_words(soon(14)) not in page[to_come:cancelled]
    assert "Nothing is booked any more." not in page


def test_of_a_booking_that_is_cancelled_no_sum_of_nothing_is_told(browser, room, ben, choir):
    booking = a_booking(room, on=soon(14), by=ben, hirer=choir, confirmed=True)
    assert "</strong> in all" in browser.get(booking.get_absolute_url()).content.decode()
    cancel_booking(booking, shown=ANY, by=ben, at=timezone.now())
    page = browser.get(booking.get_absolute_url()).content.decode()
    assert "Cancelled dates" in page
    assert "Dates to come" not in page
    assert "Nothing is booked any more." in page
    assert "</strong> in all" not in page
