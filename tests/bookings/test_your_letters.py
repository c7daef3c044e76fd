"""One page lists the letters to oneself that can be stopped, and leads to the button of each.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.unwanted import REMINDER, Kind, stop
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def ben():
    return a_user("Ben")


def page_of(user) -> str:
    return signed_in(user).get(reverse("own:letters")).content.decode()


def test_what_each_hall_and_operator_sends_to_each_address_with_the_way_to_stop_them(ben):
    hall, larks = a_venue(), a_group("Larks", organiser=ben)
    a_booking(the_room(hall, "main"), by=ben, hirer=larks)
    a_booking(the_room(a_venue(), "main"))
    told = page_of(ben)
    assert told.count("They come.") == 4  # reminders and the monthly question, to Ben’s own address and the group’s
    assert hall.name in told
    links = re.findall(r"/no-more-letters/[^\"]+/", told)
    browser = signed_in(ben)
    for link in links:
        browser.post(link)
    assert page_of(ben).count("Stopped.") == len(links) == 4


def test_whoever_organises_nothing_stops_no_letters_of_others(ben):
    larks = a_group("Larks", organiser=a_user("Bea"))
    larks.memberships.create(user=ben, role="member")
    a_booking(the_room(a_venue(), "main"), by=larks.memberships.get(role="organiser").user, hirer=larks)
    told = page_of(ben)
    assert larks.contact_email not in told
    assert told.count("They come.") == 2


def test_nothing_booked_nothing_to_stop_and_desks_have_their_own_page(ben):
    venue = a_post(a_venue(), "secretary", ben).venue
    told = page_of(ben)
    assert "No such letters come to you" in told
    assert reverse("place:letters", args=[venue.slug]) in told


@pytest.mark.once
def test_many_halls_ask_as_much_as_one(ben):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    larks, asked = a_group("Larks", organiser=ben), []
    for _number in range(3):
        venue = a_venue()
        a_booking(the_room(venue, "main"), by=ben, hirer=larks)
        stop(Kind(ben.email, REMINDER, venue.slug, venue.name))
        with CaptureQueriesContext(connection) as queries:
            page_of(ben)
        asked.append(len(queries))
    assert asked[1] == asked[2]
