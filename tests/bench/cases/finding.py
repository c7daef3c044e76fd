"""Which rooms fit: all of the district's, for an evening and for a term of them, and one venue's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from bookings.finding import Wish, search
from bookings.recurrence import Pattern, Times
from tests.bench.cases.booking import a_tuesday
from tests.bench.measuring import Measured, all_fetched, compare
from venues.access.needs import NEEDS as KNOWN_NEEDS
from venues.access.needs import deciding
from venues.models import Room

EVENING = Times(time(19), time(21))
LONDON = ZoneInfo("Europe/London")
NEEDS = frozenset({"step_free", "wheelchair_toilet"})
A_DAY = timedelta(days=1)

ON_OFFER = "r.retired_on IS NULL AND v.published"
ROOMS_OF_VENUES = "venues_room r JOIN venues_venue v ON v.id = r.venue_id"
ROOMS = f"""
    SELECT r.id, r.code, r.name, r.turnaround, r.turnaround_minutes, r.confirms_at_once, v.id, v.slug, v.name, v.town,
           v.zone, v.email, v.phone, v.turnaround_minutes, v.notice_hours, v.furthest_days, o.id, o.currency
    FROM {ROOMS_OF_VENUES} JOIN venues_operator o ON o.id = v.operator_id WHERE {ON_OFFER}
    ORDER BY r.venue_id, r.position, r.id"""
CELLS = f"""
    SELECT rc.room_id, rc.cell_id FROM venues_room_cells rc JOIN venues_room r ON r.id = rc.room_id
    JOIN venues_venue v ON v.id = r.venue_id WHERE {ON_OFFER}"""
CAPACITIES = f"""
    SELECT l.room_id, max(l.capacity) FROM venues_layout l JOIN venues_room r ON r.id = l.room_id
    JOIN venues_venue v ON v.id = r.venue_id WHERE {ON_OFFER} GROUP BY l.room_id"""
HOURS = """
    SELECT h.venue_id, hc.cell_id, h.weekday, h.opens_minute, h.closes_minute, h.valid_from, h.valid_to
    FROM venues_openinghours h JOIN venues_venue v ON v.id = h.venue_id
    LEFT JOIN venues_openinghours_cells hc ON hc.openinghours_id = h.id WHERE v.published"""
CLOSURES = """
    SELECT c.venue_id, cc.cell_id, c.starts_at, c.ends_at, c.cause, c.note FROM venues_closure c
    JOIN venues_venue v ON v.id = c.venue_id LEFT JOIN venues_closure_cells cc ON cc.closure_id = c.id
    WHERE v.published AND c.starts_at < %s AND c.ends_at > %s"""
CLAIMS = """
    SELECT a.venue_id, a.entrance_id, a.room_id, a.fact, a.state, a.value, a.evidence, a.note, a.checked_on,
           a.checked_by_post, e.name, r.name
    FROM venues_accessclaim a JOIN venues_venue v ON v.id = a.venue_id
    LEFT JOIN venues_accessclaim newer ON newer.supersedes_id = a.id
    LEFT JOIN venues_entrance e ON e.id = a.entrance_id LEFT JOIN venues_room r ON r.id = a.room_id
    WHERE v.published AND newer.id IS NULL AND a.fact IN ({facts})"""
ENTRANCES = """
    SELECT e.id, e.venue_id, e.name FROM venues_entrance e JOIN venues_venue v ON v.id = e.venue_id
    WHERE v.published"""
TARIFFS = """
    SELECT t.venue_id, t.valid_from, t.valid_to, t.document FROM venues_tariff t
    JOIN venues_venue v ON v.id = t.venue_id WHERE v.published ORDER BY t.valid_from"""
CATEGORIES = "SELECT operator_id, code, name, is_standard, kinds, proof FROM venues_category"
# The upper bound of an occupancy's length lets the index find those that may reach into the evening.
TAKEN = """
    SELECT cell_id, starts_at, ends_at FROM bookings_occupancy
    WHERE cell_id IN (SELECT id FROM venues_cell) AND starts_at < %s AND starts_at > %s AND ends_at > %s
    AND (expires_at IS NULL OR expires_at > %s)"""
TAKEN_IN_ANY = """
    WITH evenings (starts, ends, reach) AS (VALUES {values})
    SELECT o.cell_id, o.starts_at, o.ends_at FROM evenings e CROSS JOIN venues_cell c
    JOIN bookings_occupancy o ON o.cell_id = c.id AND o.starts_at < e.ends AND o.starts_at > e.reach
    AND o.ends_at > e.starts AND (o.expires_at IS NULL OR o.expires_at > %s)"""


def measured() -> Iterator[Measured]:
    rooms = Room.objects.on_offer().count()
    yield case(f"Find a room for one evening, of {rooms:,}", weeks=1)
    yield case(f"Find a room for 26 Tuesdays, of {rooms:,}", weeks=26)


def case(name: str, *, weeks: int) -> Measured:
    wish, at = wish_for(weeks), timezone.now()
    return compare(name, lambda: search(wish, at=at), lambda: plain(wish, at))


def wish_for(weeks: int) -> Wish:
    """A club of thirty that needs a step-free way and a toilet, some weeks from now."""
    first = a_tuesday()
    until = first + timedelta(weeks=weeks - 1) if weeks > 1 else None
    return Wish(Pattern(first, EVENING, until=until), people=30, kind="club", needs=NEEDS)


def plain(wish: Wish, at: datetime) -> list[list[tuple]]:
    """The rows that the search is judged by."""
    evenings = [
        (datetime.combine(on, wish.pattern.times.start, LONDON), datetime.combine(on, wish.pattern.times.end, LONDON))
        for on in wish.pattern.rule_dates()
    ]
    span = evenings[-1][1], evenings[0][0]
    asked: list[tuple[str, Sequence[object]]] = [
        (sql, ()) for sql in (ROOMS, CELLS, CAPACITIES, HOURS, ENTRANCES, TARIFFS, CATEGORIES)
    ]
    facts = sorted(deciding(KNOWN_NEEDS[code] for code in wish.needs))
    claims = CLAIMS.format(facts=", ".join(["%s"] * len(facts))), facts
    return all_fetched([*asked, claims, (CLOSURES, span), taken(evenings, at)])


def taken(evenings: Sequence[tuple[datetime, datetime]], at: datetime) -> tuple[str, Sequence[object]]:
    if len(evenings) == 1:
        [(starts, ends)] = evenings
        return TAKEN, (ends, starts - A_DAY, starts, at)
    row = "(CAST(%s AS {0}), CAST(%s AS {0}), CAST(%s AS {0}))".format(moment_type())
    values = ", ".join([row] * len(evenings))
    moments = [moment for starts, ends in evenings for moment in (starts, ends, starts - A_DAY)]
    return TAKEN_IN_ANY.format(values=values), (*moments, at)


def moment_type() -> str:
    from django.db import connection

    return "timestamptz" if connection.vendor == "postgresql" else "text"
