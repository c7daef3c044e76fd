"""Bookings of long ago: a choir and a household that came, a family that only asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils import timezone
from schedule.models import Event

from accounts.models import Hirer, User
from bookings import reports
from bookings.actions import confirm_booking, decline_booking
from bookings.models import Booking, Session, Standing
from bookings.reports import Edition
from bookings.reports.machine_copy import as_csv
from tests.make import a_booking, a_group, a_user, a_venue, soon, the_room
from venues.models import Venue

HOUSEHOLD = {
    "name": "Quillonbird family",
    "kind": Hirer.Kind.HOUSEHOLD,
    "contact_email": "quillonbird@hearth.example",
    "contact_phone": "01632 960999",
    "postal_address": "3 Quillonbird Lane, Alder Vale",
}


def a_household(organiser: User | None = None) -> Hirer:
    household = a_group(organiser=organiser)
    Hirer.objects.filter(pk=household.pk).update(**HOUSEHOLD)
    household.refresh_from_db()
    return household


@dataclass
class LongAgo:
    """`ben` organises the choir, `quill` the household."""

    venue: Venue
    choir: Hirer
    household: Hirer
    ben: User
    quill: User
    used: Booking
    party: Booking
    refused: Booking


def long_ago(*, days: int) -> LongAgo:
    """As it would stand if all of this had been asked, answered and held so many days ago."""
    venue, ben, quill = a_venue(), a_user("Ben Marsh"), a_user("Quillon Bird", email="quill@hearth.example")
    choir, household = a_group(organiser=ben), a_household(quill)
    room = the_room(venue, "main")
    used = a_booking(room, on=soon(10), by=ben, hirer=choir, title="Ben Marsh sings")
    party = a_booking(room, on=soon(11), by=quill, hirer=household, title="Quillon is forty", message="Candles?")
    refused = a_booking(room, on=soon(12), by=quill, hirer=household, title="Quillon’s wake", message="Late?")
    ada, now = a_user("Ada"), timezone.now()
    confirm_booking(used, by=ada, at=now)
    confirm_booking(party, by=ada, at=now)
    decline_booking(refused, reason=Booking.Reason.POLICY, words="Sorry, Quillon", by=ada, at=now)
    Standing.objects.create(venue=venue, hirer=household)
    age(timedelta(days=days + 12))
    return LongAgo(venue, choir, household, ben, quill, used, party, refused)


def age(by: timedelta) -> None:
    """Everything happened so much earlier."""
    Session.objects.update(
        starts_at=F("starts_at") - by, ends_at=F("ends_at") - by, first_starts_at=F("first_starts_at") - by
    )
    Booking.objects.update(
        requested_at=F("requested_at") - by,
        made_at=F("made_at") - by,
        decided_at=F("decided_at") - by,
        answered_at=F("answered_at") - by,
    )
    Hirer.objects.update(created_at=F("created_at") - by)
    User.objects.update(date_joined=F("date_joined") - by, last_login=F("last_login") - by)


def titles_in_the_library(booking: Booking) -> set[str]:
    return set(Event.objects.filter(pk__in=booking.stretches.values("event")).values_list("title", flat=True))


def figures(venue: Venue, at: datetime) -> str:
    """Every figure of the desk and of whoever sees most outside, over all the years there could be."""
    years = range(timezone.localdate(at).year - 3, timezone.localdate(at).year + 1)
    spans = [(date(year, 1, 1), date(year + 1, 1, 1)) for year in years]
    return "".join(
        as_csv(reports.build(venue, first, until, as_at=at, edition=edition))
        for first, until in spans
        for edition in (Edition.DESK, Edition.FUNDER)
    )
