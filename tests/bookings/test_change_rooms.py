"""Dates in several rooms at once: one of the rooms is changed, taken beside or left, of one date or of many.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from bookings.actions.ask_change import agree_change, ask_change
from bookings.changing import ALL, LATER, ONE
from bookings.changing.ways import other_times
from bookings.models import DeskAct, Hold, Message, Occupancy
from bookings.undoing import undo
from tests.bookings.test_change_dates import WEEK, agrees_with_the_library, at, change, hours, seen, taken
from tests.bookings.test_extend_and_end import going_on
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall():
    return a_venue(cells=("main", "small", "attic"))


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def ben():
    return a_user("Ben")


@shared
def choir(ben):
    return a_group("Alder Vale Choir", organiser=ben)


@shared
def series(hall, ben, choir):
    """Four weeks in the main hall, 7pm to 9pm."""
    return a_series(hall, "main", by=ben, hirer=choir)


@shared
def lunch(hall, ben, choir):
    """Four weeks in two rooms, in the morning."""
    return a_series(hall, "main", "small", by=ben, hirer=choir, start=10, end=12)


def a_series(hall, first, *others, **fields):
    beside = tuple(the_room(hall, code) for code in others)
    until = soon() + 3 * WEEK
    return a_booking(the_room(hall, first), on=soon(), until=until, beside=beside, confirmed=True, **fields)


def some(hall, *codes) -> tuple[Room, ...]:
    return tuple(the_room(hall, code) for code in codes)


def rooms_of(booking) -> list[str]:
    sessions = booking.sessions.prefetch_related("rooms")
    return ["+".join(room.code for room in session.rooms.all()) for session in sessions]


def prices_of(booking) -> list[int]:
    return list(booking.sessions.values_list("hire_pence", flat=True))


def test_a_room_is_taken_beside_from_one_date_on(series, hall, ada):
    plan = change(series, ada, LATER, 2, rooms=some(hall, "main", "attic"))
    assert [str(date.after) for date in plan.changed] == ["£32.00", "£32.00"]
    assert rooms_of(series) == ["main", "main", "main+attic", "main+attic"]
    assert prices_of(series) == [1600, 1600, 3200, 3200]
    assert taken(series).count() == 6
    assert agrees_with_the_library(series)


def test_a_room_is_left_on_one_date_and_the_desk_takes_that_back(lunch, hall, ada):
    change(lunch, ada, ONE, 1, rooms=some(hall, "main"))
    assert rooms_of(lunch) == ["main+small", "main", "main+small", "main+small"]
    assert prices_of(lunch) == [3200, 1600, 3200, 3200]
    assert agrees_with_the_library(lunch)
    undo(DeskAct.objects.get(kind="changed"), by=ada, at=timezone.now())
    assert rooms_of(lunch) == ["main+small"] * 4
    assert prices_of(lunch) == [3200] * 4
    assert taken(lunch).count() == 8
    assert agrees_with_the_library(lunch)


def test_one_of_the_rooms_becomes_another_of_all_dates_at_another_time(lunch, hall, ada):
    change(lunch, ada, ONE, 3, rooms=some(hall, "main"))
    change(lunch, ada, ALL, times=hours(13, 15), rooms=some(hall, "small", "attic"))
    assert rooms_of(lunch) == ["small+attic"] * 3 + ["attic"]  # that one had left the small room before
    assert {session.starts_at for session in lunch.sessions.all()} == {at(soon() + n * WEEK, 13) for n in range(4)}
    assert agrees_with_the_library(lunch)


def test_what_clashes_in_one_room_stays_where_it_is_and_other_times_are_free_in_all(series, hall, ada):
    a_booking(the_room(hall, "attic"), on=soon() + WEEK, start=20, end=22, hirer=a_group("Ramblers"))
    plan = seen(series, ALL, rooms=some(hall, "main", "attic"))
    assert [date.reason for date in plan.dates] == ["", "taken", "", ""]
    (times,) = other_times(plan).values()
    assert (times[0].start.hour, times[0].end.hour) == (18, 20)
    assert len(times) == 1  # afterwards the attic is free, but the hall shuts
    change(series, ada, ALL, rooms=some(hall, "main", "attic"))
    assert rooms_of(series) == ["main+attic", "main", "main+attic", "main+attic"]
    assert agrees_with_the_library(series)


def test_a_change_that_the_hall_decides_holds_every_new_room(series, hall, ada, ben):
    wished = seen(series, LATER, 2, desk=False, rooms=some(hall, "small", "attic"))
    prints = {"shown_dates": wished.dates_print, "shown_prices": wished.price_print}
    asked = ask_change(series, wished.wish, by=ben, at=timezone.now(), **prints)
    assert sorted(Hold.objects.values_list("room__code", flat=True)) == ["attic", "attic", "small", "small"]
    agree_change(asked, by=ada, at=timezone.now())
    assert rooms_of(series) == ["main", "main", "small+attic", "small+attic"]
    assert not Occupancy.objects.filter(kind="change").exists()
    assert agrees_with_the_library(series)


def typed(hall, booking, **other) -> dict:
    session = booking.sessions.all()[0]
    day = session.starts_at.date().isoformat()
    own = [room.pk for room in session.rooms.all()]
    usual = {"date": session.pk, "which": "one", "on": day, "from": "10:00", "to": "12:00", "people": session.people}
    return {**usual, "room": own[0], "beside": own[1:], "layout": "", "action": "check", **other}


def test_the_page_shows_which_rooms_are_ticked_and_says_what_would_change(lunch, hall, ada):
    desk, page = signed_in(ada), reverse("desk:change", args=[hall.slug, lunch.ref])
    shown = desk.get(page).content.decode()
    small, attic = some(hall, "small", "attic")
    assert "<details open><summary>More rooms at the same time" in shown
    ticked = re.findall(r'name="beside" value="(\d+)"[^>]*checked', shown)
    assert ticked == [str(small.pk)]
    checked = desk.post(page, typed(hall, lunch, beside=[attic.pk])).content.decode()
    assert "in Main + Attic" in checked
    same = desk.post(page, typed(hall, lunch))
    assert "Everything is as it was" in same.content.decode()


def test_two_rooms_that_are_partly_the_same_are_refused_beside_the_boxes(lunch, hall, ada):
    (whole,) = some(hall, "whole")
    page = reverse("desk:change", args=[hall.slug, lunch.ref])
    refused = signed_in(ada).post(page, typed(hall, lunch, beside=[whole.pk]))
    assert refused.status_code == 422
    assert "“Main” and “Whole” are partly the same room" in refused.content.decode()


def test_whoever_may_not_add_dates_in_several_rooms_tells_the_hall_which_are_wanted(lunch, hall):
    browser = signed_in(lunch.made_by)
    shown, _press = going_on(browser, lunch, 5)
    words = shown.context["tell"].initial["text"]
    assert words.startswith("Please add the 2 further dates in Main + Small, from ")
    address = reverse("bookings:answer", args=[lunch.ref])
    assert f'action="{address}"' in shown.content.decode()
    assert browser.post(address, {"text": words}).status_code == 303
    assert Message.objects.get().text == words


def test_a_series_in_several_rooms_goes_on_in_all_of_them(lunch, hall, ada):
    browser = signed_in(ada)
    shown, press = going_on(browser, lunch, 5, "desk:extend", hall.slug, lunch.ref)
    assert "2 new dates in Main + Small" in shown.content.decode()
    assert press().status_code == 303
    assert rooms_of(lunch) == ["main+small"] * 6
    assert prices_of(lunch) == [3200] * 6
    assert agrees_with_the_library(lunch)
