"""Hours that the desk let go of a moment ago: kept as long as that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from bookings.locks import lock_cells
from bookings.models import AskedChange, Booking, EquipmentUse, Hold, Occupancy, Session, SessionRoom
from bookings.things import Shelves, Want
from bookings.undoing import UNDO_FOR
from venues.models import Room
from venues.periods import Period, subtract

Left = Sequence[tuple[Session, Sequence[Room]]]  # each date, and the rooms that it was in
Parts = Sequence[tuple[int, Period]]  # of cells


@dataclass(frozen=True)
class Had:
    """What dates took before they were let go of: of their rooms, and of things that are few."""

    rooms: Sequence[Occupancy]
    things: Sequence[EquipmentUse]


def taken_by(sessions: Iterable[Session], *, at: datetime) -> Had:
    """Read before they go; what had lapsed is nobody's."""
    standing = Q(session__in=[session.pk for session in sessions]) & (Q(expires_at=None) | Q(expires_at__gt=at))
    rooms = Occupancy.objects.filter(standing).order_by("cell", "starts_at")
    things = EquipmentUse.objects.its_own().filter(standing).select_related("equipment")
    return Had(list(rooms), list(things.order_by("pk")))


@contextmanager
def hours_are_kept(booking: Booking, sessions: Sequence[Session], *, by: User, at: datetime) -> Iterator[None]:
    """Around whatever lets go of dates of a locked booking, so that nobody has their hours while it can be undone."""
    rows = SessionRoom.objects.filter(session__in=sessions).select_related("room__venue").order_by("pk")
    rooms: dict[int, list[Room]] = {}
    for row in rows.prefetch_related("room__cells"):
        rooms.setdefault(row.session_id, []).append(row.room)
    lock_cells({cell.pk for each in rooms.values() for room in each for cell in room.taken_cells})
    had = taken_by(sessions, at=at)
    yield
    keep_what_was_left(booking, [(each, rooms.get(each.pk, [])) for each in sessions], had, by=by, at=at)


def keep_what_was_left(booking: Booking, dates: Left, had: Had, *, by: User, at: datetime) -> None:
    """Of what the dates had, all that no date of the booking has now."""
    own: dict[int, list[Period]] = {}
    for row in Occupancy.objects.filter(session__booking=booking):
        own.setdefault(row.cell_id, []).append(Period(row.starts_at, row.ends_at))
    things_now = _things_now(booking) if had.things else {}
    taken: dict[tuple[int, int], list[Occupancy]] = {}
    for row in had.rooms:
        if row.session_id is not None:
            taken.setdefault((row.session_id, row.cell_id), []).append(row)
    kept, wants = list[tuple[Hold, Parts]](), list[Want]()
    for session, rooms in dates:
        things = _things_left(session, had, things_now)
        for room in rooms:
            left = [
                (cell.pk, part)
                for cell in room.taken_cells
                for row in taken.get((session.pk, cell.pk), ())
                for part in subtract([Period(row.starts_at, row.ends_at)], own.get(cell.pk, []))
            ]
            if left or things:
                hold = _hold(
                    booking, room, [*(part for _cell, part in left), *(want.period for want in things)], by, at
                )
                kept.append((hold, left))
                wants += [replace(want, hold=hold) for want in things]
                things = []
    Hold.objects.bulk_create(hold for hold, _parts in kept)
    Occupancy.objects.bulk_create(row for hold, parts in kept for row in _rows(hold, parts))
    Shelves(booking.venue, wants, at=at).take(wants, expires_at=at + UNDO_FOR)


def _things_left(session: Session, had: Had, now: Mapping[str, Sequence[Period]]) -> list[Want]:
    """Of what the date had beside its room, when no date of the booking has it now."""
    mine: dict[tuple[str, Period], list[EquipmentUse]] = {}
    for use in had.things:
        if use.session_id == session.pk:
            mine.setdefault((use.equipment.code, Period(use.starts_at, use.ends_at)), []).append(use)
    found = []
    for (code, period), uses in mine.items():
        number = sum(use.last_unit - use.first_unit + 1 for use in uses)
        stock = max(use.stock for use in uses)
        parts = subtract([period], now.get(code, ()))
        found += [Want(code, code, number, stock, part, session) for part in parts]
    return found


def _things_now(booking: Booking) -> dict[str, list[Period]]:
    """When its dates have each kind of thing."""
    found: dict[str, list[Period]] = {}
    rows = EquipmentUse.objects.its_own().filter(session__booking=booking)
    for code, start, end in rows.values_list("equipment__code", "starts_at", "ends_at"):
        found.setdefault(code, []).append(Period(start, end))
    return found


def keep_what_was_asked(asked: AskedChange, *, by: User, at: datetime) -> None:
    """What was kept for a change that is refused is kept on, for nobody; what it keeps no longer is not."""
    still = {"kind": Hold.Kind.KEPT, "title": asked.booking.ref, "change": None, "expires_at": at + UNDO_FOR}
    holds = list(asked.holds.standing(at))
    Hold.objects.filter(pk__in=[hold.pk for hold in holds]).update(**still, made_at=at, made_by=by)
    taken = Occupancy.objects.filter(hold__in=holds)
    taken.update(kind=Occupancy.Kind.UNDECIDED, expires_at=at + UNDO_FOR)


def _hold(booking: Booking, room: Room, parts: Sequence[Period], by: User, at: datetime) -> Hold:
    return Hold(
        kind=Hold.Kind.KEPT,
        venue=booking.venue,
        room=room,
        title=booking.ref,
        starts_at=min(part.first for part in parts),
        ends_at=max(part.last for part in parts),
        expires_at=at + UNDO_FOR,
        made_at=at,
        made_by=by,
    )


def _rows(hold: Hold, parts: Parts) -> Iterator[Occupancy]:
    for cell, part in parts:
        yield Occupancy(
            hold=hold,
            cell_id=cell,
            venue_id=hold.venue_id,
            starts_at=part.first,
            ends_at=part.last,
            kind=Occupancy.Kind.UNDECIDED,
            expires_at=hold.expires_at,
        )
