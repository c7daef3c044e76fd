"""The calendar file beside a letter: the dates as they are now, in any calendar program.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import icalendar
import pytest
from django.core import mail
from django.utils import timezone

from accounts import outbox
from accounts.blotting import blot_out
from accounts.folding import folded_file
from accounts.models import Letter
from bookings.actions import cancel_booking, cancel_session, confirm_booking, set_standing
from bookings.actions.close import close, print_of_sessions, what_it_hits
from bookings.models import Booking
from bookings.undoing import UNDO_FOR
from tests.bookings.khal import Khal
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room
from venues.files.contents import ClosureRow

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def hall():
    return a_venue(address_shown="confirmed")


@pytest.fixture
def ben():
    return a_user("Ben")


@pytest.fixture
def choir(ben):
    return a_group("Alder Vale Choir", organiser=ben)


def weekly(hall, choir, ben, **fields) -> Booking:
    fields = {"title": "Rehearsal; “Elijah”, part one", "until": soon(28), "confirmed": True, **fields}
    return a_booking(the_room(hall, "main"), by=ben, hirer=choir, **fields)


def beside(kind: str) -> str:
    return Letter.objects.filter(kind=kind).latest("pk").calendar


def events(kind: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(folded_file(beside(kind))).walk("VEVENT"))


def told(kind: str) -> list[tuple[str, str, int]]:
    return [(str(event["UID"]), str(event["STATUS"]), int(event["SEQUENCE"])) for event in events(kind)]


def test_a_yes_brings_every_date_and_a_date_given_up_comes_again_as_cancelled(hall, choir, ben):
    booking = weekly(hall, choir, ben)
    first, second, third = booking.sessions.all()
    uids = [f"{booking.ref}-{session.pk}@hearth" for session in (first, second, third)]
    assert told("confirmed") == [(uid, "CONFIRMED", 1) for uid in uids]
    event = events("confirmed")[0]
    assert event["SUMMARY"] == booking.title
    assert event["LOCATION"] == f"Main, {hall.name}, Church Lane, Alder Vale, ZZ1 1ZZ"
    assert booking.get_absolute_url() in event["URL"]

    cancel_session(second, shown=ANY, by=ben, at=timezone.now())
    assert told("cancelled") == [(uids[1], "CANCELLED", 2)]
    assert events("cancelled")[0]["SUMMARY"] == f"Cancelled: {booking.title}"
    cancel_booking(booking, shown=ANY, by=ben, at=timezone.now())
    assert told("cancelled") == [(uids[0], "CANCELLED", 2), (uids[2], "CANCELLED", 2)]
    assert "Church Lane" not in beside("cancelled")  # a hall that keeps its address back


def test_what_is_booked_at_once_brings_its_dates_and_what_is_only_asked_brings_none(hall, choir, ben):
    weekly(hall, choir, ben, confirmed=False)
    assert not Letter.objects.exclude(calendar="").exists()
    set_standing(hall, choir, at_once=True, by=a_user("Ada"), at=timezone.now())
    weekly(hall, choir, ben, confirmed=False, on=soon(50), until=soon(64))
    assert [status for _uid, status, _number in told("confirmed")] == ["CONFIRMED"] * 3
    assert beside("booked_at_once") == ""  # the desk follows its whole calendar


def test_a_date_that_was_moved_before_has_a_higher_number_each_time(hall, choir, ben):
    booking = weekly(hall, choir, ben, until=None)
    booking.sessions.update(times_changed=1)
    cancel_booking(booking, shown=ANY, by=ben, at=timezone.now())
    assert told("cancelled")[0][1:] == ("CANCELLED", 5)


def test_a_closure_takes_its_dates_out_of_the_calendar(hall, choir, ben):
    booking = weekly(hall, choir, ben)
    session = booking.sessions.first()
    day = session.starts_at.astimezone(hall.tz)
    row = ClosureRow(
        starts=day.replace(tzinfo=None, hour=0),
        ends=(day + timedelta(days=1)).replace(tzinfo=None),
        cells=(),
        cause="works",
    )
    at = timezone.now()
    close(hall, row, by=a_user("Ada"), at=at, shown=print_of_sessions(what_it_hits(hall, row, at=at)))
    assert told("closed") == [(f"{booking.ref}-{session.pk}@hearth", "CANCELLED", 2)]


def test_a_confidential_booking_is_its_room_and_its_time(hall, choir, ben):
    booking = weekly(hall, choir, ben, confidential=True, title="Listening Ear", until=None)
    [event] = events("confirmed")
    assert (event["SUMMARY"], "URL" in event, "DESCRIPTION" in event) == ("Main", False, False)
    assert "Listening" not in beside("confirmed")
    assert booking.hirer.name not in beside("confirmed")


def test_it_goes_as_a_file_beside_the_letter_and_every_line_is_short_enough(hall, choir, ben):
    booking = weekly(hall, choir, ben, title="Ä" * 110, until=None)
    outbox.send_due(timezone.now() + UNDO_FOR)
    letter = next(sent for sent in mail.outbox if sent.attachments)
    _words, part = list(letter.message().walk())[1:]
    assert part.get_filename() == f"hearth-{booking.ref}.ics"
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "PUBLISH"
    file = part.get_payload(decode=True)
    assert b"METHOD:PUBLISH\r\n" in file
    assert max(map(len, file.split(b"\r\n"))) <= 75
    assert icalendar.Calendar.from_ical(file).walk("VEVENT")[0]["SUMMARY"] == booking.title


def test_whoever_has_no_address_gets_no_file_on_paper(hall, choir, ben):
    choir.contact_email = ""
    choir.save()
    choir.memberships.all().delete()
    booking = weekly(hall, choir, ben, confirmed=False)
    Booking.objects.filter(pk=booking.pk).update(entered=Booking.Entered.DESK)
    booking.refresh_from_db()
    confirm_booking(booking, by=a_user("Ada"), at=timezone.now())
    letter = Letter.objects.get(kind="confirmed")
    assert (letter.to, letter.hirer, letter.about, letter.calendar) == ("", choir, booking.ref, "")
    assert letter in Letter.objects.of_place(hall.slug).on_paper()
    assert outbox.send_due(timezone.now() + timedelta(days=1)) == len(mail.outbox)
    assert Letter.objects.on_paper().get() == letter


def test_a_name_is_blotted_out_of_the_file_as_out_of_the_letter(hall, choir, ben):
    weekly(hall, choir, ben, until=None, title="Songs in memory of dear Bartholomew Quillfeather, who led us")
    blot_out(["Bartholomew Quillfeather"])
    letter = Letter.objects.get(kind="confirmed")
    assert "Quillfeather" not in letter.calendar + letter.body + letter.subject
    [event] = events("confirmed")
    assert event["SUMMARY"] == "Songs in memory of dear …, who led us"


@pytest.mark.once
@pytest.mark.of_khal
def test_khal_takes_the_later_letter_for_the_same_date(hall, choir, ben, tmp_path):
    """A program of its own reads the file, whose rows others read from both kinds of database."""
    khal = Khal(tmp_path)
    booking = weekly(hall, choir, ben, until=None, title="Rehearsal")
    khal.read_in(folded_file(beside("confirmed")))
    day = soon()
    assert khal.lists(day, day) == [f"{day} 19:00 to 21:00, Rehearsal, CONFIRMED"]
    cancel_booking(booking, shown=ANY, by=ben, at=timezone.now())
    khal.read_in(folded_file(beside("cancelled")))
    assert khal.lists(day, day) == [f"{day} 19:00 to 21:00, Cancelled: Rehearsal, CANCELLED"]
