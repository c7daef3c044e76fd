"""Published price lists on the site: imported, read by anybody, searched, and what has no price told.

What it asks of a database, other tests ask of both kinds: here once.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.make import a_group, a_user, signed_in
from venues.models import Venue

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LISTS = sorted((Path(__file__).parent.parent / "data" / "tariffs").glob("*.toml"))[::3]  # each takes a while
EACH = [pytest.param(path, id=path.stem, marks=pytest.mark.once if path in LISTS[1:] else ()) for path in LISTS]


@pytest.mark.parametrize("path", EACH)
def test_its_pages_and_a_search_answer(path, client):
    """The questions asked of the database are alike for every list: one of them is enough on both kinds."""
    call_command("import_venue", str(path), verbosity=0)
    venue = Venue.objects.get()
    Venue.objects.update(published=True)
    for tariff in venue.tariffs.order_by("-valid_from")[:1]:
        tariff.valid_to = None
        tariff.save()
    room = venue.rooms.all()[0]
    on = timezone.localdate() + timedelta(days=17)
    asked = f"?on={on}&from=19:00&to=21:00&people=12&kind=charity"
    weekly = f"{asked}&repeat=weekly&until={on + timedelta(weeks=5)}"
    for address in (venue.get_absolute_url(), room.get_absolute_url(), f"/{asked}", f"/{weekly}"):
        assert client.get(address).status_code == 200, address
    book = reverse("bookings:book", args=[venue.slug, room.code])
    ben = a_user("Ben")
    choir = a_group(organiser=ben)
    page = signed_in(ben).get(f"{book}{asked}")
    assert page.status_code == 200
    categories = [key for key, _label in page.context["form"].fields["category"].choices]
    sent = {"hirer": choir.ref, "title": "Choir", "purpose": "arts", "on": str(on), "from": "19:00", "to": "21:00"}
    answer = signed_in(ben).post(f"{book}{asked}", {**sent, "people": "12", "category": categories[-1], "check": "yes"})
    assert answer.status_code < 500
