"""How people get in where there is a key safe or a code: told to who has booked, and to no stranger anywhere.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings.documents import NoPdf
from tests.make import a_booking, a_user, a_venue, signed_in, soon, the_room
from venues.models import AccessClaim, Entrance, Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECRETS = ("key safe", "keysafe", "key code", "third stone", "with the key")


@pytest.fixture
def hall() -> Venue:
    hall = a_venue()
    door = Entrance.objects.create(venue=hall, code="side", name="Side door")
    told = {"note": "Behind the third stone", "method": "with the key", "evidence": "stated"}
    AccessClaim.objects.create(venue=hall, entrance=door, fact="ent_entry", state="known", value="keysafe", **told)
    AccessClaim.objects.create(venue=hall, fact="ent_text", state="known", value="yes")
    return hall


def test_no_page_and_no_export_tells_a_stranger(hall, monkeypatch):
    """The sheet as this machine would print it without a PDF: the same words."""

    def none(*args: object) -> bytes:
        raise NoPdf

    monkeypatch.setattr("bookings.views.access_guide.drawn", none)
    stranger, room = Client(), [hall.slug, "main"]
    pages = [reverse(f"venues:{name}", args=room) for name in ("room", "guide", "guide_pdf", "guide_json", "guide_ask")]
    pages += [reverse(f"venues:{name}", args=[hall.slug]) for name in ("venue", "different", "access_json", "calendar")]
    said = [stranger.get(page) for page in pages]
    wish = {"on": soon().isoformat(), "from": "19:00", "to": "21:00", "people": "9", "kind": "informal"}
    found = stranger.post(reverse("find"), wish | {"needs": "by_text"}, follow=True)
    assert "Meets this need" in found.content.decode()
    for page in (*said, found):
        words = page.content.decode().lower()
        assert page.status_code == 200
        assert [secret for secret in SECRETS if secret in words] == []
    assert "you are told when you book" in said[1].content.decode().lower()


def test_who_has_booked_is_told_until_it_is_over(hall):
    ben = a_user("Ben")
    booking = a_booking(the_room(hall, "main"), on=soon(3), by=ben, confirmed=True)
    page = booking.get_absolute_url()
    told = "Side door: with a key from a key safe. Behind the third stone."
    assert told in signed_in(ben).get(page).content.decode()
    yesterday = timezone.now() - timedelta(days=1)
    booking.sessions.update(starts_at=yesterday - timedelta(hours=2), ends_at=yesterday)
    assert told not in signed_in(ben).get(page).content.decode()
    asked = a_booking(the_room(hall, "main"), on=soon(4), by=ben)
    assert told not in signed_in(ben).get(asked.get_absolute_url()).content.decode()
