"""Whichever page of a desk or a place shows how to reach a hirer, that somebody looked is written down."""

from __future__ import annotations

import pytest

from accounts.models import Hirer, Look
from bookings.rights import TABLE
from tests.cast import a_world

pytestmark = pytest.mark.django_db
PHONE = "01632 960017"


@pytest.mark.once
def test_every_page_that_shows_a_contact_keeps_the_look(tmp_path, drawn_once):
    """Which pages keep it is said in Python; the row itself is kept on both kinds in test_entitlements.py."""
    world = a_world(tmp_path / "letters")
    choir = world.booking.hirer
    Hirer.objects.filter(pk=choir.pk).update(contact_phone=PHONE)
    shows, kept = set(), set()
    for name in sorted(name for name in TABLE if name.startswith(("desk:", "place:"))):
        Look.objects.all().delete()
        answer = world.people["manager"].browser.get(world.address(name))
        page = b"".join(answer) if answer.streaming else answer.content
        if PHONE.encode() in page or choir.contact_email.encode() in page:
            shows.add(name)
        kept |= set(Look.objects.filter(hirer=choir).values_list("page", flat=True))
    assert {"desk:booking", "desk:hirer", "desk:merge"} <= shows
    assert shows <= kept
