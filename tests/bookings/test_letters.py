"""What Hearth writes to people: each letter says what, when, where, what it costs and what next.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.clock import day_words
from accounts.models import JournalEntry, Letter
from bookings.actions import (
    cancel_booking,
    cancel_session,
    confirm_booking,
    decline_booking,
    lapse_holds,
    withdraw_booking,
)
from bookings.models import Booking, Occupancy, Session
from tests.make import a_booking, a_post, a_user, a_venue, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def room():
    return the_room(a_venue(phone="01632 960 001"), "main")


def the_letter(kind: str) -> Letter:
    return Letter.objects.get(kind=kind)


def say_yes(booking: Booking) -> None:
    confirm_booking(booking, by=a_user("Ada"), at=timezone.now())


def say_no(booking: Booking) -> None:
    decline_booking(booking, reason="policy", words="We are painting.", by=a_user("Ada"), at=timezone.now())


def take_back(booking: Booking) -> None:
    withdraw_booking(booking, by=a_user(), at=timezone.now())


def wait_a_week(booking: Booking) -> None:
    a_post(booking.venue, "manager")
    lapse_holds(timezone.now() + timedelta(days=8))


def wait_too_long(booking: Booking) -> None:
    lapse_holds(timezone.now() + timedelta(days=90))


def cancel_one(booking: Booking) -> None:
    say_yes(booking)
    cancel_session(booking.sessions.all()[0], shown=ANY, by=a_user(), at=timezone.now())


def nothing_more(booking: Booking) -> None:
    """The request itself."""


TO_THE_HIRER = [
    ("asked", nothing_more, ["not booked yet", "nobody else can have these hours", "£48.00", "7pm to 9pm: £16.00"]),
    ("confirmed", say_yes, ["it is booked", "free to cancel until 48 hours before", "£48.00", "7pm to 9pm: £16.00"]),
    ("declined", say_no, ["cannot say yes", "Against the hall's rules", "We are painting.", "another room"]),
    ("hold_lapsed", wait_a_week, ["has not answered your request yet", "no longer kept for you", "7pm to 9pm: £16.00"]),
    ("expired", wait_too_long, ["so it is not booked", "You owe nothing", "ask again"]),
    (
        "cancelled",
        cancel_one,
        ["This date of “Rehearsal”", "It costs you nothing.", "All other dates stay as they are."],
    ),
]
TO_THE_DESK = [
    ("request_arrived", nothing_more, ["asks for a room", "They add:", "We bring a piano.", "£48.00", "Say yes or no"]),
    ("request_waits", wait_a_week, ["nobody has answered yet", "second person", "Say yes or no"]),
    ("withdrawn", take_back, ["has taken this request back", "nothing needs doing"]),
    ("date_cancelled", cancel_one, ["has cancelled this date", "Nothing is due."]),
]


@pytest.mark.once
@pytest.mark.parametrize(("kind", "act", "sentences"), [*TO_THE_HIRER, *TO_THE_DESK])
def test_each_letter_says_what_when_where_and_what_next(room, kind, act, sentences):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    booking = a_booking(room, on=soon(20), until=soon(34), message="We bring a piano.")
    act(booking)
    letter = the_letter(kind)
    for sentence in sentences:
        assert sentence in letter.body
    for fact in ("Rehearsal", "Main", str(soon(20).year)):
        assert fact in letter.body + letter.subject
    assert "\n\n\n" not in letter.body.strip()
    assert not re.search(r"[{}]|None|&[a-z]+;|&#", letter.body)


@pytest.mark.once
@pytest.mark.parametrize(("kind", "act", "sentences"), TO_THE_HIRER)
def test_letters_to_the_hirer_come_from_the_hall_and_lead_to_the_booking(room, kind, act, sentences):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    booking = a_booking(room, on=soon(20), until=soon(34))
    act(booking)
    letter = the_letter(kind)
    assert (letter.to, letter.reply_to) == (booking.hirer.contact_email, room.venue.email)
    assert settings.PUBLIC_URL + booking.get_absolute_url() in letter.body
    assert room.venue.phone in letter.body


@pytest.mark.once
@pytest.mark.parametrize(("kind", "act", "sentences"), TO_THE_DESK)
def test_letters_to_the_desk_lead_to_the_desk(room, kind, act, sentences):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    booking = a_booking(room, on=soon(20), until=soon(34))
    act(booking)
    letter = the_letter(kind)
    desk = reverse("desk:booking", args=[room.venue.slug, booking.ref])
    assert settings.PUBLIC_URL + desk in letter.body
    assert booking.get_absolute_url() not in letter.body.replace(desk, "")


def test_booked_at_once_tells_both(room):
    Room.objects.update(confirms_at_once=True)
    a_booking(the_room(room.venue, "main"))
    assert "it is booked" in the_letter("confirmed").body
    assert "nothing needs doing" in the_letter("booked_at_once").body
    assert Letter.objects.count() == 2


def test_dates_that_could_not_be_had_are_named_with_their_reason(room):
    a_booking(room, on=soon(21))
    Letter.objects.all().delete()
    a_booking(room, on=soon(14), until=soon(28))
    assert "Could not be had:" in the_letter("asked").body
    assert "Somebody else has the room" in the_letter("asked").body


def test_what_is_still_due_is_told_to_both(room):
    booking = a_booking(room, confirmed=True)
    begins = timezone.now() + timedelta(hours=5)
    Session.objects.update(starts_at=begins, ends_at=begins + timedelta(hours=2))
    cancel_booking(booking, shown=ANY, by=a_user(), at=timezone.now())
    assert "£16.00 is still due" in the_letter("cancelled").body
    assert "£16.00 is still due" in the_letter("date_cancelled").body


@pytest.mark.once
def test_what_people_type_stands_in_a_letter_as_they_typed_it(room):
    """Words made of rows that the tests beside this one read from both kinds of database."""
    a_booking(room, title="Sing & <b>smile</b>")
    assert "Sing & <b>smile</b>" in the_letter("asked").body
    assert "Sing & <b>smile</b>" in the_letter("asked").subject


@pytest.mark.once
@pytest.mark.parametrize("act", [act for _kind, act, _sentences in [*TO_THE_HIRER, *TO_THE_DESK]])
def test_opening_the_links_of_a_letter_changes_nothing(room, act):
    """Mail scanners follow every link. That to look changes nothing test_rights.py sees on both kinds of database."""
    booking = a_booking(room, on=soon(20), until=soon(34))
    act(booking)
    secretary = a_post(room.venue, "secretary").user
    found = "\n".join(Letter.objects.values_list("body", flat=True))
    links = set(re.findall(re.escape(settings.PUBLIC_URL) + r"(/\S*)", found))
    assert links
    before = rows()
    for browser in (Client(), signed_in(booking.hirer.members.get()), signed_in(secretary)):
        for link in links:
            assert browser.get(link).status_code in (200, 302, 404)
    assert rows() == before


def rows() -> list[Any]:
    models: list[Any] = [Booking, Session, Occupancy, Letter, JournalEntry]
    return [list(model.objects.values()) for model in models]


def test_a_date_left_out_is_told_to_both_as_left_out_and_not_as_refused(room):
    a_booking(room, on=soon(21))
    Letter.objects.all().delete()
    a_booking(room, on=soon(14), until=soon(35), skip=[soon(28)])
    for kind in ("asked", "request_arrived"):
        body = the_letter(kind).body
        could_not, left_out = body.split("Could not be had:")[1].split("Left out, as asked:")
        assert day_words(soon(21)) in could_not
        assert day_words(soon(28)) in left_out
        assert day_words(soon(28)) not in could_not
        assert "You left it out" not in body
