"""Somebody who waits for hours, whether or not they are taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Hirer, User
from bookings.models import Booking, Hold, Occupancy, Wait
from bookings.occupying import of_hold
from tests.make import evening
from venues.models import Room


def a_wait(room: Room, *, on: date, hirer: Hirer, by: User | None = None, **fields: Any) -> Wait:
    """For two hours of an evening."""
    period = evening(on)
    defaults: dict[str, Any] = {
        "title": "Rehearsal",
        "purpose": Booking.Purpose.ARTS,
        "people": 25,
        "category": room.venue.operator.categories.get(code="community"),
    }
    return Wait.objects.create(
        venue=room.venue,
        room=room,
        hirer=hirer,
        made_by=by,
        starts_at=period.start,
        ends_at=period.end,
        **{**defaults, **fields},
    )


def offered(wait: Wait) -> Wait:
    """As if its hours had become free just now."""
    at, room = timezone.now(), Room.objects.prefetch_related("cells").get(pk=wait.room_id)
    until = at + timedelta(hours=24)
    hold = Hold.objects.create(
        kind=Hold.Kind.OFFERED,
        venue=wait.venue,
        room=room,
        starts_at=wait.starts_at,
        ends_at=wait.ends_at,
        expires_at=until,
    )
    Occupancy.objects.bulk_create(of_hold(hold, room))
    wait.state, wait.hold, wait.offered_at, wait.offer_until = Wait.State.OFFERED, hold, at, until
    wait.save()
    return wait
