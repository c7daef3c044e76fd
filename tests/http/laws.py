"""What holds in the database whatever was asked of the site: the full check of every row."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone

from accounts import journal
from accounts.models import Letter
from bookings.models import Booking, Occupancy, Session

LIVE = {Booking.Status.REQUESTED, Booking.Status.CONFIRMED}


def broken_laws() -> list[str]:
    return [*(["two share a cell"] if overlaps() else []), *half_made()]


def overlaps() -> int:
    """Every pair of occupancies of one cell that share a moment."""
    pairs = Occupancy.objects.filter(
        cell__occupancies__pk__gt=F("pk"),
        cell__occupancies__starts_at__lt=F("ends_at"),
        cell__occupancies__ends_at__gt=F("starts_at"),
    )
    return pairs.count()


def half_made() -> list[str]:
    """What any booking lacks, or holds though it is over."""
    bookings = Booking.objects.prefetch_related(
        "sessions__occupancies", "sessions__rooms__cells", "sessions__session_rooms", "stretches"
    )
    return [f"{booking.ref} {lack}" for booking in bookings for lack in lacks(booking)]


def lacks(booking: Booking) -> Iterator[str]:
    sessions = list(booking.sessions.all())
    if not sessions:
        yield "has no date"
    if not booking.stretches.all():
        yield "stands in no calendar"
    if not journal.of(booking).exists():
        yield "was made by nobody"
    if not Letter.objects.filter(key__contains=booking.ref).exists():
        yield "was told to nobody"
    for session in sessions:
        held = {occupancy.cell_id for occupancy in session.occupancies.all()}
        if held != cells_due(booking, session):
            yield f"holds {held} on {session.starts_at}"


def cells_due(booking: Booking, session: Session) -> set[int]:
    """What a date that is to be takes of the building; one that was given up, or whose hold lapsed, nothing.

    While a refusal can be taken back its hours are kept; requests that wait together keep none.
    """
    whole = {cell.pk for room in session.rooms.all() for cell in room.cells.all() if not cell.shared}
    if session.status != Session.Status.PLANNED:
        return set()
    if booking.status == Booking.Status.DECLINED and booking.desk_acts.open(timezone.now()).exists():
        return whole
    lapsed = booking.is_waiting and (booking.waits_together or booking.hold_lapsed(timezone.now()))
    return set() if booking.status not in LIVE or lapsed else whole
