"""Halls with some groups each, who sees them, and what their file says."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import Hirer, User
from bookings.forms.report import full_quarters
from bookings.models import Booking, Session, SessionRoom, WhomServed
from tests.make import a_post, a_user, a_venue, signed_in, the_room
from venues.models import Venue

PAGE, CSV, ODS = "/reports/together/", "/reports/together.csv", "/reports/together.ods"
SAID = (
    {"audience": ["families"], "ages": ["under_5"], "low_income": "no", "small_income": "yes", "area": "E01000001"},
    {"audience": ["older"], "ages": ["80_on"], "low_income": "yes", "small_income": "no", "area": "E01000005"},
)


def halls(*groups: int, names: tuple[str, ...] = ()) -> list[Venue]:
    """One for each number, to which so many groups came for two hours in the last full quarter."""
    found = []
    for n, number in enumerate(groups):
        venue = a_venue(name=names[n] if names else f"Hall {n}", slug=f"hall-{n}", latitude=52, longitude=-1)
        for group in range(number):
            use(venue, Hirer.objects.create(name=f"Group {n} {group}", kind="club"), group)
        found.append(venue)
    return found


def use(venue: Venue, hirer: Hirer, n: int) -> None:
    first, _until = full_quarters(timezone.localdate())[0]
    start = datetime.combine(first + timedelta(days=n), datetime.min.time(), UTC) + timedelta(hours=18)
    booking = Booking.objects.create(
        venue=venue, hirer=hirer, category=venue.operator.categories.get(is_standard=True), title="Use",
        purpose="social", people=9, free_cancel_hours=48, status="confirmed",
    )  # fmt: skip
    session = Session.objects.create(
        booking=booking, venue=venue, starts_at=start, ends_at=start + timedelta(hours=2), first_starts_at=start,
        hire_pence=2000, standard_pence=2000, counted=3,
    )  # fmt: skip
    SessionRoom.objects.create(session=session, room=the_room(venue, "main"))
    WhomServed.objects.create(hirer=hirer, said_on=first, **SAID[n % 2])


def who_sees(venues: list[Venue], *kinds: str) -> tuple[User, Client]:
    user = a_user("Fay")
    for venue, kind in zip(venues, kinds, strict=True):
        a_post(venue, kind, user)
    return user, signed_in(user)


def values(content: str) -> dict[tuple[str, str, str], str]:
    rows = csv.DictReader(io.StringIO(content))
    return {(row["venue"], row["figure_id"], row["unit"]): row["value"] for row in rows}
