"""S9: somebody rings, nothing is free, and one button counts the call for the report, without a name.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import JournalEntry
from bookings.models import PhonedFull
from tests.make import a_booking, a_post, a_venue, signed_in, soon, the_room
from tests.reading import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_S9_a_call_for_which_nothing_is_free_counts_once_and_can_be_taken_back():
    hall = a_venue()
    ada = a_post(hall, "secretary").user
    desk, day = signed_in(ada), soon()
    asked, count = reverse("desk:phone", args=[hall.slug]), reverse("desk:phone_full", args=[hall.slug])
    line = f"{day} 7-9pm main"
    assert "count the call" not in desk.get(asked, {"ask": line}).text
    desk.post(count, {"ask": line, "mark": "0123456789-ab"})
    assert not PhonedFull.objects.exists(), "it is free: there is nothing to count"

    a_booking(the_room(hall, "main"), on=day)
    assert "count the call" in desk.get(asked, {"ask": line}).text
    for _time in range(2):
        page = desk.post(count, {"ask": line, "mark": "0123456789-ab"}, follow=True)
    [call] = PhonedFull.objects.all()
    part = "weekend" if day.weekday() >= 5 else "evening"
    assert (call.venue, call.on, call.minutes, call.part) == (hall, timezone.localdate(), 120, part)
    assert {field.name for field in PhonedFull._meta.get_fields()} == {"id", "venue", "on", "minutes", "part", "mark"}
    assert "This call is counted" in words_of(page)
    assert JournalEntry.objects.filter(verb="counted a call").count() == 1

    page = desk.post(count, {"ask": line, "mark": "0123456789-ab", "taken_back": "1"}, follow=True)
    assert "The call is not counted." in words_of(page)
    assert not PhonedFull.objects.exists()
    assert desk.post(count, {"ask": line})["Location"] == asked, "without a mark nothing is counted"
