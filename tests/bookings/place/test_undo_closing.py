"""For five minutes a closing can be taken back as a whole: every date is where it was, and no letter goes.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from bookings import calendars
from bookings.actions import cancel_session, pencil_in
from bookings.actions.ask_change import ask_change
from bookings.actions.ask_regulars import ask_regulars
from bookings.actions.lift_closure import lift_closure
from bookings.changing import ONE, Wish
from bookings.exceptions import TooLate
from bookings.history import history
from bookings.models import (
    AskedChange,
    Booking,
    ClosingAct,
    DeskAct,
    Hold,
    Occupancy,
    RefusedAsk,
    RefusedDate,
    Session,
    SessionRoom,
    Slot,
)
from bookings.undoing import UNDO_FOR, close_what_stands, undo
from tests.bookings.place.sanding import MONDAY, WEEK, a_hall, book, check, go_on, text_of, twenty_three
from tests.bookings.test_change_dates import change, hours
from tests.make import a_post, a_user, evening, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Closure, Layout

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall():
    return a_hall()


@shared
def ada(hall):
    return a_post(hall, "secretary", a_user("Ada")).user


@shared
def desk(ada):
    return signed_in(ada)


def as_it_stands() -> list:
    """Where and how every date is, in our rows and in the library's calendar."""
    sessions = Session.objects.order_by("pk").prefetch_related("session_rooms__stretch__event")
    return [
        *Booking.objects.order_by("pk").values_list("pk", "status", "reason_code", "hold_until"),
        *((each.pk, each.status, each.moved_cause, each.times_changed, each.hire_pence) for each in sessions),
        *SessionRoom.objects.order_by("session").values_list("session", "room", "stretch"),
        *Occupancy.objects.order_by("session", "cell").values_list("session", "cell", "starts_at", "kind"),
        *(str(p) for each in sessions for p in calendars.dates_of(each.session_rooms.all()[0].stretch, each.venue.tz)),
        RefusedDate.objects.count(),
        RefusedAsk.objects.count(),
    ]


def words_of_history() -> set[str]:
    return {event.words for booking in Booking.objects.all() for event in history(booking)}


def take_back(desk, hall):
    return desk.post(reverse("place:closures_lift", args=[hall.slug, Closure.objects.get().pk]), {"put_back": "yes"})


def test_all_23_are_where_they_were_and_no_letter_goes(hall, desk):
    twenty_three(hall)
    outbox.send_due(timezone.now())
    before, letters = as_it_stands(), Letter.objects.count()
    go_on(desk, hall, check(desk, hall))
    assert as_it_stands() != before
    done = take_back(desk, hall)
    assert "as if it had not been closed" in text_of(desk.get(done["Location"]))
    assert as_it_stands() == before
    assert not Closure.objects.exists()
    assert not ClosingAct.objects.exists()
    assert not Letter.objects.filter(kind="closed").exists()
    assert Letter.objects.count() == letters
    assert "The hall took the closing back: the dates are as they were" in words_of_history()


def test_until_then_nobody_is_told_and_afterwards_once(hall, desk):
    book(hall)
    go_on(desk, hall, check(desk, hall))
    outbox.send_due(timezone.now())
    assert Letter.objects.get(kind="closed").sent_at is None
    mail.outbox.clear()
    for _turn in range(2):
        outbox.send_due(timezone.now() + UNDO_FOR)
    assert Letter.objects.get(kind="closed").sent_at is not None
    assert len([letter for letter in mail.outbox if "has to shut" in letter.subject]) == 1


def test_a_room_that_another_hit_date_left_is_given_back_too(hall, desk):
    """One date goes from the whole hall to the committee room's neighbour, into what another one had."""
    hall.rooms.filter(code="whole").update(retired_on=None)
    Layout.objects.filter(room__code__in=("committee", "whole")).update(capacity=200)
    book(hall, room="whole", people=60, hours=(9, 11))
    before = as_it_stands()
    go_on(desk, hall, check(desk, hall))
    assert Session.objects.get().rooms.get().code == "committee"
    take_back(desk, hall)
    assert as_it_stands() == before


def test_what_was_pencilled_in_comes_back(hall, desk, ada):
    pencil_in(the_room(hall, "main"), evening(MONDAY), "Mrs Moss", by=ada, at=timezone.now())
    go_on(desk, hall, check(desk, hall))
    assert not Hold.objects.exists()
    take_back(desk, hall)
    hold = Hold.objects.get()
    assert (hold.title, hold.made_by, hold.period) == ("Mrs Moss", ada, evening(MONDAY))
    assert hold.occupancies.count() == 1


def kept_hours() -> list:
    rows = Occupancy.objects.exclude(hold=None).order_by("pk")
    return [*Hold.objects.order_by("pk").values(), *rows.values()]


def taken_back(desk, hall) -> tuple[list, list]:
    """What was kept without a date before the closing, and after it was taken back."""
    before = kept_hours()
    go_on(desk, hall, check(desk, hall))
    assert kept_hours() != before
    assert take_back(desk, hall).status_code == 303
    return before, kept_hours()


def test_the_hours_of_next_year_come_back_with_whose_they_are(hall, desk, ada):
    this_year = book(hall, day=soon(3), until=soon(24))
    days = {"starts_on": MONDAY, "ends_on": MONDAY + timedelta(weeks=4), "answer_by": soon(20)}
    ask_regulars(hall, [this_year.pk], **days, by=ada, at=timezone.now())
    before, after = taken_back(desk, hall)
    assert after == before
    assert Slot.objects.get().holds.count() == Slot.objects.get().dates


@pytest.mark.parametrize("day", [MONDAY, MONDAY - timedelta(days=7)], ids=["hit itself", "not hit"])
def test_the_hours_of_a_change_that_was_asked_for_come_back(hall, desk, day):
    booking = book(hall, day=day, hours=(9, 11))
    wish = Wish(ONE, booking.sessions.get().pk, on=MONDAY, times=hours(10, 12))
    ask_change(booking, wish, by=None, at=timezone.now(), shown_dates=ANY, shown_prices=ANY)
    before, after = taken_back(desk, hall)
    assert after == before
    assert AskedChange.objects.get().is_waiting


def test_what_the_desk_moved_a_date_from_comes_back_and_can_still_be_taken_back(hall, desk, ada):
    booking = book(hall)
    change(booking, ada, rooms=(the_room(hall, "small"),), people=5)
    before, after = taken_back(desk, hall)
    assert after == before
    undo(DeskAct.objects.get(kind="changed"), by=ada, at=timezone.now())
    assert booking.sessions.get().rooms.get().code == "main"
    assert kept_hours() == []


def test_after_five_minutes_it_can_only_be_lifted(hall, desk, ada):
    book(hall, people=60)
    go_on(desk, hall, check(desk, hall))
    closure, later = Closure.objects.get(), timezone.now() + UNDO_FOR
    with pytest.raises(TooLate):
        lift_closure(closure, by=ada, at=later, put_back=True)
    close_what_stands(later)
    assert not ClosingAct.objects.exists()
    address = reverse("place:closures_lift", args=[hall.slug, closure.pk])
    assert "Take all of it back" not in text_of(desk.get(address))
    assert take_back(desk, hall).status_code == 409
    assert desk.post(address).status_code == 303
    assert Session.objects.get().status == "cancelled_by_venue"


def test_not_where_somebody_went_on_with_a_booking_or_has_the_hours(hall, desk, ada):
    moved = book(hall)
    go_on(desk, hall, check(desk, hall))
    cancel_session(moved.sessions.get(), shown=ANY, by=ada, at=timezone.now())
    refused = take_back(desk, hall)
    assert refused.status_code == 409
    assert "Something was done about one of the bookings since" in text_of(refused)
    assert Closure.objects.exists()


@pytest.mark.on_postgres
def test_not_where_somebody_else_has_what_a_date_left(hall, desk):
    hall.rooms.filter(code="whole").update(retired_on=None)
    Layout.objects.filter(room__code="committee").update(capacity=200)
    book(hall, room="whole", people=60, hours=(9, 11))
    go_on(desk, hall, check(desk, hall))
    book(hall, "Yoga", room="small", people=5, hours=(9, 11))
    before = as_it_stands()
    refused = take_back(desk, hall)
    assert refused.status_code == 409
    assert "Somebody else has some of the hours by now" in text_of(refused)
    assert as_it_stands() == before
    assert Closure.objects.exists()


def test_not_where_a_letter_is_on_its_way(hall, desk, ada):
    book(hall, day=WEEK[1])
    go_on(desk, hall, check(desk, hall))
    Letter.objects.filter(kind="closed").update(tries=1, send_after=timezone.now() - timedelta(minutes=1))
    with pytest.raises(TooLate, match="letter is on its way"):
        lift_closure(Closure.objects.get(), by=ada, at=timezone.now(), put_back=True)
