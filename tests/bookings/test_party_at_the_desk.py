"""The desk asks of a party what the hall asks of any party: in a second step, so that a plain hire stays short.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Hirer
from bookings.actions import pencil_in
from bookings.models import Booking, Hold
from bookings.particulars import Particulars
from tests.make import a_booking, a_group, a_post, a_user, a_venue, evening, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CLERK = {"who": "Doris Pettigrew", "title": "Golden wedding", "kind": "household", "contact": "01632 960123"}
PARTY = {"alcohol": "sold", "licence": "ten", "music": "live", "asked_about_a_party": "1"}


@shared
def hall() -> Venue:
    """It asks of parties about alcohol, sold with four weeks of notice, and about music."""
    return a_venue(alcohol="sold", alcohol_days=28, music="yes")


@shared
def sue(hall):
    return a_post(hall, "secretary", a_user("Sue")).user


@shared
def ruby(hall) -> Hirer:
    """Who has hired here before."""
    family = a_group("Ruby Ash", kind=Hirer.Kind.HOUSEHOLD)
    a_booking(the_room(hall, "main"), on=soon(3), hirer=family, category=hall.operator.categories.get(code="standard"))
    return family


@pytest.fixture
def desk(sue) -> Client:
    return signed_in(sue)


def typed(on: date, **more: str) -> dict[str, str]:
    when = f"{on:%d %B %Y} 2-6pm main"
    return {"when": when, **CLERK, "purpose": "private", "people": "30", "category": "", **more}


def pressed(desk: Client, address: str, page: Any, fields: dict[str, str]) -> Any:
    """The button below the price."""
    hidden = r'name="(submission_key|shown_\w+)" value="([^"]+)"'
    return desk.post(address, {**fields, **dict(re.findall(hidden, page.content.decode()))})


def test_a_plain_hire_is_asked_nothing_of_a_party(desk, hall):
    address = reverse("desk:book", args=[hall.slug])
    choir = {"who": "Alder Vale Choir", "kind": "informal", "title": "Rehearsal", "purpose": "arts"}
    page = desk.post(address, typed(soon(40), **choir))
    assert page.status_code == 200
    assert "Book it for" in page.content.decode()
    assert "About the party" not in page.content.decode() + desk.get(address).content.decode()


def test_of_a_party_it_is_asked_in_a_second_step_and_kept_with_the_booking(desk, hall):
    address, fields = reverse("desk:book", args=[hall.slug]), typed(soon(40))
    first = desk.post(address, fields)
    assert first.status_code == 422
    assert "the hall asks more about those" in first.content.decode()
    assert "Will there be alcohol?" in first.content.decode()
    assert set(first.context["form"].errors) == {"__all__"}, "what was never asked is not called wrong"
    missing = desk.post(address, {**fields, "asked_about_a_party": "1", "music": "none"})
    assert set(missing.context["form"].errors) == {"alcohol"}
    shown = desk.post(address, {**fields, **PARTY})
    assert "Book it for £48.00" in shown.content.decode()
    assert "Golden wedding" in shown.content.decode()
    assert pressed(desk, address, shown, {**fields, **PARTY}).status_code == 303
    booking = Booking.objects.get(title="Golden wedding")
    assert booking.party == Particulars(alcohol="sold", licence="ten", music="live")
    assert booking.sound == "loud"


def test_what_the_hall_does_not_allow_is_said_beside_its_field_and_nothing_is_booked(desk, hall):
    late = desk.post(reverse("desk:book", args=[hall.slug]), {**typed(soon(20)), **PARTY})
    assert late.status_code == 422
    assert "it could be asked until" in str(late.context["form"].errors["alcohol"])
    assert not Booking.objects.exclude(hirer__name="Ruby Ash").exists()


def test_what_was_answered_stays_in_sight_while_something_else_is_wrong(desk, hall):
    page = desk.post(reverse("desk:book", args=[hall.slug]), {**typed(soon(40), people="x"), **PARTY})
    assert set(page.context["form"].errors) == {"people"}
    assert "About the party" in page.content.decode()


def pencilled(hall: Venue, sue) -> tuple[str, Hold]:
    hold = pencil_in(the_room(hall, "main"), evening(soon(40)), title="Ruby, 01632 960123", by=sue, at=timezone.now())
    return reverse("desk:hold", args=[hall.slug, hold.pk]), hold


def test_what_is_pencilled_in_asks_it_too_and_its_title_may_be_another(desk, hall, sue, ruby):
    address, _hold = pencilled(hall, sue)
    assert 'value="Ruby, 01632 960123"' in desk.get(address).content.decode()
    fields = {"hirer": ruby.ref, "category": "standard", "title": "Ruby is seven", "purpose": "private", "people": "30"}
    assert "Will there be alcohol?" in desk.post(address, fields).content.decode()
    shown = desk.post(address, {**fields, **PARTY})
    assert shown.status_code == 200
    assert pressed(desk, address, shown, {**fields, **PARTY}).status_code == 303
    booking = Booking.objects.get(title="Ruby is seven")
    assert booking.party.alcohol == "sold"
    assert not booking.may_be_public, "of a household nothing is"
    week = Client().get(reverse("venues:calendar", args=[hall.slug]), {"day": soon(40).isoformat()}).content.decode()
    assert "Ruby" not in week


def test_of_a_group_it_asks_no_more_than_before(desk, hall, sue):
    choir = a_group()
    a_booking(the_room(hall, "main"), on=soon(5), hirer=choir)
    address, _hold = pencilled(hall, sue)
    fields = {"hirer": choir.ref, "category": "community", "title": "Rehearsal", "purpose": "arts", "people": "30"}
    shown = desk.post(address, fields)
    assert (shown.status_code, "About the party" in shown.content.decode()) == (200, False)


def test_the_desk_is_asked_how_many_they_expect_and_the_hirer_how_many_you_do(desk, hall, ruby):
    ben = a_user("Ben")
    booking = a_booking(the_room(hall, "main"), on=soon(6), hirer=a_group(organiser=ben), by=ben)
    theirs = signed_in(ben).get(reverse("bookings:change", args=[booking.ref])).content.decode()
    assert "How many people do you expect?" in theirs
    at_the_desk = desk.get(reverse("desk:change", args=[hall.slug, booking.ref])).content.decode()
    assert "How many people do they expect?" in at_the_desk
    assert "do you expect" not in at_the_desk
