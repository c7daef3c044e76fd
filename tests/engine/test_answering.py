"""The desk answers while others answer and ask: the hours go to one, whoever comes first."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import ANY

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import Hirer, User
from bookings import calendars
from bookings.actions import decline_booking, end_booking, pencil_in
from bookings.actions.book_for_them import book_for_them
from bookings.actions.price_change import send_change_price
from bookings.actions.send_price import send_price
from bookings.actions.take_hours import dates_asked_for
from bookings.models import AskedChange, Booking, DeskAct, Occupancy, Session
from bookings.told_prices import print_of
from tests.engine import fleet
from tests.make import a_booking, a_group, a_user, a_venue, an_ask, evening, on_application, soon, the_room
from tests.moving import asked_to_move
from venues.models import Room
from venues.money import Money

DAYS, DEAR = 6, Money(3000)

pytestmark = pytest.mark.django_db(transaction=True)


def a_hall(**fields):
    hall = a_venue(**fields)
    for room in hall.rooms.all():
        calendars.calendar_of(room)
    return hall


def at_once(*clients: tuple[str, ...]) -> list[list[str]]:
    processes = fleet.start_together(*clients, module="tests.engine.answerer")
    fleet.go(processes)
    return [event["done"] for event in fleet.said(processes)]


def nothing_is_taken_twice() -> bool:
    return not Occupancy.objects.filter(
        cell__occupancies__pk__gt=F("pk"),
        cell__occupancies__starts_at__lt=F("ends_at"),
        cell__occupancies__ends_at__gt=F("starts_at"),
    ).exists()


def test_of_two_who_wait_together_one_is_accepted_however_many_press_the_button():
    hall = a_hall()
    hall.rooms.update(requests_wait_together=True)
    room, by = the_room(hall, "main"), a_user()
    groups = [a_group(name, organiser=by) for name in ("Choir", "Scouts")]
    refs = [[a_booking(room, on=soon(40 + day), by=by, hirer=group).ref for day in range(DAYS)] for group in groups]
    done = at_once(*(("confirm", ",".join(some)) for some in refs))
    for pair in zip(*done, strict=True):
        assert sorted(pair) == ["RoomTaken", "done"]
    assert Booking.objects.filter(status="confirmed").count() == Occupancy.objects.count() == DAYS
    assert Booking.objects.filter(status="requested").count() == DAYS
    assert nothing_is_taken_twice()


def asked_without_a_price(room: Room, day: date, by: User) -> str:
    booking = a_booking(room, on=day, by=by, hirer=Hirer.objects.get())
    send_price(booking, DEAR, shown=print_of(dates_asked_for(booking)), by=by, at=timezone.now())
    return f"booking:{booking.pk}:{print_of(dates_asked_for(booking))}"


def asked_to_move_there(room: Room, day: date, by: User) -> str:
    """What is booked in the other room."""
    main = the_room(room.venue, "main")
    asked = asked_to_move(a_booking(main, on=day, by=by, hirer=Hirer.objects.get(), confirmed=True), room, by=by)
    told = send_change_price(asked, DEAR, shown=asked.shown_prices, by=by, at=timezone.now())
    return f"change:{asked.pk}:{told.shown_prices}"


def test_a_price_is_accepted_as_it_was_shown_or_another_comes_first():
    hall, by = a_hall(cells=("main", "small")), a_user()
    room = the_room(hall, "small")
    on_application(hall, room="small")
    a_group(organiser=by)
    acts = [asked_without_a_price, asked_to_move_there] * (DAYS // 2)
    days = [soon(40 + day) for day in range(DAYS)]
    keys = ",".join(act(room, day, by) for act, day in zip(acts, days, strict=True))
    accepted, sent = at_once(("accept", keys), ("send", keys))
    agreed = []
    for yes, other in zip(accepted, sent, strict=True):
        assert (yes, other) in {("done", "TooLate"), ("PriceChanged", "done")}
        agreed.append("£30.00" if yes == "done" else "£25.00")
    there = Session.objects.filter(rooms=room).order_by("starts_at")
    sums = {session.starts_at.date(): str(session.price) for session in there if session.booking.is_confirmed}
    waiting = {session.starts_at.date(): str(session.price) for session in there if session.booking.is_waiting}
    moves = AskedChange.objects.filter(state="waiting")
    waiting |= {asked.booking.sessions.get().starts_at.date(): str(asked.price) for asked in moves}
    assert sums == {day: price for day, price in zip(days, agreed, strict=True) if price == "£30.00"}
    assert waiting == {day: price for day, price in zip(days, agreed, strict=True) if price == "£25.00"}
    assert nothing_is_taken_twice()


def refused(room: Room, day: date, by: User) -> None:
    booking = a_booking(room, on=day, by=by, hirer=Hirer.objects.get())
    decline_booking(booking, reason="policy", words="", by=by, at=timezone.now())


def ended(room: Room, day: date, by: User) -> None:
    """Its hours are free at once."""
    booking = a_booking(room, on=day, by=by, hirer=Hirer.objects.get(), confirmed=True)
    booking.desk_acts.all().delete()
    end_booking(booking, soon(1), shown=0, dates=1, by=by, at=timezone.now(), desk=True)


def booked_elsewhere(room: Room, day: date, by: User) -> None:
    """What was pencilled in for them gave way to another day."""
    at = timezone.now()
    hold = pencil_in(room, evening(day), "Ruby", by=by, at=at)
    ask = an_ask(room, day + timedelta(days=DAYS), hirer=Hirer.objects.get())
    book_for_them(ask, by=by, at=at, shown_dates=ANY, shown_prices=ANY, submission_key=f"{day}", hold=hold)


def test_hours_that_were_let_go_of_go_back_or_to_whoever_asks_next_never_to_both():
    hall = a_hall()
    room, by, days = the_room(hall, "main"), a_user(), [soon(40 + day) for day in range(DAYS)]
    a_group(organiser=by)
    for day, act in zip(days, [refused, ended, booked_elsewhere] * 2, strict=True):
        act(room, day, by)
    acts = [str(pk) for pk in DeskAct.objects.order_by("pk").values_list("pk", flat=True)]
    back, asked = at_once(("undo", ",".join(acts)), ("ask", ",".join(map(str, days))))
    for undone, booked in zip(back, asked, strict=True):
        assert (undone, booked) in {("done", "RoomTaken"), ("TooLate", "done")}
    assert Occupancy.objects.filter(starts_at__lt=evening(soon(40 + DAYS)).start).count() == DAYS
    assert Booking.objects.count() == DAYS + asked.count("done") - back[2::3].count("done")
    assert nothing_is_taken_twice()
