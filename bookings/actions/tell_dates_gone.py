"""Tell those who wait for an answer which of their dates somebody else has booked meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from accounts import journal
from bookings import letters
from bookings.availability.survey import guarded
from bookings.dates_gone import dates_gone
from bookings.history import LOST_DATES
from bookings.locks import all_or_nothing
from bookings.models import Booking, Occupancy, Session
from bookings.undoing import UNDO_FOR

MOST_DAYS = 40  # that one line of the journal holds


def tell_dates_gone(at: datetime) -> int:
    """To how many of those whose hours nothing keeps it was written, each date once; safe to run twice at once."""
    loose = Booking.objects.for_the_hall().filter(Q(waits_together=True) | Q(hold_until__lte=at))
    gone = dates_gone(_dates_of(loose.order_by().values_list("pk", flat=True)), at=at)
    return sum(_tell(pk, at) for pk in sorted({date.booking_id for date in gone}))


@all_or_nothing
def _tell(pk: int, at: datetime) -> bool:
    booking = Booking.objects.locked(pk)
    if not booking.is_waiting or booking.price_waits:
        return False
    gone = [date for date in dates_gone(_dates_of([pk]), at=at) if _is_booked(date, at)]
    told = " ".join(journal.of(booking).filter(verb=LOST_DATES).values_list("why", flat=True))
    new = [day for day in dict.fromkeys(_day(date) for date in gone) if day not in told]
    if not new:
        return False
    for line in lines_of(new):
        journal.record(None, LOST_DATES, booking, why=line)
    letters.dates_gone(booking, gone)
    return True


def lines_of(days: Sequence[str]) -> list[str]:
    """The journal’s lines for them, so that one letter about many dates is remembered with every date."""
    return [", ".join(days[start : start + MOST_DAYS]) for start in range(0, len(days), MOST_DAYS)]


def _dates_of(bookings: Collection[int]) -> list[Session]:
    dates = Session.objects.filter(booking__in=bookings, status=Session.Status.PLANNED)
    return list(dates.select_related("booking", "venue").order_by("starts_at", "pk"))


def _is_booked(date: Session, at: datetime) -> bool:
    """For good: not pencilled in, nor by an answer that can still be taken back."""
    booked = Occupancy.objects.filter(expires_at=None).exclude(session__booking__decided_at__gt=at - UNDO_FOR)
    wanted = [(room, guarded(room, date.period)) for room in date.rooms.all()]
    return any(
        booked.filter(cell__in=room.cells.all(), starts_at__lt=when.end, ends_at__gt=when.start).exists()
        for room, when in wanted
    )


def _day(date: Session) -> str:
    return date.starts_at.astimezone(date.venue.tz).date().isoformat()
