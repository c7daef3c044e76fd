"""A room's week and a day of a place with forty rooms: what is loaded for the page, and the page as it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from accounts.models import User
from bookings.availability.board import board
from bookings.desk.diary import days
from bookings.views.weeks import week_page
from tests.bench.cases.booking import a_tuesday
from tests.bench.district import BIG, PEOPLE
from tests.bench.measuring import Measured, compare, fetched
from tests.make import signed_in, the_room
from venues.models import Room, Venue

LONDON = ZoneInfo("Europe/London")

CELLS = "SELECT cell_id FROM venues_room_cells WHERE room_id = %s"
HOURS = """
    SELECT hc.cell_id, h.weekday, h.opens_minute, h.closes_minute, h.valid_from, h.valid_to FROM venues_openinghours h
    LEFT JOIN venues_openinghours_cells hc ON hc.openinghours_id = h.id WHERE h.venue_id = %s"""
CLOSURES = """
    SELECT c.id, cl.name, c.starts_at, c.ends_at, c.cause, c.note FROM venues_closure c
    LEFT JOIN venues_closure_cells cc ON cc.closure_id = c.id LEFT JOIN venues_cell cl ON cl.id = cc.cell_id
    WHERE c.venue_id = %s AND c.starts_at < %s AND c.ends_at > %s"""
TAKEN = """
    SELECT o.starts_at, o.ends_at, o.kind, s.id, s.starts_at, s.ends_at, b.title, b.listed, b.confidential, h.name,
           h.kind
    FROM bookings_occupancy o JOIN bookings_session s ON s.id = o.session_id
    JOIN bookings_booking b ON b.id = s.booking_id JOIN accounts_hirer h ON h.id = b.hirer_id
    WHERE o.cell_id IN (SELECT cell_id FROM venues_room_cells WHERE room_id = %s)
    AND o.starts_at < %s AND o.starts_at > %s AND o.ends_at > %s AND (o.expires_at IS NULL OR o.expires_at > %s)
    ORDER BY o.starts_at, o.id"""
ROOMS = """
    SELECT r.id, r.code, r.name, rc.cell_id FROM venues_room r JOIN venues_room_cells rc ON rc.room_id = r.id
    WHERE r.venue_id = %s"""
TAKEN_ANYWHERE = """
    SELECT o.cell_id, o.starts_at, o.ends_at, o.kind, s.id, s.starts_at, s.ends_at, b.title, b.listed,
           b.confidential, h.name, h.kind, r.name
    FROM bookings_occupancy o JOIN bookings_session s ON s.id = o.session_id
    JOIN bookings_booking b ON b.id = s.booking_id JOIN accounts_hirer h ON h.id = b.hirer_id
    JOIN bookings_sessionroom sr ON sr.session_id = s.id JOIN venues_room r ON r.id = sr.room_id
    WHERE o.cell_id IN (SELECT id FROM venues_cell WHERE venue_id = %s)
    AND o.starts_at < %s AND o.starts_at > %s AND o.ends_at > %s AND (o.expires_at IS NULL OR o.expires_at > %s)
    ORDER BY o.starts_at, o.id"""
SESSIONS = """
    SELECT s.id, s.starts_at, s.ends_at, s.status, s.expected, s.counted, b.id, b.ref, b.title, b.status, b.people,
           b.message, b.confidential, b.hold_until, h.name, l.name, r.name
    FROM bookings_session s JOIN bookings_booking b ON b.id = s.booking_id JOIN accounts_hirer h ON h.id = b.hirer_id
    LEFT JOIN venues_layout l ON l.id = b.layout_id JOIN bookings_sessionroom sr ON sr.session_id = s.id
    JOIN venues_room r ON r.id = sr.room_id
    WHERE s.venue_id = %s AND s.starts_at < %s AND s.ends_at > %s
    AND b.status IN ('requested', 'confirmed', 'cancelled')
    ORDER BY s.starts_at, s.id"""


def measured() -> Iterator[Measured]:
    yield from a_week()
    yield from a_day()
    yield from a_plan()


def a_week() -> Iterator[Measured]:
    """Of a room of the big place, as a visitor sees it."""
    venue, on, at = Venue.objects.get(slug=BIG), a_tuesday(), timezone.now()
    room = the_room(venue, "room-1")
    visitor = signed_in(User.objects.get(email=PEOPLE))
    address = f"{room.get_absolute_url()}?week={on.isoformat()}"

    def plain() -> object:
        return week_in_sql(room, on, at)

    yield compare("A room's week: loaded", lambda: week_page(the_room(venue, "room-1"), on, at=at), plain)
    yield compare("A room's week: the whole page", lambda: fine(visitor.get(address)), plain)


def a_day() -> Iterator[Measured]:
    """Of the big place, as its manager sees it."""
    venue, on, at = Venue.objects.select_related("operator").get(slug=BIG), a_tuesday(), timezone.now()
    manager = signed_in(User.objects.get(email=PEOPLE))
    rooms = venue.rooms.count()
    address = f"/desk/{BIG}/diary/?day={on.isoformat()}"

    def ours() -> object:
        return days(venue, on, 1, at=at, sees_everything=True)

    def plain() -> object:
        return day_in_sql(venue, on)

    yield compare(f"A day of {rooms} rooms: loaded", ours, plain)
    yield compare(f"A day of {rooms} rooms: the whole page", lambda: fine(manager.get(address)), plain)


def a_plan() -> Iterator[Measured]:
    """The calendar of the big place, as a visitor sees it: the plan of a day, and of a week of all its rooms."""
    venue, on, at = Venue.objects.select_related("operator").get(slug=BIG), a_tuesday(), timezone.now()
    visitor, rooms = Client(), venue.rooms.count()
    for number, kind in ((1, "day"), (7, "week")):
        what = f"A {kind}'s plan of {rooms} rooms"

        def ours(number: int = number) -> object:
            return board(list(venue.rooms.select_related("venue").prefetch_related("cells")), on, number, at=at)

        def plain(number: int = number) -> object:
            return plan_in_sql(venue, on, number, at)

        def page(kind: str = kind) -> object:
            return fine(visitor.get(f"/venues/{BIG}/calendar/?{kind}={on}"))

        yield compare(f"{what}: loaded", ours, plain)
        yield compare(f"{what}: the whole page", page, plain)


def fine(response) -> object:
    """A page that was sent, not a refusal, which would be quick."""
    assert response.status_code == 200, response.status_code
    return response


def week_in_sql(room: Room, on: date, at: datetime) -> list[list[tuple]]:
    start, end = midnight(on), midnight(on + timedelta(days=7))
    return [
        fetched(CELLS, room.pk),
        fetched(HOURS, room.venue_id),
        fetched(CLOSURES, room.venue_id, end, start),
        fetched(TAKEN, room.pk, end, start - timedelta(days=1), start, at),
    ]


def day_in_sql(venue: Venue, on: date) -> list[list[tuple]]:
    start, end = midnight(on), midnight(on + timedelta(days=1))
    return [fetched(SESSIONS, venue.pk, end, start), fetched(CLOSURES, venue.pk, end, start)]


def plan_in_sql(venue: Venue, on: date, number: int, at: datetime) -> list[list[tuple]]:
    start, end = midnight(on), midnight(on + timedelta(days=number))
    return [
        fetched(ROOMS, venue.pk),
        fetched(HOURS, venue.pk),
        fetched(CLOSURES, venue.pk, end, start),
        fetched(TAKEN_ANYWHERE, venue.pk, end, start - timedelta(days=1), start, at),
    ]


def midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)
