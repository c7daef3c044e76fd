"""Fill the days of a venue with sessions, many at a time and without asking anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bookings.models import Booking, Occupancy, Session, SessionRoom
from tests.make import a_group, evening
from venues.models import Room, Venue

HOURS = range(8, 23)


def a_confirmed(venue: Venue, title: str = "Rehearsal", **fields) -> Booking:
    """A booking as it stands once the hall has said yes, without dates."""
    return Booking.objects.create(
        venue=venue,
        hirer=fields.pop("hirer", None) or a_group(),
        title=title,
        purpose=Booking.Purpose.ARTS,
        category=venue.operator.categories.get(code="community"),
        status=Booking.Status.CONFIRMED,
        people=20,
        free_cancel_hours=48,
        **fields,
    )


def fill(booking: Booking, rooms: Sequence[Room], first: date, number: int) -> list[Session]:
    """So many sessions of an hour, from the first day on: hour after hour, room after room."""
    slots = [(room, day, hour) for day in range(7) for hour in HOURS for room in rooms][:number]
    assert len(slots) == number, "there is no room for so many"
    periods = [evening(first + timedelta(days=day), hour, hour + 1) for _room, day, hour in slots]
    sessions = Session.objects.bulk_create(
        Session(
            booking=booking,
            venue=booking.venue,
            starts_at=period.start,
            ends_at=period.end,
            first_starts_at=period.start,
        )
        for period in periods
    )
    pairs = [(session, room) for session, (room, _day, _hour) in zip(sessions, slots, strict=True)]
    SessionRoom.objects.bulk_create(SessionRoom(session=session, room=room) for session, room in pairs)
    Occupancy.objects.bulk_create(
        Occupancy(session=session, cell=cell, venue=booking.venue, starts_at=session.starts_at, ends_at=session.ends_at)
        for session, room in pairs
        for cell in room.cells.all()
    )
    return sessions
