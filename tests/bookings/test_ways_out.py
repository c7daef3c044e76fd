"""What is offered for a date that clashes: rooms that fit and are free, the nearest other times; in few questions.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.actions.request_booking import confirms_at_once
from bookings.exceptions import NotAll
from bookings.forms.book import BookForm
from bookings.forms.ways import ways_typed
from bookings.models import Occupancy, RefusedDate, Session
from bookings.planning import plan
from bookings.plans import Way
from bookings.recurrence import Times
from bookings.ways_out import ways_out
from tests.bookings.test_request_booking import NOT_COUNTED
from tests.make import a_booking, a_group, a_user, a_venue, an_ask, book, evening, soon, the_room
from tests.shared import shared
from venues.models import AccessClaim, Closure, Layout, Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FIRST = soon(21)
WEEK = timedelta(weeks=1)


@shared
def hall():
    return a_venue(cells=("main", "small", "studio"))


@pytest.fixture
def ask(hall):
    """Two Tuesdays, on the first of which somebody has the main hall from 7pm."""
    a_booking(the_room(hall, "main"), on=FIRST, hirer=a_group("Ramblers"))
    return an_ask(the_room(hall, "main"), FIRST, until=FIRST + WEEK, start=18, end=20)


def rooms_beside(ask):
    return [the_room(ask.room.venue, room.code) for room in ask.room.venue.rooms.exclude(pk=ask.room.pk)]


def offered(ask):
    now = timezone.now()
    return ways_out(plan(ask, at=now), rooms_beside(ask), at=now).of(FIRST)


def test_rooms_that_are_free_and_large_enough_the_cheapest_first(hall, ask):
    assert [other.room.code for other in offered(ask).rooms] == ["small", "studio"]
    Layout.objects.filter(room__code="small").update(capacity=10)
    a_booking(the_room(hall, "studio"), on=FIRST, start=17, end=19)
    assert offered(ask).rooms == ()


def test_a_room_of_which_nobody_knows_how_many_it_takes_is_offered_and_never_at_once(hall, ask):
    Layout.objects.filter(room__code="small").update(capacity=None)
    Room.objects.update(confirms_at_once=True)
    small = next(other.room for other in offered(ask).rooms if other.room.code == "small")
    at_once = replace(ask, room=the_room(hall, "main"))
    assert confirms_at_once(at_once)
    assert not confirms_at_once(replace(at_once, ways={FIRST: Way(room=small)}))


def test_what_is_otherwise_there_about_getting_in_is_said(hall, ask):
    known = {"venue": hall, "state": "known", "evidence": "measured", "checked_on": timezone.localdate()}
    AccessClaim.objects.create(room=the_room(hall, "main"), fact="mov_door_mm", value="900", **known)
    assert {other.room.code: bool(other.differs) for other in offered(ask).rooms} == {"small": True, "studio": True}


def test_the_nearest_times_before_and_after_turnaround_minded(hall, ask):
    """The hall closes at 11pm, so that nothing fits after the other group and the quarter of an hour behind it."""
    assert [other.times for other in offered(ask).times] == [Times(time(17), time(19)), Times(time(21), time(23))]
    Room.objects.filter(code="main").update(turnaround_minutes=15)
    Occupancy.objects.update(ends_at=evening(FIRST, 19, 21).end + timedelta(minutes=15))
    again = replace(ask, room=the_room(hall, "main"))
    assert [other.times for other in offered(again).times] == [Times(time(16, 45), time(18, 45))]


def test_no_time_is_offered_outside_hours_or_while_the_hall_is_shut(hall, ask):
    Closure.objects.create(
        venue=hall, starts_at=evening(FIRST, 8, 19).start, ends_at=evening(FIRST, 8, 18).end, cause="works"
    )
    assert [other.times.start for other in offered(ask).times] == [time(21)]


def test_a_way_is_had_in_the_same_booking_with_its_own_room_price_and_calendar(hall, ask):
    small = the_room(hall, "small")
    booking = book(replace(ask, ways={FIRST: Way(room=small)}), by=a_user())
    assert [(session.rooms.get().code, session.hire_pence) for session in booking.sessions.all()] == [
        ("small", 1600),
        ("main", 1600),
    ]
    assert not booking.refused_dates.exists()
    cells = set(Occupancy.objects.filter(session__booking=booking).values_list("cell__code", flat=True))
    assert cells == {"main", "small"}


def test_a_way_that_was_taken_meanwhile_leaves_the_date_refused_for_its_first_reason(hall, ask):
    small = the_room(hall, "small")
    a_booking(small, on=FIRST, start=17, end=19)
    found = plan(replace(ask, ways={FIRST: Way(room=small)}), at=timezone.now())
    assert [(date.asked.on, date.reason) for date in found.clashes] == [(FIRST, RefusedDate.Reason.TAKEN)]
    with pytest.raises(NotAll):
        book(replace(ask, ways={FIRST: Way(room=small)}), by=a_user(), all_or_none=True)
    assert not Session.objects.filter(booking__title="Rehearsal", booking__hirer=ask.hirer).exists()


def test_what_is_shown_covers_the_room_and_the_time_of_each_date(ask):
    now = timezone.now()
    ways = [{}, {FIRST: Way(room=the_room(ask.room.venue, "small"))}, {FIRST: Way(times=Times(time(17), time(19)))}]
    prints = {plan(replace(ask, ways=way), at=now).dates_print for way in ways}
    assert len(prints) == 3
    assert len({replace(ask, ways=way).ways_print for way in ways}) == 3


@pytest.mark.once
def test_twenty_clashes_ask_as_many_questions_as_ten_and_fewer_than_twelve(hall):
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    others = a_group("Ramblers")
    for weeks in range(0, 40, 2):
        a_booking(the_room(hall, "main"), on=FIRST + weeks * WEEK, hirer=others)
    ten, twenty = (an_ask(the_room(hall, "main"), FIRST, until=FIRST + last * WEEK) for last in (19, 51))
    counts = []
    for ask, clashes in ((ten, 10), (twenty, 20)):
        form, now = a_form(ask), timezone.now()
        with CaptureQueriesContext(connection) as asked:
            found = plan(ask, at=now)
            choices = ways_out(found, form.others, at=now)
        assert len(choices.by_day) == clashes
        counts.append(len(asked))
    assert counts[0] == counts[1] < 12


def a_form(ask):
    """What the page asks for the other rooms with."""
    return BookForm(room=ask.room, groups=[ask.hirer], at=timezone.now())


@pytest.mark.on_postgres
def test_a_series_in_two_rooms_stays_within_its_statements(hall, ask):
    a_booking(the_room(hall, "small"), on=soon(3), until=soon(17))
    small = the_room(hall, "small")
    with CaptureQueriesContext(connection) as asked:  # of the plan that is shown, and of the action
        booking = book(replace(ask, ways={FIRST: Way(room=small)}), by=a_user())
    assert booking.sessions.count() == 2
    assert sum(not query["sql"].startswith(NOT_COUNTED) for query in asked.captured_queries) <= 40


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("way-{day}", "at 25:00"),
        ("way-{day}", "at 18:00:30"),
        ("way-{day}", "room nowhere"),
        ("way-{day}", "room main"),
        ("way-9999-99-99", "room small"),
        ("way-", "at 18:00"),
        ("way-{day}", "waits"),
    ],
)
def test_a_way_that_means_nothing_is_none(ask, name, value):
    """The words of a form, whatever the database."""
    beside = rooms_beside(ask)
    assert ways_typed({name.format(day=FIRST.isoformat()): value}, ask.pattern, lambda: beside) == {}
