"""What people and halls wrote to each other: told to whom it belongs, and gone with them."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Letter, Membership, Unwanted
from bookings.actions import merge_groups
from bookings.actions.ask_before_booking import ask_before_booking
from bookings.actions.erase_household import erase_household
from bookings.actions.erase_person import erase_person
from bookings.actions.forget import forget_words
from bookings.actions.undo_merge import undo_merge
from bookings.actions.write_in_thread import answer_enquiry, ask_hirer, write_to_hall
from bookings.models import Message, Thread
from bookings.privacy.export import data_of
from tests.make import a_booking, a_group, a_user, a_venue, evening, soon, the_room
from tests.privacy.long_ago import long_ago

pytestmark = pytest.mark.django_db


def a_question(venue=None, **more) -> Thread:
    asked = {"name": "Sam Field", "email": "sam@hearth.example", "text": "A stage?", "at": timezone.now(), **more}
    return ask_before_booking(venue or a_venue(), **asked)


def test_the_file_tells_what_they_asked_and_what_the_hall_answered():
    """By the account, and by an address of theirs, however it was typed."""
    ben, ada, at = a_user("Ben"), a_user("Adaline Frost"), timezone.now()
    signed_in = a_question(name="Ben", email=ben.email, user=ben, text="Signed in?")
    answer_enquiry(signed_in, "You are.", by=ada, at=timezone.now())
    a_question(email=ben.email.upper(), text="Before I had an account?")
    a_question(text="Somebody else’s?")
    told = data_of(ben, at=at)["what you asked before a booking"]
    assert [[said["words"] for said in thread["what was written"]] for thread in told] == [
        ["Signed in?", "You are."],
        ["Before I had an account?"],
    ]
    assert "Adaline" not in json.dumps(told)


def test_the_file_tells_their_own_words_about_a_booking_and_the_halls_and_no_others():
    ben, mel, at = a_user("Ben"), a_user("Mel"), timezone.now()
    choir = a_group(organiser=ben)
    Membership.objects.create(hirer=choir, user=mel, role=Membership.Role.ORGANISER)
    booking = a_booking(by=ben, hirer=choir)
    ask_hirer(booking, "A piano?", by=a_user("Ada"), at=at)
    write_to_hall(booking, "Two.", by=ben, at=at)
    write_to_hall(booking, "Three, says Mel.", by=mel, at=at)
    told = data_of(ben, at=at)["what was written about bookings"]
    assert [(said["booking"], said["written by"], said["words"]) for said in told] == [
        (booking.ref, "the hall", "A piano?"),
        (booking.ref, "you", "Two."),
    ]


def test_the_file_tells_which_letters_they_stopped():
    ben = a_user("Ben")
    Unwanted.objects.create(email=ben.email, kind="reminder", about="alder-vale")
    Unwanted.objects.create(email="other@hearth.example", kind="reminder", about="alder-vale")
    told = data_of(ben, at=timezone.now())["letters you do not want"]
    assert told == [{"letters": "Reminders of your dates", "about": "alder-vale", "to": ben.email}]


@pytest.mark.once
def test_more_threads_ask_no_more_questions():
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    ben, venue, counts = a_user("Ben"), a_venue(), []
    for turn in range(2):
        for number in range(3):
            a_question(venue, user=ben, text=f"{turn} {number}")
        with CaptureQueriesContext(connection) as questions:
            data_of(ben, at=timezone.now())
        counts.append(len(questions))
    assert counts[0] == counts[1]


def test_whoever_is_erased_leaves_no_question_and_no_letter_of_it():
    """A time that was not free stays, without them."""
    ben, at = a_user("Ben Marsh"), timezone.now()
    a_question(user=ben, name="Ben Marsh", email=ben.email)
    room = the_room(a_venue(), "main")
    a_booking(room, on=soon())
    refused = {"room": room, "period": evening(soon()), "email": ben.email.upper(), "name": "Ben Marsh"}
    a_question(room.venue, **refused)
    other = a_question(text="Ben Marsh said that you have a stage.")
    erase_person(ben, at=at)
    left = Thread.objects.exclude(pk=other.pk).get()
    assert (left.name, left.email, left.user, left.when_asked) == ("", "", None, "taken")
    assert [message.text for message in Message.objects.all()] == ["… said that you have a stage."]
    assert not Letter.objects.filter(body__contains="Ben Marsh").exists()


def test_what_was_written_about_a_booking_goes_with_its_words():
    past, at = long_ago(days=3), timezone.now()
    for booking in (past.party, past.used):
        ask_hirer(booking, "Candles?", by=past.ben, at=at)
    forget_words([past.party.pk], at=at)
    assert Thread.objects.get().booking == past.used


def test_a_household_that_is_erased_takes_what_it_asked_along():
    past, at = long_ago(days=3), timezone.now()
    a_question(past.venue, hirer=past.household)
    kept = a_question(past.venue, text="Is the Quillonbird family coming too?")
    erase_household(past.household, past.venue, by=past.ben, at=at)
    assert Thread.objects.get() == kept
    assert kept.messages.get().text == "Is the … coming too?"


def test_a_group_that_is_made_one_with_another_brings_its_questions_and_takes_them_back():
    venue, at, ada = a_venue(), timezone.now(), a_user("Ada")
    choir, twin = a_group(organiser=a_user("Ben")), a_group("Aldervale choir", organiser=a_user("Otto"))
    for group in (choir, twin):
        a_booking(the_room(venue, "main"), on=soon(10 + group.pk), hirer=group)
    thread = a_question(venue, hirer=twin)
    merge = merge_groups(choir, twin, venue=venue, by=ada, at=at)
    thread.refresh_from_db()
    assert thread.hirer == choir
    undo_merge(merge, by=ada, at=at)
    thread.refresh_from_db()
    assert thread.hirer == twin
