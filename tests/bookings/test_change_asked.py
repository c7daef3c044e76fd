"""Changes that the hall decides: asked for, held meanwhile, agreed just as shown or refused, taken back, lapsed.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter
from bookings.actions import cancel_booking, close_asked_changes
from bookings.actions.ask_change import agree_change, ask_change, refuse_change, take_change_back
from bookings.changing import ALL, LATER, ONE
from bookings.exceptions import NotPossible, RoomTaken, TooLate
from bookings.models import AskedChange, DeskAct, Hold, Occupancy
from bookings.undoing import undo
from tests.bookings.test_change_dates import agrees_with_the_library, at, change, hours, seen, starts
from tests.bookings.test_change_page import check, typed
from tests.make import a_booking, a_group, a_post, a_user, a_venue, signed_in, soon, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WEEK = timedelta(weeks=1)


@pytest.fixture
def hall():
    return a_venue(cells=("main", "small"))


@pytest.fixture
def ada(hall):
    return a_post(hall, "secretary").user


@pytest.fixture
def one(hall, ben, choir):
    return a_booking(the_room(hall, "main"), by=ben, hirer=choir, confirmed=True)


@pytest.fixture
def series(hall, ben, choir):
    return a_booking(the_room(hall, "main"), on=soon(), until=soon() + 3 * WEEK, by=ben, hirer=choir, confirmed=True)


def asked_by(by, booking, which=ONE, number=0, **wish):
    plan = seen(booking, which, number, desk=False, **wish)
    prints = {"shown_dates": plan.dates_print, "shown_prices": plan.price_print}
    return ask_change(booking, plan.wish, by=by, at=timezone.now(), **prints)


def kinds():
    return sorted(Occupancy.objects.values_list("starts_at", "ends_at", "kind"))


def test_the_dates_stay_and_the_new_hours_are_held_but_those_it_has(one, ben):
    asked = asked_by(ben, one, times=hours(20, 23))
    assert starts(one) == [at(soon(), 19)]
    assert kinds() == [(at(soon(), 19), at(soon(), 21), "session"), (at(soon(), 21), at(soon(), 23), "change")]
    assert asked.hold_until == asked.asked_at + timedelta(days=one.venue.hold_days)
    other = a_booking(the_room(one.venue, "small"), by=a_user("Ida"), hirer=a_group("Ramblers"), confirmed=True)
    elsewhere = seen(other, times=hours(21, 22), rooms=(the_room(one.venue, "main"),))
    assert [date.reason for date in elsewhere.dates] == ["taken"]


def test_agreed_it_is_made_just_as_it_was_shown(one, ben, ada):
    Letter.objects.all().delete()
    asked = asked_by(ben, one, times=hours(20, 23))
    agree_change(asked, by=ada, at=timezone.now())
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("agreed", ada)
    left = (at(soon(), 19), at(soon(), 20), "undecided")  # as long as the desk can take it back
    assert kinds() == [left, (at(soon(), 20), at(soon(), 23), "session")]
    assert str(one.sessions.get().price) == "£24.00"
    assert [hold.kind for hold in Hold.objects.all()] == [Hold.Kind.KEPT]
    assert agrees_with_the_library(one)
    assert set(Letter.objects.values_list("kind", flat=True)) == {"change_asked", "change_wanted", "changed"}
    with pytest.raises(TooLate):
        agree_change(asked, by=ada, at=timezone.now())


@pytest.mark.on_postgres
def test_what_was_agreed_can_be_taken_back_and_waits_again(one, ben, ada):
    asked = asked_by(ben, one, times=hours(20, 23))
    before = kinds()
    agree_change(asked, by=ada, at=timezone.now())
    undo(DeskAct.objects.get(kind="changed"), by=ada, at=timezone.now())
    asked.refresh_from_db()
    assert asked.is_waiting
    assert kinds() == before
    assert starts(one) == [at(soon(), 19)]


def test_refused_it_stays_as_it_is_and_the_hirer_reads_why(one, ben, ada):
    asked = asked_by(ben, one, times=hours(20, 23))
    refuse_change(asked, words="The caretaker goes home.", by=ada, at=timezone.now())
    left = (at(soon(), 21), at(soon(), 23), "undecided")  # as long as the desk can take it back
    assert kinds() == [(at(soon(), 19), at(soon(), 21), "session"), left]
    letter = Letter.objects.get(kind="change_refused")
    assert "The caretaker goes home." in letter.body
    assert letter.send_after > timezone.now() + timedelta(minutes=4)


def test_the_same_twice_is_one_and_another_is_refused_while_it_waits(one, ben):
    first = asked_by(ben, one, times=hours(20, 23))
    plan = seen(one, desk=False, times=hours(20, 23))
    prints = {"shown_dates": first.shown_dates, "shown_prices": first.shown_prices}
    assert ask_change(one, plan.wish, by=ben, at=timezone.now(), **prints) == first
    with pytest.raises(NotPossible, match="You have asked for a change already"):
        asked_by(ben, one, times=hours(17, 19))
    take_change_back(first, by=ben, at=timezone.now())
    assert kinds() == [(at(soon(), 19), at(soon(), 21), "session")]
    asked_by(ben, one, times=hours(17, 19))


def test_once_its_hold_lapsed_the_hours_are_free_and_agreeing_tries_to_take_them(series, hall, ben, ada):
    asked = asked_by(ben, series, LATER, 1, rooms=(the_room(hall, "small"),))
    later = asked.hold_until + timedelta(minutes=1)
    assert close_asked_changes(later) == 1
    assert close_asked_changes(later) == 0
    assert not Occupancy.objects.filter(kind="change").exists()
    agree_change(asked, by=ada, at=later)
    assert [session.rooms.get().code for session in series.sessions.all()] == ["main", "small", "small", "small"]
    assert agrees_with_the_library(series)


def test_what_somebody_took_after_the_hold_lapsed_is_not_agreed_to(series, hall, ben, ada):
    asked = asked_by(ben, series, ALL, times=hours(12, 14))
    close_asked_changes(asked.hold_until + timedelta(minutes=1))
    a_booking(the_room(hall, "main"), on=soon() + WEEK, start=13, end=14, hirer=a_group("Ramblers"))
    with pytest.raises((NotPossible, RoomTaken)):
        agree_change(asked, by=ada, at=timezone.now())
    assert {moment.hour for moment in starts(series)} == {19}


def test_what_the_desk_changed_meanwhile_is_not_agreed_to(one, ben, ada):
    asked = asked_by(ben, one, times=hours(20, 23))
    change(one, ada, on=soon(20))
    with pytest.raises(NotPossible, match="It can no longer be had just as it was asked"):
        agree_change(asked, by=ada, at=timezone.now())


def test_a_booking_given_up_asks_for_nothing_any_more(one, ben):
    asked = asked_by(ben, one, times=hours(20, 23))
    cancel_booking(one, shown=ANY, by=ben, at=timezone.now())
    asked.refresh_from_db()
    assert asked.state == "over"
    assert not Occupancy.objects.exists()


def test_when_its_date_has_come_without_an_answer_the_hirer_is_told(one, ben):
    asked = asked_by(ben, one, times=hours(20, 23))
    close_asked_changes(at(soon(), 19) + timedelta(minutes=1))
    asked.refresh_from_db()
    assert asked.state == "over"
    assert Letter.objects.filter(kind="change_unanswered").exists()


@pytest.mark.once
def test_the_pages_of_both(one, ben, ada, browser, hall):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    page = reverse("bookings:change", args=[one.ref])
    data = typed(one, from_="20:00", to="23:00")
    checked = check(browser, one, data)
    assert "Ask to change this date: £24.00 instead of £16.00" in checked.content.decode()
    plan = checked.context["check"].plan
    prints = {"shown_dates": plan.dates_print, "shown_prices": plan.price_print}
    ways = {"shown_ways": checked.context["shown_ways"]}
    assert browser.post(page, {**data, **prints, **ways, "action": "change"}).status_code == 422
    for _turn in range(2):
        answer = browser.post(page, {**data, **prints, **ways, "action": "ask"})
        assert (answer.status_code, answer["Location"]) == (303, one.get_absolute_url())
    assert "You asked to change it" in browser.get(one.get_absolute_url()).content.decode()

    desk, asked = signed_in(ada), AskedChange.objects.get()
    requests = desk.get(reverse("desk:requests", args=[hall.slug])).content.decode()
    assert "1 change waits for an answer" in requests
    assert "£24.00 instead of £16.00" in requests
    address = reverse("desk:asked_change", args=[hall.slug, asked.pk])
    assert desk.get(address).status_code == 200
    refused = desk.post(address, {"action": "refuse", "words": ""})
    assert refused.status_code == 422
    assert "Write a sentence for the person who asked." in refused.content.decode()
    assert desk.post(address, {"action": "agree"}).status_code == 303
    assert desk.post(address, {"action": "agree"}).status_code == 303
    assert starts(one) == [at(soon(), 20)]
    assert "Agreed" in desk.get(address).content.decode()


def test_the_hirer_takes_it_back_on_a_page(one, ben, browser):
    asked_by(ben, one, times=hours(20, 23))
    address = reverse("bookings:change_back", args=[one.ref])
    assert "Take it back" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 303
    assert browser.post(address).status_code == 303
    assert "No change waits" in browser.get(address).content.decode()
    assert Letter.objects.filter(kind="change_taken_back").count() == 1
