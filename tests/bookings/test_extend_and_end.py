"""A series that goes on for longer, and one that ends earlier.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Letter
from bookings.models import Booking, Occupancy
from bookings.recurrence import from_document
from tests.bookings.test_change_dates import LATER, agrees_with_the_library, change, hours, starts
from tests.make import a_booking, a_group, a_post, a_venue, signed_in, soon, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WEEK = timedelta(weeks=1)


@pytest.fixture
def hall():
    hall = a_venue(cells=("main", "small"))
    hall.rooms.update(confirms_at_once=True)
    return hall


@pytest.fixture
def ada(hall):
    return a_post(hall, "secretary").user


@pytest.fixture
def series(hall, ben, choir):
    """Four weeks, 7pm to 9pm."""
    return a_booking(the_room(hall, "main"), on=soon(), until=soon() + 3 * WEEK, by=ben, hirer=choir)


def going_on(browser, series, weeks, page="bookings:extend", *args):
    address = reverse(page, args=args or [series.ref])
    until = (soon() + weeks * WEEK).isoformat()
    shown = browser.post(address, {"until": until, "action": "check"})
    further = shown.context["further"]
    prints = {"shown_dates": further.dates_print, "shown_prices": further.price_print}
    return shown, lambda: browser.post(address, {"until": until, "action": "extend", **prints})


def test_it_goes_on_by_the_same_rule_with_what_clashes_left_out(browser, series, hall):
    a_booking(the_room(hall, "main"), on=soon() + 5 * WEEK, hirer=a_group("Ramblers"))
    Letter.objects.all().delete()
    shown, press = going_on(browser, series, 7)
    page = shown.content.decode()
    assert "Add these 3 dates: £48.00" in page
    assert "1 date cannot be booked, and is left out" in page
    assert series.sessions.count() == 4
    assert (press().status_code, press().status_code) == (303, 303)
    assert len(starts(series)) == 7
    assert [refused.on for refused in series.refused_dates.all()] == [soon() + 5 * WEEK]
    assert agrees_with_the_library(series)
    assert from_document(Booking.objects.get(pk=series.pk).pattern).until == soon() + 7 * WEEK
    assert sorted(Letter.objects.values_list("kind", flat=True)) == ["extended", "extended_by_hirer"]
    assert "let it go on" in browser.get(series.get_absolute_url()).content.decode()


def test_it_goes_on_as_it_was_changed_to(browser, series, ada):
    change(series, ada, LATER, 2, times=hours(10, 12))
    _shown, press = going_on(browser, series, 5)
    press()
    assert [moment.hour for moment in starts(series)] == [19, 19, 10, 10, 10, 10]
    assert agrees_with_the_library(series)


def test_it_goes_on_in_its_own_room_where_its_last_date_had_to_go_elsewhere_and_ends_with_that_one(
    browser, series, hall, ada
):
    """What was booked by an alternative belongs to the series, and is no rule for what comes."""
    change(series, ada, number=3, rooms=(the_room(hall, "small"),))
    shown, _press = going_on(browser, series, 5)
    assert "2 new dates in main" in shown.content.decode().lower()
    change(series, ada, number=3, times=hours(10, 12))
    ended = browser.post(reverse("bookings:end", args=[series.ref]), {"after": soon() + 2 * WEEK, "action": "check"})
    assert ended.context["count"] == 1


def test_a_hirer_whose_requests_wait_asks_for_the_further_dates_and_the_desk_adds_them(browser, series, hall, ada):
    hall.rooms.update(confirms_at_once=False)
    shown, press = going_on(browser, series, 5)
    assert "ask for the further dates as a booking of their own" in shown.content.decode()
    assert reverse("bookings:book", args=[hall.slug, "main"]) in shown.content.decode()
    assert press().status_code == 409
    _shown, press = going_on(signed_in(ada), series, 5, "desk:extend", hall.slug, series.ref)
    assert press().status_code == 303
    assert len(starts(series)) == 6


@pytest.mark.once
@pytest.mark.parametrize(
    ("until", "words"),
    [("soon", "We could not read that date"), ("2020-01-01", "It goes on until then already"), ("", "Say which date")],
)
def test_a_day_until_which_it_cannot_go_on_is_refused_beside_its_field(browser, series, until, words):
    """The words of a form, whatever the database."""
    answer = browser.post(reverse("bookings:extend", args=[series.ref]), {"until": until, "action": "check"})
    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors["until"])


def test_a_single_date_does_not_go_on(browser, room, ben, choir):
    one = a_booking(room, by=ben, hirer=choir)
    page = browser.get(reverse("bookings:extend", args=[one.ref])).content.decode()
    assert "No more dates can be added to this booking" in page


def test_the_desk_ends_earlier_only_what_has_several_dates(series, hall, ada, ben, choir):
    one, desk = a_booking(the_room(hall, "small"), by=ben, hirer=choir), signed_in(ada)
    pages = [desk.get(reverse("desk:booking", args=[hall.slug, each.ref])).content.decode() for each in (series, one)]
    assert ["End it earlier" in page for page in pages] == [True, False]
    assert "Change the dates" in pages[1]


def test_no_more_after_a_day_gives_up_the_later_dates_at_the_cost_that_was_said(browser, series, hall):
    address = reverse("bookings:end", args=[series.ref])
    data = {"after": (soon() + WEEK).isoformat()}
    shown = browser.post(address, {**data, "action": "check"})
    assert "It costs nothing" in shown.content.decode()
    assert "Give up 2 dates" in shown.content.decode()
    stale = browser.post(address, {**data, "action": "end", "due": "1", "count": "2"})
    assert stale.status_code == 409
    pressed = {**data, "action": "end", "due": shown.context["due_print"], "count": "2"}
    assert (browser.post(address, pressed).status_code, browser.post(address, pressed).status_code) == (303, 303)
    assert [session.status for session in series.sessions.all()] == ["planned"] * 2 + ["cancelled_in_time"] * 2
    assert Occupancy.objects.count() == 2
    assert agrees_with_the_library(series)
    assert from_document(Booking.objects.get(pk=series.pk).pattern).until == soon() + WEEK


def test_dates_given_up_late_cost_what_the_booking_s_own_terms_say(browser, hall, series, ada):
    Booking.objects.filter(pk=series.pk).update(free_cancel_hours=24 * 365)
    desk = signed_in(ada)
    address = reverse("desk:end", args=[hall.slug, series.ref])
    shown = desk.post(address, {"after": (soon() + 2 * WEEK).isoformat(), "action": "check"})
    assert "It costs £16.00" in shown.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("after", ["2020-01-01", "never"])
def test_a_past_day_ends_nothing(browser, series, after):
    """The words of a form, whatever the database."""
    answer = browser.post(reverse("bookings:end", args=[series.ref]), {"after": after, "action": "check"})
    assert answer.status_code == 422
    assert series.sessions.exclude(status="planned").count() == 0
