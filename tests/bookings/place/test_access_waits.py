"""What a file brought that cannot be, and what should work again by now, wait for the desk and count as worse.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings import actions
from bookings.desk.out_too_long import out_of_order, out_too_long
from bookings.finding.found import ACCESS
from tests.bookings.place.test_outages import little_walking
from tests.bookings.test_find import a_claim, questions
from tests.make import a_post, a_user, a_venue, signed_in, soon, the_room
from venues import files
from venues.actions.keep_outages import change_outage, note_outage
from venues.files.contents import AccessRow
from venues.models import Fault, Outage, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def a_hall() -> Venue:
    """Said to be step-free throughout, for whoever walks little."""
    hall = a_venue(cells=("hall", "snug"))
    for fact, value in {"arr_by_car": "bay", "arr_seats": "yes"}.items():
        a_claim(hall, fact, value)
    for room in hall.rooms.all():
        a_claim(hall, "mov_step_free", "yes", room=room)
    return hall


def bring(hall: Venue, room: str, lift: str, **more: Any) -> None:
    """By a file, which is asked nothing on the way in."""
    row = AccessRow("mov_lift", "", room, lift, checked=soon(-9), evidence="imported")
    held = tuple(each for each in files.from_database(hall).access if (each.fact, each.room) != ("mov_lift", room))
    actions.change_venue(hall, part="access", by=None, at=timezone.now(), access=(*held, row), **more)


def test_two_answers_of_a_file_that_cannot_both_be_true_are_both_told_and_the_lower_counts_until_one_is_changed():
    hall = a_hall()
    desk = signed_in(a_post(hall, "secretary").user)
    upstairs = the_room(hall, "hall")
    fits = little_walking(soon())
    bring(hall, "hall", "none")
    page = reverse("place:access_work", args=[hall.slug])
    [told] = [each for each in desk.get(page).context["work"].first if each.told]
    assert (told.why.name, told.places) == ("CONTRADICTORY", ("Hall",))
    assert (fits["hall"], little_walking(soon())["hall"]) == ("fits", ACCESS)
    assert "two answers do not agree" in Client().get(upstairs.get_absolute_url()).content.decode()
    assert "1 thing about access waits" in desk.get(reverse("place:home", args=[hall.slug])).content.decode()

    bring(hall, "hall", "passenger")
    assert desk.get(page).context["work"].pressing == 0
    assert little_walking(soon())["hall"] != ACCESS


def test_what_should_work_again_by_now_is_asked_about_until_somebody_says_so():
    hall, ada = a_hall(), a_user("Ada")
    told = {"starts_on": soon(-20), "note": "", "by": ada, "at": timezone.now() - timedelta(20)}
    lift = note_outage(hall, fact="mov_lift", expected_on=soon(-1), **told)
    loop = note_outage(hall, fact="hea_listening", expected_on=None, **told)
    door = note_outage(hall, fact="ent_door", expected_on=soon(1), **told)
    waits = out_too_long(hall, on=soon(0))
    assert [(each.what, each.since) for each in waits] == [("The lift", soon(0)), (waits[1].what, soon(-5))]
    page = (
        signed_in(a_post(hall, "caretaker").user).get(reverse("place:access_work", args=[hall.slug])).content.decode()
    )
    addresses = {one.pk: reverse("place:access_out_change", args=[hall.slug, one.pk]) for one in (lift, loop, door)}
    assert [page.count(addresses[one.pk]) for one in (lift, loop, door)] == [1, 1, 0]
    little = signed_in(a_post(hall, "trustee").user).get(reverse("desk:faults", args=[hall.slug])).content.decode()
    assert "Nothing is broken" not in little
    assert "The lift: out of order since" in little
    assert not any(address in little for address in addresses.values())  # who may say no more of it
    Fault.objects.create(venue=hall, kind="lift", made_on=soon(0), outage=lift)  # told once: as a fault
    assert [out[-1] for out in out_of_order(hall, on=soon(0))] == [addresses[loop.pk], addresses[door.pk]]
    for one in (lift, loop):
        said = {"seen": Outage.objects.get(pk=one.pk).updated_at.isoformat(), "note": "", "by": ada}
        change_outage(one, expected_on=None, ends_on=soon(0), at=timezone.now(), **said)
    assert out_too_long(hall, on=soon(0)) == []
    assert [out[-1] for out in out_of_order(hall, on=soon(1))] == [addresses[door.pk]]


@pytest.mark.once
def test_what_waits_asks_as_few_questions_of_many_as_of_few():
    """How many statements a page asks is Django’s doing, whichever database answers them."""
    hall = a_hall()
    desk, asked = signed_in(a_post(hall, "secretary").user), []
    for room in ("hall", "snug"):
        bring(hall, room, "none")
        told = {"starts_on": soon(-20), "note": "", "by": a_user(), "at": timezone.now()}
        note_outage(hall, fact="hea_mic", expected_on=soon(-1), **told)
        asked.append([questions(desk, reverse(page, args=[hall.slug])) for page in ("place:home", "place:access")])
    assert asked[0] == asked[1]
