"""Who waits for hours at a venue that others have, as the desk reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Exists, OuterRef, Q

from accounts.clock import span_words
from bookings.models import Booking, Session, Wait
from venues.models import Room, Venue
from venues.periods import Period


@dataclass(frozen=True)
class Queue:
    """Those who wait for one stretch of one room, in the order in which they are asked."""

    room: Room
    period: Period
    when: str
    waits: list[Wait]


def queues_at(venue: Venue, *, at: datetime) -> list[Queue]:
    """Soonest first; one question."""
    waits = Wait.objects.open().at(venue).filter(starts_at__gt=at).select_related("room", "hirer", "made_by")
    booked = Booking.objects.filter(hirer=OuterRef("hirer"), venue__operator=venue.operator_id)
    waits = waits.annotate(is_known=Exists(booked))  # only of those has the desk a page
    ordered = waits.order_by("starts_at", "ends_at", "room", "made_at", "pk")
    alike = groupby(ordered, key=lambda wait: (wait.period, wait.room))
    return [
        Queue(room, period, span_words(period.start, period.end, venue.tz), list(found))
        for (period, room), found in alike
    ]


def waiting_number(venue: Venue, *, at: datetime) -> int:
    return Wait.objects.open().at(venue).filter(starts_at__gt=at).count()


def to_ring(venue: Venue, *, at: datetime) -> list[Wait]:
    """Offers to those who have no e-mail, and those that the desk has just passed on; the first to end comes first."""
    has_no_email = Q(hirer__contact_email="", hirer__memberships=None)
    offers = Wait.objects.offered().at(venue).filter(has_no_email | Q(stood_until__isnull=False), offer_until__gt=at)
    return list(offers.select_related("room", "hirer").order_by("offer_until", "pk"))


def waited_for(venue: Venue, sessions: Iterable[Session]) -> Iterator[tuple[Session, int]]:
    """Of these sessions, which come with their rooms, those for whose hours others wait, and how many."""
    dates = [session for session in sessions if not session.is_cancelled]
    if not dates:
        return
    whole = Period(dates[0].starts_at, max(session.ends_at for session in dates))
    waits = list(Wait.objects.open().at(venue).overlapping(whole).only("room_id", "starts_at", "ends_at", "state"))
    if not waits:
        return
    rooms = Room.objects.filter(venue=venue).prefetch_related("cells")
    cells = {room.pk: {cell.pk for cell in room.taken_cells} for room in rooms}
    for session in dates:
        own = {cell for room in session.rooms.all() for cell in cells[room.pk]}
        number = sum(wait.period.overlaps(session.period) and bool(own & cells[wait.room_id]) for wait in waits)
        if number:
            yield session, number
