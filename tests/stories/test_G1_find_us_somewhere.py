"""G1: find us somewhere on Tuesdays."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.bookings.place.as_shown import carrying
from tests.make import a_post, a_venue, signed_in, soon

pytestmark = pytest.mark.django_db


def words_of(page: bytes) -> str:
    return " ".join(strip_tags(page.decode().replace("<", " <")).split())


def test_hearing_loop_not_known_is_never_a_no_and_a_fact_has_its_measure_date_and_post():
    """The caretaker measures a door; a stranger reads it, and finds the hall although nobody knows of a loop."""
    hall = a_venue(name="Alder Vale Hall", email="hall@hearth.example")
    caretaker = carrying(signed_in(a_post(hall, "caretaker").user), hall, "access")
    toilets = reverse("place:access_building", args=[hall.slug]) + "?stage=toilets"
    measured = {"wc_door_mm-number": "850", "wc_door_mm-day": "2026-02-03"}
    assert caretaker.post(toilets, measured).status_code == 303

    stranger = Client()
    page = words_of(stranger.get(hall.rooms.get().get_absolute_url()).content)
    assert "Width of the toilet door 85 cm. Checked 3 February 2026 by the caretaker, measured." in page
    assert "Hearing loop or other listening system Not known" in page

    tuesday = {
        "on": soon().isoformat(),
        "from": "10:00",
        "to": "12:00",
        "people": "22",
        "repeat": "weekly",
        "weeks": "12",
    }
    found = stranger.post(reverse("find"), {**tuesday, "kind": "club", "needs": ["hearing_loop", "wheelchair_toilet"]})
    page = words_of(stranger.get(found["Location"]).content)
    assert "1 room where we do not know" in page
    assert "We do not know: Hearing loop or other listening system; Microphone. Ask the venue." in page
    assert "Does not meet" not in page
    assert "left out" not in page
