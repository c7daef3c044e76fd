"""Hours that the desk let go of a moment ago: kept as long as that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from accounts.models import User
from bookings.changing.dates import ChangedDate
from bookings.models import AskedChange, Booking, Hold, Occupancy
from bookings.undoing import UNDO_FOR
from venues.models import Room
from venues.periods import Period, subtract

Had = Sequence[Occupancy]


def taken_by(dates: Iterable[ChangedDate]) -> list[Occupancy]:
    """What these dates take of their rooms now; read before they move."""
    keys = [date.session.pk for date in dates]
    return list(Occupancy.objects.filter(session__in=keys).order_by("cell", "starts_at"))


def keep_what_was_left(booking: Booking, dates: Iterable[ChangedDate], had: Had, *, by: User, at: datetime) -> None:
    """Of what the dates had, all that no date of the booking has now that they have moved."""
    own: dict[int, list[Period]] = {}
    for row in Occupancy.objects.filter(session__booking=booking):
        own.setdefault(row.cell_id, []).append(Period(row.starts_at, row.ends_at))
    for date in dates:
        for room in date.rooms_before:
            cells = {cell.pk for cell in room.taken_cells}
            rows = [row for row in had if row.session_id == date.session.pk and row.cell_id in cells]
            left = [
                (row.cell_id, part)
                for row in rows
                for part in subtract([Period(row.starts_at, row.ends_at)], own.get(row.cell_id, []))
            ]
            if left:
                _keep(booking, room, left, by=by, at=at)


def keep_what_was_asked(asked: AskedChange, *, by: User, at: datetime) -> None:
    """What was kept for a change that is refused is kept on, for nobody; what it keeps no longer is not."""
    still = {"kind": Hold.Kind.KEPT, "title": asked.booking.ref, "change": None, "expires_at": at + UNDO_FOR}
    holds = list(asked.holds.standing(at))
    Hold.objects.filter(pk__in=[hold.pk for hold in holds]).update(**still, made_at=at, made_by=by)
    taken = Occupancy.objects.filter(hold__in=holds)
    taken.update(kind=Occupancy.Kind.UNDECIDED, expires_at=at + UNDO_FOR)


def _keep(booking: Booking, room: Room, left: Sequence[tuple[int, Period]], *, by: User, at: datetime) -> None:
    hold = Hold.objects.create(
        kind=Hold.Kind.KEPT,
        venue=booking.venue,
        room=room,
        title=booking.ref,
        starts_at=min(part.first for _cell, part in left),
        ends_at=max(part.last for _cell, part in left),
        expires_at=at + UNDO_FOR,
        made_at=at,
        made_by=by,
    )
    Occupancy.objects.bulk_create(
        Occupancy(
            hold=hold,
            cell_id=cell,
            venue_id=hold.venue_id,
            starts_at=part.first,
            ends_at=part.last,
            kind=Occupancy.Kind.UNDECIDED,
            expires_at=hold.expires_at,
        )
        for cell, part in left
    )
