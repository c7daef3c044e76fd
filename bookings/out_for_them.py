"""Dates of bookings on which something does not work that somebody, or what was agreed with them, depends on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bookings.how_it_fits import Place
from bookings.models import Booking, Session
from bookings.models.booking import BookingQuerySet
from bookings.stated_needs import Stated
from venues.access.outages import Outage
from venues.access.values import Fit
from venues.access.words import outage_words
from venues.models import Outage as Row
from venues.models import Venue
from venues.outages import as_outage

LIVE = (Booking.Status.REQUESTED, Booking.Status.CONFIRMED)


@dataclass(frozen=True)
class OutForThem:
    """What is out of order, the key of its row, and the dates of a booking that it touches."""

    booking: Booking
    outage: Outage
    number: int
    sessions: Sequence[Session]

    @property
    def stamp(self) -> str:
        """Another one once the hall says that it takes longer."""
        until = self.outage.ends_on or self.outage.expected_on
        return f"{self.number}-{until or ''}".rstrip("-")

    @property
    def words(self) -> str:
        return outage_words(self.outage)


def out_for_them(venue: Venue, *, at: datetime, only: BookingQuerySet | None = None) -> list[OutForThem]:
    """Of bookings that said what they need; one question where nothing is out of order, else a fixed number."""
    today = at.astimezone(venue.tz).date()
    rows = list(Row.objects.since(today).filter(venue=venue).select_related("entrance").prefetch_related("rooms"))
    if not rows:
        return []
    numbered = [(row.pk, as_outage(row, row.updated_at.astimezone(venue.tz).date())) for row in rows]
    sessions = _dates(venue, only, at)
    place = Place.of(venue, since=today, outages=[outage for _pk, outage in numbered]) if sessions else None
    return [
        OutForThem(booking, outage, number, dates)
        for booking, found in sessions.items()
        for number, outage in numbered
        if place and (dates := _touched(place, outage, booking, found))
    ]


def _dates(venue: Venue, only: BookingQuerySet | None, at: datetime) -> Mapping[Booking, list[Session]]:
    """Those to come, by booking, with their rooms."""
    bookings = (Booking.objects.all() if only is None else only).filter(venue=venue, status__in=LIVE)
    planned = Session.objects.filter(status=Session.Status.PLANNED, booking__in=bookings.exclude(stated_needs=None))
    rows = planned.to_come(at).select_related("booking__hirer", "booking__made_by").order_by("starts_at", "pk")
    found: dict[Booking, list[Session]] = defaultdict(list)
    for session in rows.prefetch_related("rooms", "booking__stated_needs"):
        session.booking.venue = session.venue = venue
        found[session.booking].append(session)
    return found


def _touched(place: Place, outage: Outage, booking: Booking, sessions: Sequence[Session]) -> list[Session]:
    stated, zone = Stated.of(booking.stated_needs.all()), place.venue.tz
    leans_on = {row.leans_on for row in booking.stated_needs.all()}
    days = ((session, session.starts_at.astimezone(zone).date()) for session in sessions)
    return [
        session
        for session, on in days
        if outage.counts(on) is Fit.DOES_NOT  # later it may work again, and who comes then is told if it does not
        and (
            (outage.fact in leans_on and place.is_touched(session.rooms.all(), outage))
            or any(each is outage for each in place.out_of_order(session.rooms.all(), stated, on))
        )
    ]
