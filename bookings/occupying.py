"""Take cells, hold them, and let them go; and with them the things that a session has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from bookings.availability.survey import guarded
from bookings.locks import lock_things
from bookings.models import Booking, EquipmentUse, Hold, Occupancy, Session
from bookings.models.equipment import EquipmentUseQuerySet
from venues.models import Room


def occupancies(booking: Booking, sessions: Iterable[Session], room: Room) -> Iterator[Occupancy]:
    """The rows that take the room's cells for these sessions, in the order of cell and time; none for shared ones.

    Not yet saved. A stretch longer than 24 hours is cut (decision 2); a booking that
    waits for an answer holds its cells until its hold ends, unless it waits together with others.
    """
    if booking.is_waiting and booking.waits_together:
        return
    kind = Occupancy.Kind.UNDECIDED if booking.is_waiting else Occupancy.Kind.SESSION
    found = list(sessions)
    for cell in room.taken_cells:
        for session in found:
            for piece in guarded(room, session.period).pieces(Occupancy.LONGEST):
                yield Occupancy(
                    session=session,
                    cell=cell,
                    venue_id=session.venue_id,
                    starts_at=piece.start,
                    ends_at=piece.end,
                    kind=kind,
                    expires_at=booking.hold_until if booking.is_waiting else None,
                )


def of_hold(hold: Hold, room: Room) -> Iterator[Occupancy]:
    """The same for hours that are kept without a booking."""
    for cell in room.taken_cells:
        for piece in guarded(room, hold.period).pieces(Occupancy.LONGEST):
            yield Occupancy(
                hold=hold,
                cell=cell,
                venue_id=hold.venue_id,
                starts_at=piece.start,
                ends_at=piece.end,
                kind=hold.kind,
                expires_at=hold.expires_at,
            )


def sweep(cells: Iterable[int], *, at: datetime) -> None:
    """Take away the lapsed holds of these cells: they are in nobody's way any more."""
    Occupancy.objects.lapsed(at).filter(cell__in=list(cells)).delete()


def release(sessions: Iterable[Session]) -> None:
    """Let go of whatever these sessions take."""
    keys = [session.pk for session in sessions]
    Occupancy.objects.filter(session__in=keys).delete()
    uses = EquipmentUse.objects.its_own().filter(session__in=keys)
    if _queued(uses):
        uses.delete()


def release_lapsed(booking: Booking, *, at: datetime) -> None:
    """Let go of what its hold no longer keeps."""
    Occupancy.objects.lapsed(at).filter(session__booking=booking).delete()
    uses = EquipmentUse.objects.filter(session__booking=booking)
    if _queued(uses):
        uses.lapsed(at).delete()


def delete_holds(keys: Iterable[int]) -> None:
    """With the hours and the things that they keep."""
    found = list(keys)
    _queued(EquipmentUse.objects.filter(hold__in=found))
    Hold.objects.filter(pk__in=found).delete()


def hold(booking: Booking, *, until: datetime | None) -> None:
    """Whatever its sessions take is kept until then; for good where it is None."""
    kind = Occupancy.Kind.SESSION if until is None else Occupancy.Kind.UNDECIDED
    Occupancy.objects.filter(session__booking=booking).update(kind=kind, expires_at=until)
    uses = EquipmentUse.objects.its_own().filter(session__booking=booking)
    if _queued(uses):
        uses.update(expires_at=until)


def _queued(uses: EquipmentUseQuerySet) -> bool:
    """Whether there are any; then nobody deals out their numbers anew until the transaction ends."""
    things = sorted(set(uses.values_list("venue", "equipment__code")))
    for venue, codes in groupby(things, key=itemgetter(0)):
        lock_things(venue, [code for _venue, code in codes])
    return bool(things)
