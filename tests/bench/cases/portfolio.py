"""All halls of the district side by side, for last year: worked out, then kept; against sums over the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from django.db import connection
from django.utils import timezone

from bookings.models import KeptFigures, Session
from bookings.reports.span import Span
from bookings.reports.together.keeping import halls_of
from tests.bench.cases.report import WAS_CONFIRMED, last_year
from tests.bench.measuring import Measured, all_fetched, compare, statements, timed
from venues.models import Room, Venue

USED = f"{WAS_CONFIRMED} AND s.status = 'planned' AND s.starts_at >= %s AND s.starts_at < %s"
OF_BOOKINGS = "FROM bookings_session s JOIN bookings_booking b ON b.id = s.booking_id"
SESSIONS = f"""
    SELECT s.venue_id, count(*), sum({{length}}), sum(s.hire_pence), sum(s.compulsory_pence + s.vat_pence),
           sum(s.standard_pence), sum(s.category_gap_pence), sum(s.waiver_gap_pence), sum(s.counted), sum(s.typical),
           sum(s.expected), count(s.counted), count(s.typical) {OF_BOOKINGS} WHERE {USED} GROUP BY s.venue_id"""
GROUPS = f"SELECT s.venue_id, count(DISTINCT b.hirer_id) {OF_BOOKINGS} WHERE {USED} GROUP BY s.venue_id"
CELL_HOURS = f"""
    SELECT s.venue_id, sum({{length}}) {OF_BOOKINGS} JOIN bookings_sessionroom r ON r.session_id = s.id
    JOIN venues_room_cells c ON c.room_id = r.room_id WHERE {USED} GROUP BY s.venue_id"""
REQUESTS = """
    SELECT venue_id, status, at_once, count(*) FROM bookings_booking WHERE decided_at >= %s AND decided_at < %s
    GROUP BY venue_id, status, at_once"""
HOURS = (
    "SELECT venue_id, weekday, sum(closes_minute - opens_minute) FROM venues_openinghours GROUP BY venue_id, weekday"
)
LENGTH = {
    "sqlite": "strftime('%%s', s.ends_at) - strftime('%%s', s.starts_at)",
    "postgresql": "extract(epoch FROM s.ends_at - s.starts_at)",
}
NOTE = (
    "The SQL beside a portfolio adds up and counts, by hall and for both years, the sessions, hours, money, people, "
    "cell hours, groups and requests that its main figures need; it clips no hour to opening times and hides nothing."
)


def measured() -> Iterator[Measured]:
    venues = list(Venue.objects.select_related("operator").order_by("name", "pk"))
    first, until = last_year()
    at = timezone.now()
    KeptFigures.objects.all().delete()

    def ours() -> object:
        return halls_of(venues, first, until, as_at=at, seconds=inf)

    sessions = Session.objects.filter(starts_at__date__gte=first, starts_at__date__lt=until).count()
    rooms = Room.objects.count()
    name = f"A portfolio of {len(venues)} halls with {rooms:,} rooms, last year’s {sessions:,} sessions"
    asked: list[int] = []
    took = timed(lambda: asked.append(statements(ours)))
    yield Measured(f"{name}: worked out for the first time", took, timed(plain), asked[0], note=NOTE)
    yield compare(f"{name}: kept", ours, plain, rounds=5)


def plain() -> list[list[tuple]]:
    """For both years."""
    venue = Venue.objects.all()[0]
    span = Span(*last_year(), timezone.now(), venue.tz)
    return [rows for each in (span, span.a_year_earlier()) for rows in sums(each)]


def sums(span: Span) -> list[list[tuple]]:
    length, days = LENGTH[connection.vendor], (span.start, span.end)
    return all_fetched(
        [
            (SESSIONS.format(length=length), days),
            (GROUPS, days),
            (CELL_HOURS.format(length=length), days),
            (REQUESTS, days),
            ("SELECT venue_id, fact, state, count(*) FROM venues_accessclaim GROUP BY venue_id, fact, state", ()),
            (HOURS, ()),
        ]
    )
