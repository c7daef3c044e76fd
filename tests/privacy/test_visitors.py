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
from bookings.privacy.rules import VISITORS
from tests.make import a_user, a_venue, the_room
from venues.models import AccessQuestion

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


def test_they_have_what_they_asked_in_their_own_file_and_are_taken_out_of_it_on_request():
    ben, at = a_user("Ben Marsh"), timezone.now()
    own = a_question(email=ben.email.upper())
    other = AccessQuestion.objects.create(
        venue=own.venue, room=own.room, email="wren@hearth.example", words="Ben Marsh says so", facts=[], due_on=at
    )
    [told] = data_of(ben, at=at)["what you asked about access"]
    assert (told["about"], told["what you had said that you need"]) == (
        ["Room door clear width"],
        ["Manual wheelchair"],
    )
    erase_person(ben, at=at)
    for question in (own, other):
        question.refresh_from_db()
    assert (own.email, own.words, own.needs, own.forgotten_at) == ("", "", [], at)
    assert (other.email, other.words) == ("wren@hearth.example", "… says so")
    assert Letter.objects.count() == 0
