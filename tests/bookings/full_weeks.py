"""Fill the days of a venue with sessions, many at a time and without asking anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from bookings.models import Booking, Occupancy, Session, SessionRoom
from tests.make import LONDON, a_group, evening
from venues.models import Room, Venue
from venues.periods import Period

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
    at = [(room, evening(first + timedelta(days=day), hour, hour + 1)) for room, day, hour in slots]
    return write(booking, at)


def fill_one(booking: Booking, room: Room, first: date, number: int) -> list[Session]:
    """So many sessions of a quarter of an hour, one after the other, day and night."""
    starts = datetime.combine(first, time(), LONDON).astimezone(UTC)
    quarters = [starts + timedelta(minutes=15 * quarter) for quarter in range(number + 1)]
    return write(booking, [(room, Period(start, end)) for start, end in pairwise(quarters)])


def write(booking: Booking, at: Sequence[tuple[Room, Period]]) -> list[Session]:
    sessions = Session.objects.bulk_create(
        Session(
            booking=booking,
            venue=booking.venue,
            starts_at=period.start,
            ends_at=period.end,
            first_starts_at=period.start,
        )
        for _room, period in at
    )
    pairs = [(session, room) for session, (room, _period) in zip(sessions, at, strict=True)]
    cells = {room.pk: list(room.cells.all()) for room, _period in at}
    SessionRoom.objects.bulk_create(SessionRoom(session=session, room=room) for session, room in pairs)
    Occupancy.objects.bulk_create(
        Occupancy(session=session, cell=cell, venue=booking.venue, starts_at=session.starts_at, ends_at=session.ends_at)
        for session, room in pairs
        for cell in cells[room.pk]
    )
    return sessions
