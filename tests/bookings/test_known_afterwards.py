"""What could only be known afterwards is priced by a second quote: seen first, added once, told by letter.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import journal
from accounts.models import Letter
from bookings.actions import cancel_session, confirm_booking
from bookings.models import Session
from tests.make import a_post, a_venue, an_ask, book, signed_in, soon, the_room
from tests.rows import changed_since, everything
from venues.models import Tariff, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

METER: dict[str, Any] = {
    "facts": [{"code": "units", "question": "How many units did the heaters use?", "kind": "number", "after": True}],
    "fees": [{"code": "meter", "name": "Heaters", "per_fact": {"fact": "units", "price": "0.33", "free": 10}}],
}
TAKINGS: dict[str, Any] = {
    "facts": [
        {"code": "takings", "question": "What were the takings?", "kind": "money", "after": True},
        {"code": "bar", "question": "Was there a bar?", "kind": "yes_no", "after": True},
    ],
    "fees": [
        {"code": "share", "name": "Share", "flat": "5.00", "or_percent": {"percent": "10", "of": "takings"}},
        {"code": "bar", "name": "Bar", "fact": {"bar": True}, "flat": "12.00"},
    ],
}


def a_hall(more: dict[str, Any]) -> Venue:
    venue = a_venue()
    tariff = Tariff.objects.get(venue=venue)
    Tariff.objects.filter(pk=tariff.pk).update(document={**tariff.document, **more})
    return venue


def a_date(venue: Venue, ben: Any, choir: Any, *, days: int = -3) -> Session:
    """£16 for two hours, asked for and booked long before."""
    before = timezone.now() - timedelta(days=60)
    Tariff.objects.filter(venue=venue).update(published_at=before - timedelta(days=1))
    booking = book(an_ask(the_room(venue, "main"), soon(days), hirer=choir), by=ben, at=before)
    return confirm_booking(booking, by=ben, at=before).sessions.get()


def the_page(session: Session) -> str:
    return reverse("desk:afterwards", args=[session.venue.slug, session.pk])


def the_desk(venue: Venue) -> Client:
    return signed_in(a_post(venue, "secretary").user)


def add(desk: Client, session: Session, data: dict[str, str]) -> Any:
    """Look, then press the button below what is shown."""
    shown = desk.post(the_page(session), {**data, "action": "look"})
    return desk.post(the_page(session), {**data, "action": "add", "shown_price": shown.context["price"].fingerprint})


def test_the_meter_is_read_shown_added_once_and_told(ben, choir):
    venue = a_hall(METER)
    session, desk = a_date(venue, ben, choir), the_desk(venue)
    assert (session.open_facts, session.price.pence) == (["units"], 1600)
    of_booking = reverse("desk:booking", args=[venue.slug, session.booking.ref])
    for page in (of_booking, reverse("desk:requests", args=[venue.slug])):
        assert f'href="{the_page(session)}"' in desk.get(page).content.decode()
    assert "1 date waits" in desk.get(reverse("desk:requests", args=[venue.slug])).content.decode()
    assert "How many units did the heaters use?" in desk.get(the_page(session)).content.decode()

    before, data = everything(), {"fact-units": "34"}
    shown = desk.post(the_page(session), {**data, "action": "look"})
    page = shown.content.decode()
    assert "£7.92" in page
    assert "£23.92" in page
    assert changed_since(before) == {}, "to look writes nothing"
    assert desk.post(the_page(session), {**data, "action": "add", "shown_price": "other"}).status_code == 409
    assert changed_since(before) == {}

    press = {**data, "action": "add", "shown_price": shown.context["price"].fingerprint}
    assert desk.post(the_page(session), press).status_code == 303
    session = Session.objects.get()
    assert (session.hire_pence, session.compulsory_pence, session.standard_pence) == (1600, 792, 3192)
    assert (session.category_gap_pence, session.open_facts, len(session.price_lines)) == (800, None, 2)
    assert session.booking.asked == {"afterwards": {str(session.pk): {"units": "34"}}}
    entry = journal.of(session.booking).first()
    assert "How many units did the heaters use? 34" in entry.why
    letter = Letter.objects.get(kind="priced_afterwards")
    assert letter.to == choir.contact_email
    for words in ("How many units did the heaters use? 34", "£7.92 is added; the date costs £23.92 in all."):
        assert words in letter.body

    after = everything()
    assert desk.post(the_page(session), press).status_code == 303, "pressed twice, it is done once"
    assert changed_since(after) == {}
    told = desk.get(of_booking).content.decode()
    assert "added what was known afterwards" in told
    assert "Add what is known afterwards" not in told
    assert "34" in desk.get(the_page(session)).content.decode()
    own = signed_in(ben).get(session.booking.get_absolute_url()).content.decode()
    assert "£23.92" in own
    assert "The hall added what was known afterwards" in own


def test_takings_and_yes_or_no_are_asked_together_and_a_share_takes_the_place_of_its_least(ben, choir):
    venue = a_hall(TAKINGS)
    session, desk = a_date(venue, ben, choir), the_desk(venue)
    assert session.price.pence == 2100
    page = desk.post(the_page(session), {"fact-takings": "lots", "action": "look"})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"fact-takings", "fact-bar"}
    assert add(desk, session, {"fact-takings": "200.00", "fact-bar": "yes"}).status_code == 303
    session = Session.objects.get()
    assert (session.price.pence, session.hire_pence) == (1600 + 2000 + 1200, 1600)
    assert "no longer: Share" in Letter.objects.get(kind="priced_afterwards").body


def test_where_nothing_comes_of_it_that_is_told_too(ben, choir):
    venue = a_hall(METER)
    session, desk = a_date(venue, ben, choir), the_desk(venue)
    assert add(desk, session, {"fact-units": "10"}).status_code == 303
    assert Session.objects.get().open_facts is None
    assert "Nothing is added; the date costs £16.00 in all." in Letter.objects.get(kind="priced_afterwards").body


def test_a_price_that_was_not_worked_out_by_the_list_is_left_alone(ben, choir):
    venue = a_hall(METER)
    session, desk = a_date(venue, ben, choir), the_desk(venue)
    Session.objects.update(hire_pence=1000)
    before = everything()
    page = desk.post(the_page(session), {"fact-units": "34", "action": "add"})
    assert page.status_code == 409
    assert "was not worked out by its list alone" in page.content.decode()
    assert changed_since(before) == {}


def test_what_is_to_come_or_was_cancelled_is_not_asked_about(ben, choir):
    venue = a_hall(METER)
    session, desk = a_date(venue, ben, choir, days=5), the_desk(venue)
    assert "has not begun yet" in desk.get(the_page(session)).content.decode()
    assert desk.post(the_page(session), {"fact-units": "3"}).status_code == 409
    cancel_session(session, shown=ANY, by=ben, at=timezone.now())
    Session.objects.update(starts_at=timezone.now() - timedelta(hours=2))
    assert "was not held as booked" in desk.get(the_page(session)).content.decode()
    assert "waits for" not in desk.get(reverse("desk:requests", args=[venue.slug])).content.decode()
