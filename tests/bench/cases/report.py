"""A venue's report of last year, with the year before beside it: loading and figures, against its rows fetched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.utils import timezone

from bookings.reports import build
from bookings.reports.load import load
from bookings.reports.span import Span
from tests.bench.district import BIG
from tests.bench.measuring import Measured, all_fetched, compare
from venues.models import Venue

WAS_CONFIRMED = "b.status IN ('confirmed', 'cancelled')"
SESSIONS = f"""
    SELECT s.id, s.booking_id, b.hirer_id, h.kind, c.code, c.name, b.entered, b.open_to_anyone, s.starts_at, s.ends_at,
           s.first_starts_at <> s.starts_at, s.status, s.cancel_cause, s.expected, s.counted, s.typical, s.hire_pence,
           s.compulsory_pence, s.vat_pence, s.standard_pence, s.category_gap_pence, s.discount_gap_pence,
           s.waiver_gap_pence, s.cancellation_pence,
           EXISTS (SELECT 1 FROM bookings_session x WHERE x.booking_id = s.booking_id AND x.id <> s.id)
    FROM bookings_session s JOIN bookings_booking b ON b.id = s.booking_id JOIN accounts_hirer h ON h.id = b.hirer_id
    JOIN venues_category c ON c.id = b.category_id
    WHERE s.venue_id = %s AND {WAS_CONFIRMED} AND s.starts_at < %s AND s.ends_at > %s ORDER BY s.starts_at, s.id"""
SESSION_ROOMS = f"""
    SELECT sr.session_id, sr.room_id FROM bookings_sessionroom sr JOIN bookings_session s ON s.id = sr.session_id
    JOIN bookings_booking b ON b.id = s.booking_id
    WHERE s.venue_id = %s AND {WAS_CONFIRMED} AND s.starts_at < %s AND s.ends_at > %s"""
REQUESTS = """
    SELECT b.id, b.hirer_id, h.kind, b.requested_at, b.answered_at, b.decided_at, b.status, b.at_once, b.reason_code,
           min(CASE WHEN s.status = 'planned' THEN s.starts_at END)
    FROM bookings_booking b JOIN accounts_hirer h ON h.id = b.hirer_id
    LEFT JOIN bookings_session s ON s.booking_id = b.id
    WHERE b.venue_id = %s AND b.requested_at < %s
    AND (b.decided_at >= %s OR b.answered_at >= %s OR b.status IN ('requested', 'expired'))
    GROUP BY b.id, h.kind"""
ASKED_FOR = """
    SELECT s.booking_id, s.starts_at, s.ends_at FROM bookings_session s JOIN bookings_booking b ON b.id = s.booking_id
    WHERE b.venue_id = %s AND b.requested_at < %s
    AND (b.decided_at >= %s OR b.answered_at >= %s OR b.status IN ('requested', 'expired'))"""
REFUSED = """
    SELECT d.booking_id, d.minutes, d.reason FROM bookings_refuseddate d JOIN bookings_booking b ON b.id = d.booking_id
    WHERE b.venue_id = %s AND b.requested_at < %s
    AND (b.decided_at >= %s OR b.answered_at >= %s OR b.status IN ('requested', 'expired'))"""
FIRST_USES = f"""
    SELECT b.hirer_id, min(s.starts_at) FROM bookings_session s JOIN bookings_booking b ON b.id = s.booking_id
    WHERE s.venue_id = %s AND {WAS_CONFIRMED} AND s.status = 'planned' AND s.ends_at <= %s GROUP BY b.hirer_id"""
FIRST_CONFIRMED = f"""
    SELECT b.hirer_id, min(coalesce(b.decided_at, s.starts_at)) FROM bookings_booking b
    LEFT JOIN bookings_session s ON s.booking_id = b.id WHERE b.venue_id = %s AND {WAS_CONFIRMED} GROUP BY b.hirer_id"""
USES = f"""
    SELECT b.hirer_id, h.kind, s.starts_at, s.ends_at FROM bookings_session s
    JOIN bookings_booking b ON b.id = s.booking_id JOIN accounts_hirer h ON h.id = b.hirer_id
    WHERE s.venue_id = %s AND {WAS_CONFIRMED} AND s.status = 'planned' AND s.ends_at <= %s AND s.starts_at >= %s"""
PLACE = (
    "SELECT id, code, name, retired_on FROM venues_room WHERE venue_id = %s",
    "SELECT c.id, c.code, c.name, rc.room_id FROM venues_cell c"
    " LEFT JOIN venues_room_cells rc ON rc.cell_id = c.id WHERE c.venue_id = %s",
    "SELECT weekday, opens_minute, closes_minute, valid_from, valid_to FROM venues_openinghours WHERE venue_id = %s",
    "SELECT starts_at, ends_at, cause, made_at FROM venues_closure WHERE venue_id = %s",
    "SELECT entrance_id, room_id, fact, state, value, checked_on, made_at FROM venues_accessclaim WHERE venue_id = %s",
    "SELECT id, name FROM venues_entrance WHERE venue_id = %s",
)


def measured() -> Iterator[Measured]:
    hall = Venue.objects.select_related("operator").filter(slug__startswith="hall-").order_by("pk")[0]
    big = Venue.objects.select_related("operator").get(slug=BIG)
    for venue in (hall, big):
        rooms = venue.rooms.count()
        yield loading(f"A year's rows for the report, {rooms} rooms: loaded", venue)
        yield whole(f"A year's report, {rooms} rooms, with the year before: built", venue)


def loading(name: str, venue: Venue) -> Measured:
    span = Span(*last_year(), timezone.now(), venue.tz)
    return compare(name, lambda: load(venue, span), lambda: rows(venue, span))


def whole(name: str, venue: Venue) -> Measured:
    """Both years loaded and every figure made, against both years fetched."""
    first, until = last_year()
    at = timezone.now()
    span = Span(first, until, at, venue.tz)
    before = span.a_year_earlier()
    return compare(
        name,
        lambda: build(venue, first, until, as_at=at),
        lambda: [rows(venue, span), rows(venue, before)],
        rounds=7,
    )


def last_year() -> tuple[date, date]:
    year = timezone.localdate().year
    return date(year - 1, 1, 1), date(year, 1, 1)


def rows(venue: Venue, span: Span) -> list[list[tuple]]:
    """What the figures of a span are made from."""
    pk, start, end = venue.pk, span.start, span.end
    asked = pk, span.cut, start, start
    year_before = datetime(span.first.year - 1, 1, 1, tzinfo=UTC)
    return all_fetched(
        [
            (SESSIONS, (pk, end, start)),
            (SESSION_ROOMS, (pk, end, start)),
            (REQUESTS, asked),
            (ASKED_FOR, asked),
            (REFUSED, asked),
            (FIRST_USES, (pk, span.as_at)),
            (FIRST_CONFIRMED, (pk,)),
            (USES, (pk, span.cut, year_before)),
            *((sql, (pk,)) for sql in PLACE),
        ]
    )
