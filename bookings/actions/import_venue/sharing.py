"""A cell that becomes shared lets go of what takes it; one that is shared no more is taken by whoever has it then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.actions.import_venue.findings import NAMED, Findings
from bookings.availability.survey import guarded
from bookings.models import Hold, Occupancy, Session
from bookings.waiting_list import offer_what_is_free
from venues.models import Cell
from venues.periods import Period


def let_go_of(cell: Cell, found: Findings) -> None:
    """It is shared now: nobody takes it any more, and whoever waits for a room with it may have it."""
    held = Occupancy.objects.filter(cell=cell)
    freed = [Period(row.starts_at, row.ends_at) for row in held.filter(ends_at__gt=found.at)]
    held.delete()
    offer_what_is_free(cell.venue, freed, at=found.at)


def keep_apart(cell: Cell, place: str, found: Findings) -> bool:
    """Whether it need be shared no more: then each hire to come takes it, under the locks of the caller.

    Refused, with the days, where two have it at once by now.
    """
    taking = sorted(_taking(cell, found), key=lambda row: row.starts_at)
    days = [day_words(day) for day in dict.fromkeys(_shared_days(taking, found.zone))]
    if days:
        if len(days) > NAMED:
            days = [*days[:NAMED], _("and %(count)d more") % {"count": len(days) - NAMED}]
        words = _("“%(name)s” is shared by two bookings on these days: %(days)s. Move one of each, or leave it shared.")
        found.refused(place, words % {"name": cell.name, "days": "; ".join(days)}, cell.name)
        return False
    Occupancy.objects.bulk_create(taking)
    return True


def _shared_days(taking: Iterable[Occupancy], zone: ZoneInfo) -> Iterator[date]:
    """On which one begins before another that began earlier has ended; they come in order."""
    last = None
    for row in taking:
        if last is not None and row.starts_at < last:
            yield row.starts_at.astimezone(zone).date()
        last = row.ends_at if last is None else max(last, row.ends_at)


def _taking(cell: Cell, found: Findings) -> Iterator[Occupancy]:
    """The rows of whatever is to come in a room that has the cell, and still holds its hours."""
    sessions = Session.objects.at(cell.venue).blocking().to_come(found.at).filter(rooms__cells=cell).distinct()
    for session in sessions.select_related("booking", "venue").prefetch_related("rooms__venue", "rooms__cells"):
        booking = session.booking
        if booking.hold_lapsed(found.at):
            continue
        kind = Occupancy.Kind.UNDECIDED if booking.is_waiting else Occupancy.Kind.SESSION
        until = booking.hold_until if booking.is_waiting else None
        rooms = [room for room in session.rooms.all() if cell in room.cells.all()]
        period = max((guarded(room, session.period) for room in rooms), key=lambda period: period.length)
        yield from _rows(cell, period, session=session, kind=kind, expires_at=until)
    for hold in Hold.objects.standing(found.at).filter(room__cells=cell).select_related("room__venue"):
        period = guarded(hold.room, hold.period)
        yield from _rows(cell, period, hold=hold, kind=Occupancy.Kind.PENCILLED, expires_at=hold.expires_at)


def _rows(cell: Cell, period: Period, **facts: object) -> Iterator[Occupancy]:
    for piece in period.pieces(Occupancy.LONGEST):
        yield Occupancy(cell=cell, venue_id=cell.venue_id, starts_at=piece.first, ends_at=piece.last, **facts)
