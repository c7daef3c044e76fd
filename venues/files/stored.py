"""A venue that is in the database, as a venue file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from venues import tariffs
from venues.access.vocabulary import FACTS, parse_answer
from venues.fair_use import from_document
from venues.files.contents import (
    AccessRow,
    CategoryRow,
    CellRow,
    ClosureRow,
    EntranceRow,
    HoursRow,
    LayoutRow,
    OperatorRow,
    RoomRow,
    TermCalendarRow,
    TermRow,
    VenueFile,
    VenueRow,
)
from venues.files.order import hours_in_order, in_order
from venues.models import AccessClaim, Category, Cell, Closure, OpeningHours, Operator, Room, TermCalendar, Venue
from venues.models.access import AccessClaimQuerySet


def from_database(venue: Venue) -> VenueFile:
    """The venue as its file, in a fixed number of queries whatever its size."""
    cells, rooms = list(venue.cells.all()), list(venue.rooms.prefetch_related("layouts"))
    closures = list(venue.closures.all())
    of_rooms, of_closures = _codes_of(rooms, cells), _codes_of(closures, cells)
    return in_order(
        VenueFile(
            operator=operator_row(venue.operator),
            venue=venue_row(venue),
            cells=tuple(CellRow(row.code, row.name, row.in_service_from, row.retired_on, row.shared) for row in cells),
            entrances=tuple(EntranceRow(row.code, row.name) for row in venue.entrances.all()),
            rooms=tuple(room_row(room, of_rooms[room.pk]) for room in rooms),
            hours=hours_rows(venue, cells),
            closures=tuple(
                # the desk may have made the same one twice; a file says it once
                dict.fromkeys(closure_row(row, of_closures[row.pk], venue.tz) for row in closures)
            ),
            tariffs=tuple(tariffs.read(row.document, venue.operator.currency) for row in venue.tariffs.all()),
            access=tuple(access_row(claim) for claim in current_claims(venue)),
            school_terms=calendar_row(venue.term_calendar) if venue.term_calendar else None,
            fair_use=from_document(venue.fair_use),
        )
    )


def operator_row(operator: Operator) -> OperatorRow:
    categories = tuple(category_row(category) for category in operator.categories.all())
    return OperatorRow(operator.slug, operator.name, operator.currency, categories)


def category_row(row: Category) -> CategoryRow:
    return CategoryRow(row.code, row.name, row.is_standard, tuple(row.kinds), row.who, row.proof)


def venue_row(venue: Venue) -> VenueRow:
    values = {name: getattr(venue, name) for name in VenueRow.__dataclass_fields__}
    return VenueRow(**{**values, "quiet_days": tuple(venue.quiet_days)})


def room_row(room: Room, cells: Iterable[str]) -> RoomRow:
    return RoomRow(
        code=room.code,
        name=room.name,
        summary=room.summary,
        cells=tuple(cells),
        turnaround_minutes=room.turnaround_minutes,
        turnaround=room.turnaround,
        confirms_at_once=room.confirms_at_once,
        requests_wait_together=room.requests_wait_together,
        retired_on=room.retired_on,
        layouts=tuple(
            LayoutRow(row.name, row.capacity, row.assessed_by, row.assessed_on) for row in room.layouts.all()
        ),
    )


def hours_rows(venue: Venue, cells: Sequence[Cell]) -> tuple[HoursRow, ...]:
    """`cells` are all that the venue has, in their order."""
    held = list(venue.opening_hours.all())
    codes = _codes_of(held, cells)
    rows = (
        HoursRow(
            days=(row.weekday,),
            opens=row.opens_minute,
            closes=row.closes_minute,
            cells=codes[row.pk],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in held
    )
    return hours_in_order(rows, {cell.code: place for place, cell in enumerate(cells)})


def closure_row(row: Closure, cells: Iterable[str], zone: ZoneInfo) -> ClosureRow:
    starts, ends = _on_the_clock(row.starts_at, zone), _on_the_clock(row.ends_at, zone)
    return ClosureRow(starts, ends, tuple(cells), row.cause, row.note)


def calendar_row(row: TermCalendar) -> TermCalendarRow:
    terms = sorted(TermRow(term.starts_on, term.ends_on, term.name) for term in row.terms.all())
    return TermCalendarRow(row.code, row.name, row.source, row.read_on, tuple(terms))


def current_claims(venue: Venue) -> AccessClaimQuerySet:
    """What is known now of the facts that a file can tell."""
    return venue.access_claims.current().filter(fact__in=list(FACTS)).select_related("entrance", "room")


def access_row(claim: AccessClaim) -> AccessRow:
    _state, value = parse_answer(FACTS[claim.fact], claim.value or claim.state)
    return AccessRow(
        fact=claim.fact,
        entrance=claim.entrance.code if claim.entrance else "",
        room=claim.room.code if claim.room else "",
        answer=claim.state if value is None else value,
        note=claim.note,
        checked=claim.checked_on,
        evidence=claim.evidence,
        by=claim.checked_by_post,
        method=claim.method,
        source=claim.source_url,
        picture=claim.picture_id,
    )


def _on_the_clock(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _codes_of(
    rows: Sequence[Room] | Sequence[OpeningHours] | Sequence[Closure], cells: Sequence[Cell]
) -> dict[int, tuple[str, ...]]:
    """Of each row the codes of its cells, in the order of `cells`; they are known, so only the links are read."""
    if not rows:
        return {}
    own = type(rows[0])
    name = own._meta.model_name
    linked = set(own.cells.through.objects.filter(**{f"{name}__in": rows}).values_list(f"{name}_id", "cell_id"))
    return {row.pk: tuple(cell.code for cell in cells if (row.pk, cell.pk) in linked) for row in rows}
