"""A reason is asked for few acts only: declining, cancelling by the venue, waiving, overriding a price.

Boxes and refusals are the same beside either database: looked at once.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from bookings.models import Booking, Session
from tests.make import a_booking, a_group, a_post, a_user, a_venue, move, signed_in, soon, the_room
from tests.shared import shared
from venues.models import Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WORDS = "The boiler is broken."
TYPED = {  # all but the reason; then that, and what is said without it
    "decline": ({"words": WORDS}, "policy", "Choose the reason that fits best."),
    "some": ({"words": WORDS, "keep": "first"}, "policy", "Choose the reason that fits best."),
    "cancel_date": ({"whose": "halls", "cause": "works", "shown": "0"}, WORDS, "Say why they cannot."),
    "waive": ({"leaves": "0", "shown": "3200"}, WORDS, "Say why. The hirer reads it."),
    "category": ({"category": "by hand", "price": "5.00", "action": "look"}, WORDS, "Say why, for them"),
}


@shared
def hall() -> Venue:
    """Whatever is given up in its last two days is charged in full."""
    venue = a_venue()
    tariff = Tariff.objects.get(venue=venue)
    tariff.document |= {"cancellation": {"notice": "days", "steps": [{"at_least": 2, "refund": "100"}]}}
    tariff.save()
    return venue


@shared
def desk(hall) -> Client:
    return signed_in(a_post(hall, "manager").user)


@shared
def asked(hall) -> Booking:
    """Two dates that wait for an answer."""
    return a_booking(the_room(hall, "main"), on=soon(20), until=soon(27))


@shared
def booked(hall) -> Booking:
    return a_booking(the_room(hall, "main"), on=soon(60), hirer=a_group("Choir", organiser=a_user()), confirmed=True)


def address(act: str, hall: Venue, asked: Booking, booked: Booking) -> str:
    session = booked.sessions.get()
    if act == "waive":
        return reverse("desk:waive", args=[hall.slug, session.pk])
    if act == "cancel_date":
        return reverse("desk:cancel_date", args=[hall.slug, booked.ref, session.pk])
    return reverse(f"desk:{act}", args=[hall.slug, asked.ref])


@pytest.mark.parametrize("act", TYPED)
def test_all_acts_that_hurt_ask_for_a_reason_and_say_so_beside_its_box(hall, desk, asked, booked, act):
    if act == "waive":
        move(booked, to=timezone.now() + timedelta(days=1))
        late = {"status": Session.Status.CANCELLED_LATE, "cancellation_pence": 3200, "status_at": timezone.now()}
        booked.sessions.update(**late)
    rest, reason, refusal = TYPED[act]
    rest = {name: str(asked.sessions.first().pk) if value == "first" else value for name, value in rest.items()}
    where = address(act, hall, asked, booked)
    without = desk.post(where, {**rest, "reason": ""})
    assert without.status_code == 422
    page = without.content.decode()
    assert refusal in strip_tags(page)
    assert re.search(r'id="id_reason(_0)?"|name="reason"', page)
    assert [typed for typed in rest.values() if typed not in page] == [], "nothing that was typed is lost"
    within = desk.post(where, {**rest, "reason": reason})
    assert within.status_code in (200, 303), strip_tags(within.content.decode())


def test_all_other_acts_ask_for_none(hall, desk, asked, booked):
    """Labels of the forms in which a booking is accepted, changed, extended, ended, sent a link or given up."""
    session, ben = booked.sessions.get(), signed_in(booked.hirer.memberships.get().user)
    at_the_desk = [
        reverse(f"desk:{name}", args=[hall.slug, asked.ref]) for name in ("change", "extend", "end", "standing")
    ]
    own = [
        reverse("bookings:cancel_date", args=[booked.ref, session.pk]),
        reverse("bookings:change", args=[booked.ref]),
    ]
    for browser, pages in ((desk, at_the_desk), (ben, own)):
        for where in pages:
            page = browser.get(where)
            assert page.status_code == 200, where
            main = page.content.decode().partition("<main")[2]
            labels = [
                strip_tags(label) for label in re.findall(r"<(?:label|legend).*?</(?:label|legend)>", main, re.DOTALL)
            ]
            assert [label for label in labels if re.search(r"\b(why|reason)\b", label, re.IGNORECASE)] == [], where
    assert desk.post(reverse("desk:confirm", args=[hall.slug, asked.ref])).status_code == 303
    due = ben.get(own[0]).context["due"].pence
    assert ben.post(own[0], {"due": str(due)}).status_code == 303
