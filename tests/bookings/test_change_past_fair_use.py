"""Whatever the desk does past fair use, it is told so before the button, and the history says so.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import time, timedelta
from unittest.mock import ANY

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from bookings.actions import agree_change, ask_change, extend_booking
from bookings.changing import ONE, Wish
from bookings.models import AskedChange, Booking
from bookings.recurrence import Times
from tests.bookings.test_change_dates import change, hours
from tests.bookings.test_change_page import desk_page_of, typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, the_room
from tests.stories.test_S12_fair_use import EVENINGS, MONDAY, fair
from venues.fair_use import Cap

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAST = "past the cap on evening hours"
TOLD = f"It goes past fair use, as you at the desk may; the history will say so: {PAST}"
EVENING = Times(time(19), time(21))


@pytest.fixture
def hall():
    return a_venue(cells=("main", "small"))


@pytest.fixture
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@pytest.fixture
def choir(ben):
    return a_group(organiser=ben)


@pytest.fixture
def ben():
    return a_user("Ben")


def why(booking: Booking) -> str:
    entry = journal.of(booking).order_by("-pk").first()
    assert entry is not None
    return entry.why


def test_a_change_that_is_agreed_past_a_cap(hall, ada, ben, choir):
    booking = a_booking(the_room(hall, "main"), on=MONDAY, start=13, end=15, hirer=choir, by=ben, confirmed=True)
    wish = Wish(ONE, booking.sessions.get().pk, times=EVENING)
    asked = ask_change(booking, wish, by=ben, at=timezone.now(), shown_dates=ANY, shown_prices=ANY)
    address = reverse("desk:asked_change", args=[hall.slug, asked.pk])
    assert "past fair use" not in signed_in(ada).get(address).content.decode()

    fair(hall, Cap("evening", EVENINGS, 1))
    assert TOLD in signed_in(ada).get(address).content.decode()
    agree_change(AskedChange.objects.get(), by=ada, at=timezone.now())
    assert why(booking).startswith(f"{PAST}; ")


def test_a_date_that_the_desk_moves_past_a_cap(hall, ada, ben, choir):
    booking = a_booking(the_room(hall, "main"), on=MONDAY, start=13, end=15, hirer=choir, by=ben, confirmed=True)
    fair(hall, Cap("evening", EVENINGS, 1))
    evening = typed(booking, from_="19:00", to="21:00", action="check")
    assert TOLD in signed_in(ada).post(desk_page_of(booking), evening).content.decode()
    change(booking, ada, times=hours(19, 21))
    assert why(booking).startswith(f"{PAST}; ")


def test_a_series_that_the_desk_lets_go_on_past_a_cap(hall, ada, ben, choir):
    week = timedelta(days=7)
    booking = a_booking(the_room(hall, "main"), on=MONDAY, until=MONDAY + week, hirer=choir, by=ben, confirmed=True)
    fair(hall, Cap("evening", EVENINGS, 1))
    page, until = reverse("desk:extend", args=[hall.slug, booking.ref]), MONDAY + 2 * week
    assert TOLD in signed_in(ada).post(page, {"until": until.isoformat()}).content.decode()
    booking = Booking.objects.get(pk=booking.pk)
    extend_booking(booking, until, by=ada, at=timezone.now(), shown_dates=ANY, shown_prices=ANY, desk=True)
    assert why(booking).startswith(f"{PAST}; ")
