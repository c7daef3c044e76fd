"""The calendar file of a booking, read back as a calendar program reads it.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unittest.mock import ANY
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from bookings.actions import cancel_session, confirm_booking, decline_booking
from bookings.feeds import booking_calendar
from bookings.models import Booking
from bookings.views.your_booking import sessions_of
from tests.make import a_booking, a_group, a_user, a_venue, an_ask, book, signed_in, soon, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LONDON = ZoneInfo("Europe/London")


def read(booking: Booking) -> Calendar:
    booking = Booking.objects.select_related("venue").get(pk=booking.pk)
    return Calendar.from_ical(booking_calendar(booking, sessions_of(booking)))


def events(booking: Booking) -> list:
    return read(booking).events


@pytest.mark.parametrize(
    ("first", "offsets"),
    [(date(2026, 3, 22), [0, 1, 1]), (date(2026, 10, 18), [1, 0, 0])],
)
def test_7pm_stays_7pm_across_both_clock_changes_of_2026(first, offsets):
    room = the_room(a_venue(), "main")
    before = datetime(2026, 1, 1, tzinfo=UTC)
    ben = a_user()
    ask = an_ask(room, first, hirer=a_group(organiser=ben), until=first + timedelta(weeks=2))
    found = events(book(ask, by=ben, at=before))
    assert [event.start.replace(tzinfo=None) for event in found] == [
        datetime(first.year, first.month, first.day, 19) + timedelta(weeks=week) for week in range(3)
    ]
    assert [event.start.utcoffset() for event in found] == [timedelta(hours=hours) for hours in offsets]
    assert {event["DTSTART"].params["TZID"] for event in found} == {"Europe/London"}
    assert {event.end - event.start for event in found} == {timedelta(hours=2)}


def test_the_zone_is_described_in_the_file_itself():
    """A program that knows no Europe/London reads the clock change from the file."""
    calendar = read(a_booking(on=soon(), until=soon(300)))
    [described] = calendar.timezones
    zone = described.to_tz(lookup_tzid=False)
    for event in calendar.events:
        clock = event.decoded("DTSTART").replace(tzinfo=None)
        assert clock.replace(tzinfo=zone).utcoffset() == clock.replace(tzinfo=LONDON).utcoffset()


def test_each_event_says_what_where_and_where_to_look():
    booking = a_booking(title="Soup; bread, and \\ cheese")
    [event] = events(booking)
    assert str(event["SUMMARY"]) == "Soup; bread, and \\ cheese"
    assert str(event["LOCATION"]) == f"Main, {booking.venue.name}, Church Lane, Alder Vale, ZZ1 1ZZ"
    assert str(event["URL"]).endswith(booking.get_absolute_url())
    assert event["DTSTAMP"].to_ical().endswith(b"Z")
    assert "ATTENDEE" not in event


def test_status_and_sequence_follow_the_booking_and_the_uid_stays():
    booking = a_booking(on=soon(), until=soon(21))
    asked = events(booking)
    assert {(str(event["STATUS"]), event["SEQUENCE"]) for event in asked} == {("TENTATIVE", 0)}

    confirm_booking(booking, by=a_user("Ada"), at=timezone.now())
    confirmed = events(booking)
    assert {(str(event["STATUS"]), event["SEQUENCE"]) for event in confirmed} == {("CONFIRMED", 1)}

    cancel_session(booking.sessions.all()[0], shown=ANY, by=a_user(), at=timezone.now())
    first, second = events(booking)
    assert (str(first["STATUS"]), first["SEQUENCE"]) == ("CANCELLED", 2)
    assert (str(second["STATUS"]), second["SEQUENCE"]) == ("CONFIRMED", 1)
    assert [event["UID"] for event in asked] == [event["UID"] for event in confirmed] == [first["UID"], second["UID"]]
    assert len({event["UID"] for event in asked}) == 2


def test_a_refused_request_is_cancelled_in_the_calendar():
    booking = a_booking()
    decline_booking(booking, reason="policy", words="", by=a_user("Ada"), at=timezone.now())
    assert str(events(booking)[0]["STATUS"]) == "CANCELLED"


def test_lines_end_and_fold_as_the_standard_says():
    booking = a_booking(title="Ein sehr langes Fest mit Käse – „é“ 🎉 " * 3)
    file = booking_calendar(booking, sessions_of(booking))
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    for line in file.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character is cut


def test_the_file_is_sent_as_a_calendar_and_not_again_when_nothing_changed():
    ben = a_user()
    booking = a_booking(by=ben)
    browser = signed_in(ben)
    url = f"{booking.get_absolute_url()}calendar.ics"
    answer = browser.get(url)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert browser.get(url, headers={"if-none-match": answer["ETag"]}).status_code == 304
    cancel_session(booking.sessions.get(), shown=ANY, by=ben, at=timezone.now())
    assert browser.get(url, headers={"if-none-match": answer["ETag"]}).status_code == 200
