"""A search prices rooms without any answers; where that cannot be, it says what the price depends on."""

from __future__ import annotations

from typing import Any

import pytest

from bookings.finding import Section
from tests.bookings.test_find import an_address, found, names, wish
from tests.make import a_venue
from venues.models import Tariff, Venue

pytestmark = pytest.mark.django_db


def test_a_price_that_hangs_on_an_answer_is_asked_for_kindly_and_the_room_is_not_hidden(client):
    """A room with a price first, then those whose price depends on something, then nothing left out."""
    a_venue(name="Plain")
    question = {"code": "outside", "question": "How many come from outside?", "kind": "number"}
    fee = {"code": "outside", "name": "Outsiders", "per_fact": {"fact": "outside", "price": "0.50"}}
    asking, dear = a_venue(name="Asking"), a_venue(name="On application")
    _change_list(asking, facts=[question], fees=[fee])
    _change_list(dear, rates=[{"on_application": True}])
    findings = found(wish())
    assert names(findings, Section.FITS) == ["Plain", "Asking", "On application"]
    assert not findings.left_out
    page = client.get(an_address()).content.decode()
    assert "The price depends on: How many come from outside?" in page
    assert "You say it on the next page" in page
    assert "The hall tells you the price when you ask." in page


def _change_list(venue: Venue, **tables: Any) -> None:
    tariff = Tariff.objects.get(venue=venue)
    tariff.document = {**tariff.document, **tables}
    tariff.save()
