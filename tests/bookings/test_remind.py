"""A letter two days before each date, once, and none to who does not want it.

What it asks of a database, other tests ask of both kinds: once, but for what is marked.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Letter, Unwanted
from accounts.unwanted import REMINDER, Kind, stop, stop_link
from bookings import actions
from bookings.actions.remind import remind
from bookings.models import Booking, Session
from tests.make import a_booking, move, soon
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]
A_DAY = timedelta(days=1)


@shared
def booking() -> Booking:
    return a_booking(on=soon(20), confirmed=True)


def at_before(booking: Booking, **before: int):
    return booking.sessions.get().starts_at - timedelta(**before)


def reminders() -> list[Letter]:
    return list(Letter.objects.filter(kind=REMINDER))


@pytest.mark.parametrize(("hours", "letters"), [(49, 0), (48, 1), (24, 1), (11, 0)])
def test_it_comes_within_two_days_and_not_at_the_last_minute(booking, hours, letters):
    remind(at_before(booking, hours=hours), since=None)
    assert len(reminders()) == letters


def test_it_says_when_where_what_cancelling_costs_and_how_to_get_no_more(booking):
    remind(at_before(booking, days=2), since=None)
    [letter] = reminders()
    session = booking.sessions.get()
    assert letter.to == booking.hirer.contact_email or letter.to
    assert reverse("bookings:cancel_date", args=[booking.ref, session.pk]) in letter.body
    assert stop_link(Kind(letter.to, REMINDER, booking.venue.slug, booking.venue.name)) in letter.body
    assert booking.title in letter.subject
    assert booking.venue.full_address in letter.body


def test_a_date_is_told_once_and_another_day_of_it_anew(booking):
    remind(at_before(booking, days=2), since=None)
    remind(at_before(booking, hours=30), since=None)
    assert len(reminders()) == 1
    move(booking, to=booking.sessions.get().starts_at + 7 * A_DAY)
    remind(at_before(booking, days=2), since=None)
    assert len(reminders()) == 2


def test_nothing_is_said_of_what_is_only_asked_cancelled_or_was_booked_just_now(booking):
    asked = a_booking(on=soon(20), room=booking.sessions.get().rooms.get(), start=9, end=11)
    assert asked.is_waiting
    at = at_before(booking, days=2)
    Booking.objects.filter(pk=booking.pk).update(decided_at=at - A_DAY / 2)
    remind(at, since=None)
    assert reminders() == []
    Booking.objects.filter(pk=booking.pk).update(decided_at=at - 9 * A_DAY)
    actions.cancel_booking(booking, shown=ANY, by=booking.made_by, at=timezone.now())
    remind(at, since=None)
    assert reminders() == []


def test_who_asked_for_no_more_gets_none_from_that_place(booking):
    remind(at_before(booking, days=2), since=None)
    [letter] = reminders()
    Letter.objects.all().delete()
    stop(Kind(letter.to, REMINDER, "elsewhere", "Elsewhere"))
    remind(at_before(booking, days=2), since=None)
    assert len(reminders()) == 1
    Letter.objects.all().delete()
    stop(Kind(letter.to, REMINDER, booking.venue.slug, booking.venue.name))
    remind(at_before(booking, days=2), since=None)
    assert reminders() == []


def test_after_a_quiet_hour_or_a_lost_day_nobody_is_left_out(booking):
    """A tick looks back an hour behind the one before it, so that none falls between two."""
    at = at_before(booking, hours=40)
    assert remind(at, since=at - timedelta(minutes=1)) == 0
    assert remind(at, since=at - timedelta(hours=8)) == 1


def test_many_dates_are_asked_for_in_a_few_questions(booking, django_assert_max_num_queries):
    room = booking.sessions.get().rooms.get()
    for hour in range(8, 18):
        a_booking(room, on=soon(20), start=hour, end=hour + 1, confirmed=True, hirer=booking.hirer)
    at = at_before(booking, days=2)
    with django_assert_max_num_queries(8 + 2 * 11):  # of each its address, and the letter
        remind(at, since=None)
    assert Session.objects.count() == len(reminders()) == 11


def test_the_clock_of_the_house_reminds(booking):
    Booking.objects.update(decided_at=timezone.now() - 9 * A_DAY)
    Session.objects.update(starts_at=timezone.now() + 1.99 * A_DAY, ends_at=timezone.now() + 2.1 * A_DAY)
    call_command("tick", verbosity=0)
    assert len(reminders()) == 1


def test_a_clock_that_was_put_back_makes_nobody_miss_theirs(booking):
    at = at_before(booking, hours=48)
    assert remind(at, since=at + 30 * A_DAY) == 1


@pytest.mark.on_postgres
def test_the_link_of_the_letter_shows_a_button_that_stops_them_and_one_that_brings_them_back(booking, client):
    kind = Kind("ben@hearth.example", REMINDER, booking.venue.slug, booking.venue.name)
    address = stop_link(kind).removeprefix("http://localhost:8000")
    address = reverse("unwanted", args=[address.rstrip("/").rpartition("/")[2]])
    assert "ben@hearth.example" in client.get(address).content.decode()
    assert not Unwanted.objects.exists()
    assert "no more" in client.post(address, follow=True).content.decode()
    assert Unwanted.objects.get().email == "ben@hearth.example"
    client.post(address)
    assert Unwanted.objects.count() == 1
    client.post(address, {"want": "again"})
    assert not Unwanted.objects.exists()
    assert client.get(address.replace("/no-more-letters/", "/no-more-letters/x")).status_code == 404


def test_the_button_of_a_mail_program_stops_them_without_a_page_or_a_cookie(booking):
    kind = Kind("ben@hearth.example", REMINDER, booking.venue.slug, booking.venue.name)
    path = "/" + stop_link(kind).split("/", 3)[3]
    program = Client(enforce_csrf_checks=True)
    answer = program.post(path, {"List-Unsubscribe": "One-Click"})  # RFC 8058: no redirect
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert Unwanted.objects.get().kind == REMINDER
    assert program.post(path + "x", {"List-Unsubscribe": "One-Click"}).status_code == 404


def test_a_reminder_says_how_to_stop_it_to_the_mail_program_too(booking):
    remind(at_before(booking, days=2), since=None)
    [letter] = reminders()
    assert letter.stop_link
    assert letter.stop_link in letter.body
