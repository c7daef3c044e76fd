"""G1: find us somewhere on Tuesdays.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import socket
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.clock import date_words
from accounts.models import Postcode
from bookings.models import Booking
from tests.bookings.place.as_shown import carrying
from tests.make import LONDON, a_booking, a_post, a_venue, in_term, signed_in, soon, the_room
from tests.reading import words_of
from venues.models import AccessClaim, Closure, Entrance, Layout, Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OF_THE_VENUE = {"arr_street": "yes", "wc_accessible": "yes", "wc_open": "radar", "wc_clear": "yes", "wc_door_mm": "850"}
OF_THE_ROOM = {"mov_step_free": "yes", "mov_lift": "not_needed", "wc_step_free": "yes"}
WEEK = timedelta(weeks=1)
CHECKED = date(2026, 2, 3)


def the_hall() -> Venue:
    """All that the women's group needs, two miles from where they live: tables, a kitchen, no steps, and a price."""
    hall = a_venue(
        name="Alder Vale Hall",
        town="Elmley",
        latitude="52.03",
        longitude="-2.0",
        postcode="ZZ1 1ZZ",
        shortest_minutes=60,
    )
    Layout.objects.create(room=hall.rooms.get(), name="Tables of six", capacity=36)
    hall.operator.categories.filter(code="community").update(proof="Your constitution")
    tariff = Tariff.objects.get(venue=hall)
    kitchen = {"code": "kitchen", "name": "Kitchen", "prices": [{"flat": "4.00"}]}
    bond = {"code": "key", "name": "Key", "flat": "25.00"}
    tariff.document = {**tariff.document, "extras": [kitchen], "bonds": [bond]}
    tariff.save()
    door = Entrance.objects.create(venue=hall, code="front", name="Front door")
    for place, facts in (
        ({}, OF_THE_VENUE), ({"room": hall.rooms.get()}, OF_THE_ROOM), ({"entrance": door}, {"ent_step_free": "yes"})
    ):  # fmt: skip
        for fact, value in facts.items():
            known = {"state": AccessClaim.State.KNOWN, "value": value, "evidence": "measured", **place}
            AccessClaim.objects.create(venue=hall, fact=fact, checked_on=CHECKED, **known)
    return hall


def replies_in_two_days(hall: Venue) -> None:
    for number in range(5):
        a_booking(the_room(hall, "main"), on=soon(5 + number), start=20, end=21, confirmed=True)
    now = timezone.now()
    Booking.objects.update(requested_at=now - timedelta(hours=30), answered_at=now)


def test_tuesdays_for_two_wheelchair_users_with_tables_and_a_kitchen_near_home(monkeypatch):
    """Before any log-in: twelve dates at once, those that clash or are shut by name, the whole price and its proof."""
    hall, first = the_hall(), soon()
    replies_in_two_days(hall)
    in_term(hall, (first, first + 13 * WEEK))
    a_booking(the_room(hall, "main"), on=first + WEEK, start=10, end=11)
    shut = datetime.combine(first + 4 * WEEK, time(), LONDON)
    Closure.objects.create(
        venue=hall, starts_at=shut, ends_at=shut + timedelta(days=1), cause=Closure.Cause.WORKS, note="New floor"
    )
    Postcode.objects.create(code="ZZ9 9ZZ", latitude=52.0, longitude=-2.0, district="ZZ9")

    def no_other_site(*_args):
        raise AssertionError("another site was asked")

    monkeypatch.setattr(socket.socket, "connect", no_other_site)
    stranger = Client()
    asked = {"on": str(first), "from": "10am", "to": "midday", "repeat": "weekly", "weeks": "12", "term_time": "on"}
    more = {"people": "25", "kind": "club", "layout": "tables", "things": ["kitchen"], "most": "12"}
    near = {"near": "zz9 9zz", "within": "3", "needs": ["step_free", "wheelchair_toilet"]}
    sent = stranger.post(reverse("find"), asked | more | near)
    assert "step_free" not in sent["Location"]
    page = stranger.get(sent["Location"])
    words = words_of(page)
    for told in (
        "in term time", "25 people, club or society, at tables, with: kitchen, at most £12.00 an hour, all in",
        "1 room fits in part", "10 of 12 dates are free", "2.1 miles from ZZ9 9ZZ",
        f"The room is taken then: {date_words(first + WEEK)}", f"New floor: {date_words(first + 4 * WEEK)}",
        "Tables of six up to 36", "Kitchen",
        "£200.00 all in, for 10 dates (£20.00 a date, £10.00 an hour)",
        "“Community group”, if your group qualifies. Proof asked: Your constitution.",
        "Deposit £25.00, given back afterwards.", "Let for at least 1 hour.", "Usually replies in 2 days.",
        "Last checked 3 February 2026.",
    ):  # fmt: skip
        assert told in words
    assert "Access last checked" not in words  # each answer says its own day
    assert len(page.content) < 100_000
    assert b"<script" not in page.content


@pytest.mark.once
def test_hearing_loop_not_known_is_never_a_no_and_a_fact_has_its_measure_date_and_post():
    """The caretaker measures a door; a stranger reads it, and finds the hall although nobody knows of a loop.

    Words made of rows that the tests beside this one read from both kinds of database.
    """
    hall = a_venue(name="Alder Vale Hall", email="hall@hearth.example")
    caretaker = carrying(signed_in(a_post(hall, "caretaker").user), hall, "access")
    toilets = reverse("place:access_building", args=[hall.slug]) + "?stage=toilets"
    measured = {"wc_door_mm-number": "85", "wc_door_mm-day": "2026-02-03"}
    assert caretaker.post(toilets, measured).status_code == 303

    stranger = Client()
    page = words_of(stranger.get(hall.rooms.get().get_absolute_url()))
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
    page = words_of(stranger.get(found["Location"]))
    assert "1 room where we do not know" in page
    assert "We do not know: Hearing loop or other listening system; Microphone. Ask the venue." in page
    assert "Does not meet" not in page
    assert "left out" not in page
