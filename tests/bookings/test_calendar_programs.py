"""A followed calendar, read by khal: a program that is none of ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unittest.mock import ANY

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bookings.actions import cancel_session
from bookings.actions.follow import make_feed_link
from tests.bookings.khal import Khal
from tests.make import a_group, a_user, a_venue, an_ask, book, the_room

pytestmark = [pytest.mark.django_db, pytest.mark.of_khal]


@pytest.mark.once
def test_khal_reads_7pm_on_both_sides_of_the_clock_change_and_what_was_cancelled_since(tmp_path):
    """A program of its own reads the file, whose rows others read from both kinds of database."""
    khal, ben = Khal(tmp_path), a_user("Ben")
    first = date(2026, 10, 18)  # the clocks go back on the 25th
    choir = a_group("Choir; of Alder Vale", organiser=ben)
    ask = an_ask(the_room(a_venue(), "main"), first, hirer=choir, until=first + timedelta(weeks=2), title="Käse, Brot")
    booking = book(ask, by=ben, at=datetime(2026, 1, 1, tzinfo=UTC))
    address = reverse("feed", args=[make_feed_link(ben, key="a-key-of-one-page", at=timezone.now())])
    khal.read_in(Client().get(address).content)
    days = (date(2026, 10, 18), date(2026, 10, 25), date(2026, 11, 1))
    asked = [f"{day} 19:00 to 21:00, Asked: Käse, Brot, TENTATIVE" for day in days]
    assert khal.lists(first, date(2026, 11, 2)) == asked

    cancel_session(
        booking.sessions.get(starts_at__date=days[1]), shown=ANY, by=ben, at=datetime(2026, 2, 1, tzinfo=UTC)
    )
    booking.sessions.exclude(status_at=None).update(status_at=timezone.now())
    khal.read_in(Client().get(address).content)
    asked[1] = f"{days[1]} 19:00 to 21:00, Cancelled: Käse, Brot, CANCELLED"
    assert khal.lists(first, date(2026, 11, 2)) == asked
