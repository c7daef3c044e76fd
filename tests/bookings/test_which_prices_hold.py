"""Prices that change between booking and hire: the hall says whose day counts, and pages tell both lists.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.clock import date_words
from bookings.prices import PriceLists
from tests.bookings.booking_page import check, typed
from tests.make import a_booking, a_group, a_tariff, a_user, a_venue, signed_in, soon, the_room
from venues.models import Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OF_THE_HIRE, OF_BOOKING = Venue.PricesOf.EVENT, Venue.PricesOf.BOOKING
A_DAY = timedelta(days=1)


@pytest.fixture
def hall():
    """£8 an hour for community groups until in four weeks, then £9."""
    venue, first = a_venue(), soon(28)
    now = a_tariff(venue)
    Tariff.objects.filter(pk=now.pk).update(valid_to=first - A_DAY)
    dearer = {**now.document, "name": "Dearer", "valid_from": first.isoformat()}
    dearer["rates"] = [
        {**rate, "per_hour": {"8.00": "9.00"}.get(rate["per_hour"], "13.00")} for rate in dearer["rates"]
    ]
    Tariff.objects.create(venue=venue, name="Dearer", valid_from=first, document=dearer)
    return venue


def says(venue, prices_of):
    Venue.objects.filter(pk=venue.pk).update(prices_of=prices_of)


@pytest.mark.parametrize(("prices_of", "pence"), [(OF_THE_HIRE, [1600, 1800]), (OF_BOOKING, [1600, 1600])])
def test_a_series_over_the_change_pays_by_the_day_that_counts(hall, prices_of, pence):
    says(hall, prices_of)
    booking = a_booking(the_room(hall, "main"), on=soon(21), until=soon(28))
    assert list(booking.sessions.values_list("hire_pence", flat=True)) == pence


def test_what_was_booked_before_the_change_was_published_keeps_its_price(hall):
    booking = a_booking(the_room(hall, "main"), on=soon(35))
    row = Tariff.objects.get(venue=hall, name="Dearer")
    row.document["rates"] = [{**rate, "per_hour": "99.00"} for rate in row.document["rates"]]
    row.save()
    assert booking.sessions.get().hire_pence == 1800


def test_booked_after_the_change_the_new_prices_hold_either_way(hall):
    says(hall, OF_BOOKING)
    room = the_room(hall, "main")
    prices = PriceLists([room.venue], booked=soon(28))
    found = prices.on(room.venue, soon(20))
    assert found is not None
    assert found.name == "Dearer"


@pytest.mark.once
@pytest.mark.parametrize(
    ("prices_of", "words"),
    [
        (OF_THE_HIRE, "The day of the hire counts: dates from {day} on cost the new prices"),
        (OF_BOOKING, "The day you book counts: what you book before {day} keeps the prices before then"),
    ],
)
def test_pages_tell_both_lists_and_which_of_them_holds(hall, prices_of, words):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    says(hall, prices_of)
    ben, words = a_user(), words.format(day=date_words(soon(28)))
    group, browser, room = a_group(organiser=ben), signed_in(ben), the_room(hall, "main")
    for page in (hall.get_absolute_url(), reverse("venues:room", args=[hall.slug, "main"])):
        text = browser.get(page).content.decode()
        assert words in text
        assert "£8.00 an hour" in text
        assert "£9.00 an hour" in text
    far, near = (typed(group, on=day.isoformat()) for day in (soon(35), soon(7)))
    assert words in check(browser, room, far).content.decode()
    assert words not in check(browser, room, near).content.decode()


def test_without_a_change_ahead_nothing_is_said():
    venue = a_venue()
    assert "day of the hire counts" not in signed_in(a_user()).get(venue.get_absolute_url()).content.decode()
