"""Who asks about access leaves an address for the answer, and it goes: by itself, and when they ask for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import outbox
from accounts.models import Letter
from accounts.retention import take_out
from bookings.actions.erase_person import erase_person
from bookings.privacy.export import data_of
from bookings.privacy.visiting import VISITORS
from tests.access_letter_cases import answer_it
from tests.cast import found_different
from tests.make import a_user, a_venue, the_room
from venues.models import AccessQuestion, AccessReport

pytestmark = pytest.mark.django_db


def a_question(*, email: str = "wren@hearth.example", **more) -> AccessQuestion:
    room = the_room(a_venue(), "main")
    told = {"words": "My chair is 70 cm wide.", "needs": ["manual_wheelchair"], "due_on": timezone.localdate(), **more}
    asked = AccessQuestion.objects.create(venue=room.venue, room=room, email=email, facts=["mov_door_mm"], **told)
    letter = {"kind": outbox.ENQUIRY, "to": email, "subject": "Asked", "body": "Asked"}
    outbox.post(f"access-question-{asked.pk}-received", **letter)
    return asked


@pytest.mark.parametrize(
    ("asked", "answered", "goes"),
    [(1, None, False), (170, None, False), (190, None, True), (40, 29, False), (40, 31, True)],
)
def test_the_address_goes_thirty_days_after_the_answer_or_half_a_year_after_the_question(asked, answered, goes):
    at = timezone.now()
    settled = None if answered is None else at - timedelta(days=answered)
    question = a_question(made_at=at - timedelta(days=asked), settled_at=settled)
    assert bool(take_out(VISITORS, at)) is goes
    question.refresh_from_db()
    assert ((question.email, question.words, question.needs) == ("", "", [])) is goes
    assert question.facts == ["mov_door_mm"]
    assert Letter.objects.exists() is not goes
    assert not take_out(VISITORS, at)


@pytest.mark.parametrize(
    ("told", "settled", "goes"), [(170, None, False), (190, None, True), (40, 29, False), (40, 31, True)]
)
def test_what_a_visitor_found_different_stays_and_their_words_go(told, settled, goes):
    venue, at = a_venue(), timezone.now()
    report = found_different(venue)
    AccessReport.objects.update(made_at=at - timedelta(days=told))
    if settled:
        answer_it(report, by=a_user("Ada"), at=at)
        AccessReport.objects.update(settled_at=at - timedelta(days=settled))
    assert bool(take_out(VISITORS, at)) is goes
    report.refresh_from_db()
    assert ((report.email, report.words) == ("", "")) is goes
    assert Letter.objects.filter(to="wren@hearth.example").exists() is (settled is not None and not goes)
    assert (report.fact, not take_out(VISITORS, at)) == ("sen_quiet", True)


def test_who_found_it_different_reads_it_in_their_own_file_until_they_are_erased():
    ben, at = a_user("Ben Marsh"), timezone.now()
    report = found_different(a_venue())
    AccessReport.objects.update(email=ben.email.upper())
    [told] = data_of(ben, at=at)["what you found different"]
    assert (told["about"], told["your words"]) == ("Quiet space", "A fan hums.")
    erase_person(ben, at=at)
    report.refresh_from_db()
    assert (report.email, report.words, report.forgotten_at) == ("", "", at)


def test_they_have_what_they_asked_in_their_own_file_and_are_taken_out_of_it_on_request():
    ben, at = a_user("Ben Marsh"), timezone.now()
    own = a_question(email=ben.email.upper())
    other = AccessQuestion.objects.create(
        venue=own.venue, room=own.room, email="wren@hearth.example", words="Ben Marsh says so", facts=[], due_on=at
    )
    [told] = data_of(ben, at=at)["what you asked about access"]
    assert (told["about"], told["what you had said that you need"]) == (
        ["Width of the door to the room"],
        ["Manual wheelchair"],
    )
    erase_person(ben, at=at)
    for question in (own, other):
        question.refresh_from_db()
    assert (own.email, own.words, own.needs, own.forgotten_at) == ("", "", [], at)
    assert (other.email, other.words) == ("wren@hearth.example", "… says so")
    assert Letter.objects.count() == 0
