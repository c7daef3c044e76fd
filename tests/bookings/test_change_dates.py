"""Dates changed at once: what holds afterwards in the booking, the guard, the calendar, the letters and the history.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from unittest.mock import ANY

import pytest
from django.utils import timezone

from accounts.models import Letter
from bookings import calendars
from bookings.actions import cancel_session, change_dates
from bookings.actions.agree_price import agree_price
from bookings.by_hand import by_hand
from bookings.changing import ALL, LATER, ONE, Wish, dates_to_come, plan_change
from bookings.changing.planning import rooms_of
from bookings.exceptions import DatesChanged, NotPossible, PriceChanged
from bookings.models import Booking, Occupancy, RefusedDate, Session
from bookings.recurrence import Times, from_document
from bookings.repricing import print_of
from tests.make import (
    LONDON,
    a_booking,
    a_user,
    a_venue,
    soon,
    the_room,
)
from venues.models import Closure, Layout
from venues.money import Money

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WEEK = timedelta(weeks=1)


def at(on, hour, minute=0):
    return datetime.combine(on, time(hour, minute), LONDON)


def hours(start, end):
    return Times(time(start), time(end))


@pytest.fixture
def hall():
    return a_venue(cells=("main", "small"))


@pytest.fixture
def ada():
    return a_user("Ada")


@pytest.fixture
def one(hall, ben, choir):
    return a_booking(the_room(hall, "main"), by=ben, hirer=choir, confirmed=True)


@pytest.fixture
def series(hall, ben, choir):
    """Six Tuesdays or whatever day it is, 7pm to 9pm."""
    return a_booking(the_room(hall, "main"), on=soon(), until=soon() + 5 * WEEK, by=ben, hirer=choir, confirmed=True)


def seen(booking, which=ONE, number=0, *, desk=True, **wish):
    booking = Booking.objects.get(pk=booking.pk)
    now = timezone.now()
    date = dates_to_come(booking, at=now)[number]
    asked = Wish(which, date.pk, **wish)
    return plan_change(booking, asked, at=now, rooms=rooms_of(booking.venue), desk=desk)


def done(plan, by, *, desk=True, **shown):
    prints = {"shown_dates": plan.dates_print, "shown_prices": plan.price_print, **shown}
    return change_dates(plan.booking, plan.wish, by=by, at=timezone.now(), desk=desk, **prints)


def change(booking, by, which=ONE, number=0, **wish):
    return done(seen(booking, which, number, **wish), by)


def taken(booking):
    """By its dates, and not by what is kept of where they were a moment ago."""
    return Occupancy.objects.filter(session__booking=booking)


def agrees_with_the_library(booking):
    """Every date stands where the library's calendar of its room has it, and the calendar has no others."""
    ours, theirs = [], set()
    for session in booking.sessions.exclude(status__in=Session.CANCELLED).prefetch_related("rooms"):
        ours += [(room.pk, session.period.first, session.period.last) for room in session.rooms.all()]
    for stretch in booking.stretches.select_related("event__rule"):
        dates = calendars.dates_of(stretch, LONDON)
        theirs |= {(stretch.room_id, period.first, period.last) for period in dates}
    return set(ours) == theirs and len(set(ours)) == len(ours)


def starts(booking):
    return [session.starts_at.astimezone(LONDON) for session in booking.sessions.all()]


def test_one_date_moves_to_another_day_and_keeps_its_first_date(one, ada):
    first, day = one.sessions.get().starts_at, soon(20)
    change(one, ada, on=day, times=hours(10, 13))
    session = one.sessions.get()
    assert (session.starts_at, session.ends_at) == (at(day, 10), at(day, 13))
    assert (session.first_starts_at, session.times_changed) == (first, 1)
    assert session.status_at is not None
    assert (session.hire_pence, session.standard_pence) == (2400, 3600)
    assert list(taken(one).values_list("starts_at", "ends_at", "kind")) == [
        (session.starts_at, session.ends_at, "session")
    ]
    assert agrees_with_the_library(one)


def test_the_letter_speaks_of_other_dates_only_where_there_are_any(hall, series, ben, choir, ada):
    for booking in (a_booking(the_room(hall, "small"), by=ben, hirer=choir, confirmed=True), series):
        change(booking, ada, people=12)
    letters = Letter.objects.filter(kind="changed").order_by("pk")
    told = ["All other dates stay as they are." in letter.body for letter in letters]
    assert told == [False, True]


def test_a_date_may_move_into_its_own_old_hours(one, ada):
    change(one, ada, times=hours(20, 22))
    assert starts(one) == [at(soon(), 20)]
    assert taken(one).get().starts_at == at(soon(), 20)


def test_a_date_moves_to_another_room_and_its_layout_stays_behind(hall, one, ada):
    one.layout = Layout.objects.get(room__code="main", room__venue=hall)
    one.save(update_fields=["layout"])
    change(one, ada, rooms=(the_room(hall, "small"),))
    session = one.sessions.get()
    assert [room.code for room in session.rooms.all()] == ["small"]
    assert (session.laid_out, session.times_changed) == (None, 1)
    assert [row.cell.code for row in taken(one)] == ["small"]
    assert agrees_with_the_library(one)


def test_numbers_and_layout_of_one_date_are_its_own_and_move_nothing(hall, series, ada):
    layout = Layout.objects.get(room__code="main", room__venue=hall)
    plan = change(series, ada, number=2, people=60, layout=layout)
    session = series.sessions.all()[2]
    assert (session.people, session.laid_out, session.times_changed) == (60, layout, 0)
    assert [date.session.pk for date in plan.changed] == [session.pk]
    assert {each.people for each in series.sessions.exclude(pk=session.pk)} == {25}


def test_for_other_numbers_alone_the_list_it_was_priced_by_is_asked(one, hall, ada):
    a_booking(the_room(hall, "small"), on=soon(60))
    later = hall.tariffs.get()
    later.pk, later.valid_from = None, soon(1)
    later.document = {**later.document, "rates": [{**rate, "per_hour": "99.00"} for rate in later.document["rates"]]}
    later.save()
    assert seen(one, people=30).after == seen(one, people=30).before
    assert str(seen(one, times=hours(18, 20)).after) == "£198.00"


def test_only_the_dates_touched_are_priced_anew(hall, series, ada):
    before = list(series.sessions.values_list("hire_pence", flat=True))
    rows = hall.tariffs.get()
    rows.document = {**rows.document, "rates": [{**rate, "per_hour": "10.00"} for rate in rows.document["rates"]]}
    rows.save()
    plan = change(series, ada, LATER, 4, times=hours(18, 21))
    assert [str(date.after) for date in plan.changed] == ["£30.00", "£30.00"]
    assert list(series.sessions.values_list("hire_pence", flat=True)) == [*before[:4], 3000, 3000]


@pytest.mark.parametrize("number", [0, 2, 5])
def test_this_and_later_splits_there_and_the_calendars_agree(series, ada, number):
    change(series, ada, LATER, number, times=hours(18, 20))
    assert [moment.hour for moment in starts(series)] == [19] * number + [18] * (6 - number)
    assert series.stretches.count() == (1 if number == 0 else 2)
    assert {session.first_starts_at.astimezone(LONDON).hour for session in series.sessions.all()} == {19}
    assert agrees_with_the_library(series)
    pattern = from_document(Booking.objects.get(pk=series.pk).pattern)
    assert (pattern.first, pattern.times) == (soon() + number * WEEK, hours(18, 20))


def test_another_weekday_in_another_room_and_then_back_again_for_the_last_three(hall, series, ada):
    weekday = (soon().weekday() + 1) % 7 if soon().weekday() < 6 else 0
    change(series, ada, LATER, 1, weekday=weekday, rooms=(the_room(hall, "small"),))
    assert [moment.date().weekday() for moment in starts(series)][1:] == [weekday] * 5
    assert agrees_with_the_library(series)
    change(series, ada, LATER, 3, weekday=soon().weekday(), rooms=(the_room(hall, "main"),), times=hours(9, 11))
    assert series.stretches.count() == 3
    assert agrees_with_the_library(series)
    assert taken(series).count() == 6


def test_a_date_given_up_among_those_changed_stays_given_up_and_can_be_in_the_new_rule(series, ada, ben):
    cancel_session(series.sessions.all()[3], shown=ANY, by=ben, at=timezone.now())
    change(series, ada, LATER, 2, times=hours(18, 20))
    assert agrees_with_the_library(series)
    cancel_session(series.sessions.all()[4], shown=ANY, by=ben, at=timezone.now())
    assert agrees_with_the_library(series)
    assert Occupancy.objects.count() == 4


def test_a_date_moved_by_itself_before_stays_where_it_is(series, ada):
    change(series, ada, number=3, on=soon() + 3 * WEEK + timedelta(days=1), times=hours(10, 12))
    change(series, ada, ALL, times=hours(18, 20))
    assert [moment.hour for moment in starts(series)] == [18, 18, 18, 10, 18, 18]
    assert agrees_with_the_library(series)


def test_a_date_moved_by_itself_before_is_named_and_goes_along_where_that_is_chosen(series, ada):
    change(series, ada, number=3, times=hours(10, 12))
    apart = series.sessions.all()[3]
    assert [date.session for date in seen(series, ALL, times=hours(18, 20)).apart] == [apart]
    assert not seen(series, ALL, people=12).apart
    plan = seen(series, ALL, times=hours(18, 20), along=frozenset({apart.pk}))
    rooms = rooms_of(series.venue)
    assert Wish.from_document(plan.wish.as_document(), rooms) == plan.wish
    done(plan, ada)
    assert [moment.hour for moment in starts(series)] == [18] * 6
    assert agrees_with_the_library(series)


def test_picked_dates_are_changed_each_in_its_own_event(hall, ben, choir, ada):
    booking = a_booking(the_room(hall, "main"), on=soon(), by=ben, hirer=choir, confirmed=True)
    change(booking, ada, ALL, times=hours(18, 20), rooms=(the_room(hall, "small"),))
    assert agrees_with_the_library(booking)
    assert booking.stretches.count() == 1


def test_what_is_taken_or_shut_stays_where_it_is_with_its_reason(hall, series, ada):
    a_booking(the_room(hall, "small"), on=soon() + WEEK, start=20, end=22)
    night = at(soon() + 2 * WEEK, 0)
    Closure.objects.create(venue=hall, starts_at=night, ends_at=night + timedelta(days=1), cause="works", note="Floor")
    plan = seen(series, ALL, rooms=(the_room(hall, "small"),))
    assert [(date.reason, date.reason_words) for date in plan.clashes] == [
        (RefusedDate.Reason.TAKEN, "Somebody else has the room"), (RefusedDate.Reason.CLOSED, "Floor")
    ]  # fmt: skip
    done(plan, ada)
    rooms = [session.rooms.get().code for session in series.sessions.all()]
    assert rooms == ["small", "main", "main", "small", "small", "small"]
    assert agrees_with_the_library(series)


def test_another_time_chosen_for_a_clash_is_a_moved_date_of_the_new_rule(hall, series, ada):
    a_booking(the_room(hall, "small"), on=soon() + WEEK, start=18, end=20)
    clash = series.sessions.all()[1]
    plan = seen(series, ALL, times=hours(18, 20), rooms=(the_room(hall, "small"),), ways={clash.pk: hours(20, 22)})
    done(plan, ada)
    assert [moment.hour for moment in starts(series)] == [18, 20, 18, 18, 18, 18]
    assert series.stretches.count() == 1
    assert agrees_with_the_library(series)


def test_two_dates_of_one_booking_never_end_up_in_one_hour(series, ada):
    """The second would move into the hours that the first, which cannot move, keeps."""
    change(series, ada, number=1, on=soon(), times=hours(9, 11))
    plan = seen(series, number=1, times=hours(9, 11))
    assert [(date.reason, date.period.first) for date in plan.dates] == [("taken", at(soon(), 19))]
    assert plan.changed == []


def test_what_differs_from_what_was_shown_is_not_done(hall, series, ada):
    plan = seen(series, ALL, times=hours(18, 20))
    with pytest.raises(DatesChanged):
        done(plan, ada, shown_dates="otherwise")
    rows = hall.tariffs.get()
    rows.document = {**rows.document, "rates": [{**rate, "per_hour": "9.00"} for rate in rows.document["rates"]]}
    rows.save()
    with pytest.raises(PriceChanged):
        done(plan, ada)
    assert [moment.hour for moment in starts(series)] == [19] * 6


def test_more_people_than_are_safe_are_refused(series):
    with pytest.raises(NotPossible, match="Main takes at most 100 people safely, and you expect 101"):
        seen(series, people=101)


@pytest.mark.on_postgres
def test_what_is_over_never_changes(series, ada):
    past = series.sessions.all()[0]
    Session.objects.filter(pk=past.pk).update(
        starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
    )
    assert len(change(series, ada, ALL, times=hours(18, 20)).changed) == 5


@pytest.mark.on_postgres
def test_a_price_agreed_by_hand_stays_until_it_is_another_hire(hall, ben, choir, ada):
    booking = a_booking(the_room(hall, "main"), by=ben, hirer=choir)
    five = Money(500, "GBP")
    shown = print_of(by_hand(booking, five, at=timezone.now()))
    agree_price(booking, five, reason="They sweep.", shown_prices=shown, by=ada, at=timezone.now())
    change(booking, ada, times=hours(18, 20))
    assert (str(booking.sessions.get().price), booking.sessions.get().is_by_hand) == ("£5.00", True)
    longer = seen(booking, times=hours(18, 21))
    assert longer.was_agreed_by_a_person
    assert str(longer.after) == "£5.00"
    change(booking, ada, times=hours(18, 21), price=Money(700, "GBP"))
    session = booking.sessions.get()
    assert (str(session.price), session.is_by_hand, session.standard_pence) == ("£7.00", True, 3600)
