"""What is out of order is noted by the house, told to visitors, and counts while it lasts.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings.finding import Section
from bookings.finding.found import ACCESS
from tests.bookings.test_find import a_claim, found, wish
from tests.make import a_post, a_venue, signed_in, soon
from tests.shared import shared
from venues.models import AccessClaim, Outage, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@shared
def hall() -> Venue:
    """Its hall is reached by a lift, its snug is level."""
    hall = a_venue(cells=("hall", "snug"))
    for room, lift in zip(hall.rooms.all(), ("passenger", "not_needed"), strict=False):
        for fact, value in {"mov_lift": lift, "mov_step_free": "yes"}.items():
            a_claim(hall, fact, value, room=room)
    for fact, value in {"arr_by_car": "bay", "arr_seats": "yes"}.items():
        a_claim(hall, fact, value)
    return hall


@shared
def caretaker(hall) -> Client:
    return signed_in(a_post(hall, "caretaker").user)


def new(hall) -> str:
    return reverse("place:access_out", args=[hall.slug])


def today(hall) -> date:
    return timezone.now().astimezone(hall.tz).date()


def told(hall, **fields: str) -> dict[str, str]:
    return {"fact": "mov_lift", "starts_on": today(hall).isoformat(), **fields}


def little_walking(on: date) -> dict[str, str]:
    """For each room by its code, in which section it stands or why it is left out."""
    findings = found(wish(on, needs=frozenset({"short_walk"})))
    sections = {room.room.code: section.value for section in Section for room in findings.section(section)}
    return sections | {left.room.code: left.reason for left in findings.left_out}


def test_a_lift_that_is_out_of_order_fails_the_rooms_that_need_it_and_changes_no_answer(hall, caretaker):
    codes = [room.code for room in hall.rooms.all()[:2]]
    before = AccessClaim.objects.count()
    assert [little_walking(soon())[code] for code in codes] == ["fits", "fits"]
    expected = (soon() + timedelta(1)).isoformat()
    assert caretaker.post(new(hall), told(hall, expected_on=expected, note="A part is ordered.")).status_code == 303
    assert [little_walking(soon())[code] for code in codes] == [ACCESS, "fits"]
    assert [little_walking(soon() + timedelta(7))[code] for code in codes] == ["not_known", "fits"]
    assert AccessClaim.objects.count() == before

    pages = [Client().get(room.get_absolute_url()).content.decode() for room in hall.rooms.all()[:2]]
    assert ["The lift: out of order since" in page for page in pages] == [True, False]
    assert "A part is ordered." in pages[0]


def test_it_works_again_from_the_day_after_the_last(hall, caretaker):
    caretaker.post(new(hall), told(hall))
    outage = Outage.objects.get()
    change = reverse("place:access_out_change", args=[hall.slug, outage.pk])
    seen = outage.updated_at.isoformat()
    assert "The lift</a>" in caretaker.get(reverse("place:access", args=[hall.slug])).content.decode()
    assert caretaker.post(change, {"seen": seen, "ends_on": today(hall).isoformat()}).status_code == 303
    assert little_walking(soon())[hall.rooms.all()[0].code] == "fits"
    late = caretaker.post(change, {"seen": seen, "note": "Still out"})
    assert (late.status_code, "Somebody else changed this" in late.content.decode()) == (409, True)


@pytest.mark.once
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"fact": "arr_street"}, "Choose something from the list."),
        ({"fact": ""}, "Say what is out of order."),
        ({"expected_on": "2020-01-01"}, "That is before it broke."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(hall, caretaker, fields, sentence):
    """The words of a form, whatever the database."""
    answer = caretaker.post(new(hall), told(hall, **fields))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Outage.objects.exists()


def test_only_the_rooms_that_were_named_are_touched(hall, caretaker):
    lower, upper = hall.rooms.all()[:2]
    before = AccessClaim.objects.get(room=upper, fact="mov_lift")
    lift = {"fact": "mov_lift", "state": "known", "value": "platform"}
    AccessClaim.objects.create(venue=hall, room=upper, supersedes=before, **lift)
    caretaker.post(new(hall), told(hall, rooms=str(upper.pk)))
    assert [little_walking(soon())[room.code] for room in (lower, upper)] == ["fits", ACCESS]
    assert f", {upper.name}: out of order since" in Client().get(hall.get_absolute_url()).text
