"""Write the plan down as a venue's diary: bookings, sessions, what they take, what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import JournalEntry
from bookings import calendars, refused_asks
from bookings.demo import rows
from bookings.demo.plan import Agreement
from bookings.demo.registry import Registry
from bookings.locks import all_or_nothing
from bookings.models import Booking, Occupancy, RefusedDate, Session, SessionRoom, Stretch
from bookings.occupying import occupancies
from bookings.prices import PriceLists
from bookings.recurrence import Pattern
from venues.periods import Period

A_BATCH = 400
COME_TO_NOTHING = {Booking.Status.DECLINED, Booking.Status.WITHDRAWN, Booking.Status.EXPIRED}


@dataclass(frozen=True)
class Entry:
    """An agreement with the rows that it became."""

    agreement: Agreement
    booking: Booking
    sessions: list[Session]


@all_or_nothing
def write_down(agreements: Sequence[Agreement], registry: Registry, prices: PriceLists, refs: list[str]) -> None:
    """All bookings of a venue, wholly there or not at all."""
    bookings = Booking.objects.bulk_create(
        rows.booking_row(agreement, registry, prices, refs.pop()) for agreement in agreements
    )
    entries = [
        Entry(agreement, booking, list(_sessions(agreement, booking, prices)))
        for agreement, booking in zip(agreements, bookings, strict=True)
    ]
    Session.objects.bulk_create((session for entry in entries for session in entry.sessions), batch_size=A_BATCH)
    rooms = [row for entry in entries for row in _rooms(entry)]
    SessionRoom.objects.bulk_create(rooms, batch_size=A_BATCH)
    Occupancy.objects.bulk_create((row for entry in entries for row in _taken(entry)), batch_size=A_BATCH)
    RefusedDate.objects.bulk_create(
        rows.refused_row(entry.booking, entry.agreement, missed)
        for entry in entries
        for missed in entry.agreement.missed
    )
    JournalEntry.objects.bulk_create(
        row for entry in entries for row in rows.journal_rows(entry.booking, entry.sessions)
    )
    written = Booking.objects.filter(pk__in=[entry.booking.pk for entry in entries])
    refused_asks.write_down(refused_asks.asks_of(written), at=timezone.now())
    _cancel_in_calendar(entries)


def _sessions(agreement: Agreement, booking: Booking, prices: PriceLists) -> Iterator[Session]:
    for period, fate in agreement.dates:
        yield rows.session_row(agreement, booking, period, fate, prices)


def _rooms(entry: Entry) -> Iterator[SessionRoom]:
    for session, stretch in zip(entry.sessions, _stretches(entry), strict=True):
        yield SessionRoom(session=session, room=entry.agreement.room, stretch=stretch)


def _stretches(entry: Entry) -> list[Stretch]:
    """The stretch of each session: one for all where a rule gives the dates, else one each."""
    agreement, zone = entry.agreement, entry.agreement.room.venue.tz
    periods = [session.period for session in entry.sessions]
    if agreement.pattern.repeats:
        return [calendars.write_stretch(entry.booking, agreement.room, agreement.pattern, periods, zone)] * len(periods)
    return [_single(entry, period) for period in periods]


def _single(entry: Entry, period: Period) -> Stretch:
    room = entry.agreement.room
    pattern = Pattern(period.start.astimezone(room.venue.tz).date(), entry.agreement.pattern.times)
    return calendars.write_stretch(entry.booking, room, pattern, [period], room.venue.tz)


def _taken(entry: Entry) -> Iterator[Occupancy]:
    if entry.agreement.keeps_its_hours:
        standing = [session for session in entry.sessions if not session.is_cancelled]
        yield from occupancies(entry.booking, standing, entry.agreement.room)


def _cancel_in_calendar(entries: Sequence[Entry]) -> None:
    """Dates given up, and those of requests that came to nothing, are cancelled in the library's calendar too."""
    gone = [
        session.pk
        for entry in entries
        for session in entry.sessions
        if session.is_cancelled or entry.booking.status in COME_TO_NOTHING
    ]
    for start in range(0, len(gone), A_BATCH // 4):
        some = Session.objects.filter(pk__in=gone[start : start + A_BATCH // 4])
        calendars.cancel_dates(some.prefetch_related("session_rooms__stretch__event"))
