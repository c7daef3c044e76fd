"""Shut a venue or some of its rooms for a time: what is booked or asked for then is dealt with in the same act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import journal
from accounts.clock import span_words
from accounts.models import User
from bookings import calendars, letters
from bookings.actions.cancel import hold_for_what_is_left
from bookings.actions.change_venue import CHANGED, new_faults
from bookings.actions.import_venue import ChangeRefused
from bookings.exceptions import BookingError, NotPossible
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, RefusedDate, Session, SessionRoom
from bookings.occupying import release
from bookings.undoing import let_stand
from bookings.waiting_list import offer_what_is_free
from venues import files
from venues.files.contents import ClosureRow
from venues.models import Closure, Venue


class HitsChanged(BookingError):
    """The closure would touch other dates than those that were shown."""

    def __init__(self) -> None:
        super().__init__(
            _("What is booked has changed since you looked. Nothing was closed or cancelled. Please check again.")
        )


@dataclass(frozen=True)
class Closed:
    closure: Closure
    cancelled: int  # dates that were booked
    refused: int  # dates that were asked for


def what_it_hits(venue: Venue, row: ClosureRow, *, at: datetime) -> list[Session]:
    """The sessions, asked or booked and not over, that lie in the closure, soonest first; two questions."""
    hit = Q()
    if row.cells:
        hit = Q(pk__in=SessionRoom.objects.filter(room__cells__code__in=row.cells).values("session"))
    sessions = Session.objects.at(venue).blocking().to_come(at).overlapping(row.period(venue.tz)).filter(hit)
    return list(sessions.for_lists().select_related("booking__made_by").order_by("starts_at", "pk"))


def print_of_sessions(sessions: Iterable[Session]) -> str:
    """A short mark of the dates that were shown, and of how far each was agreed."""
    said = (f"{session.pk} {session.starts_at.isoformat()} {session.booking.status}" for session in sessions)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@all_or_nothing
def close(place: Venue, row: ClosureRow, *, by: User, at: datetime, cancelling: str) -> Closed:
    """Make the closure, and give up every date that it hits: nothing is charged, each hirer gets one letter.

    `cancelling` is the print of the dates that were shown. Raises HitsChanged where they are others by now,
    ChangeRefused where the rules of the venue file refuse the closure, NotPossible where it is over.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=place.pk)
    _refuse_what_cannot_be(venue, row, at)
    # Bookings before cells, as those who answer a request take them: nobody waits for somebody who waits.
    ids = {session.booking_id for session in what_it_hits(venue, row, at=at)}
    bookings = {booking.pk: booking for booking in Booking.objects.held(ids)}
    for booking in bookings.values():
        let_stand(booking, at=at)
    cells = venue.cells.filter(code__in=row.cells) if row.cells else venue.cells.all()
    lock_cells(cells.values_list("pk", flat=True))
    hits = what_it_hits(venue, row, at=at)
    if print_of_sessions(hits) != cancelling or {session.booking_id for session in hits} - bookings.keys():
        raise HitsChanged

    closure = _make(venue, row, at)
    booked = [session for session in hits if session.booking.is_confirmed]
    asked = [session for session in hits if session.booking.is_waiting]
    _let_go(hits)
    for booking, dates in _by_booking(booked, bookings):
        _cancel(booking, dates, closure, by=by, at=at)
    for booking, dates in _by_booking(asked, bookings):
        _refuse(booking, dates, closure, by=by, at=at)
    _tell(closure, hits)
    offer_what_is_free(venue, [session.period for session in hits], at=at)
    journal.record(by, f"{CHANGED}closures", venue, why=_what_happened(row, len(booked), len(asked), venue))
    return Closed(closure, len(booked), len(asked))


def _refuse_what_cannot_be(venue: Venue, row: ClosureRow, at: datetime) -> None:
    before = files.from_database(venue)
    faults = new_faults(before, replace(before, closures=(*before.closures, row)), at=at)
    if faults:
        raise ChangeRefused(faults)
    if row.period(venue.tz).last <= at:
        raise NotPossible(_("That is over already. Close it for a time to come."))


def _make(venue: Venue, row: ClosureRow, at: datetime) -> Closure:
    period = row.period(venue.tz)
    closure = Closure.objects.create(
        venue=venue, starts_at=period.start, ends_at=period.end, cause=row.cause, note=row.note, made_at=at
    )
    closure.cells.set(venue.cells.filter(code__in=row.cells))
    return closure


def _by_booking(sessions: Sequence[Session], bookings: dict[int, Booking]) -> Iterable[tuple[Booking, list[Session]]]:
    in_order = sorted(sessions, key=lambda session: (session.booking_id, session.starts_at))
    for pk, dates in groupby(in_order, key=lambda session: session.booking_id):
        yield bookings[pk], list(dates)


def _let_go(sessions: Sequence[Session]) -> None:
    """Out of our occupancy and out of the library’s calendar."""
    whole = Session.objects.filter(pk__in=[session.pk for session in sessions])
    calendars.cancel_dates(whole.prefetch_related("session_rooms__stretch__event"))
    release(sessions)


def _cancel(booking: Booking, dates: Sequence[Session], closure: Closure, *, by: User, at: datetime) -> None:
    """Dates that were promised: the hall’s own doing, so nothing is charged."""
    for session in dates:
        session.status, session.status_at = Session.Status.CANCELLED_BY_VENUE, at
        session.cancel_cause, session.cancellation_pence = closure.cause, 0
    Session.objects.bulk_update(dates, ["status", "status_at", "cancel_cause", "cancellation_pence"])
    journal.record(by, "cancelled", booking, why=_days(dates))
    if not booking.sessions.exclude(status__in=Session.CANCELLED).exists():
        booking.status = Booking.Status.CANCELLED
        booking.save(update_fields=["status"])


def _refuse(booking: Booking, dates: Sequence[Session], closure: Closure, *, by: User, at: datetime) -> None:
    """Dates that were only asked for become refused dates; a request with no other date is declined."""
    words = _words_of(closure)
    hit = [session.pk for session in dates]
    if not booking.sessions.filter(status=Session.Status.PLANNED).exclude(pk__in=hit).exists():
        booking.status, booking.decided_at, booking.decided_by = Booking.Status.DECLINED, at, by
        booking.answered_at, booking.hold_until = booking.answered_at or at, None
        booking.reason_code, booking.reason_words = Booking.Reason.CLOSED, words
        booking.save()
        journal.record(by, "declined", booking, why=words)
        return
    RefusedDate.objects.bulk_create(_refused_date(session, words) for session in dates)
    Session.objects.filter(pk__in=hit).delete()
    hold_for_what_is_left(booking)
    journal.record(by, "cancelled", booking, why=_days(dates))


def _refused_date(session: Session, words: str) -> RefusedDate:
    local = session.period.local(session.venue.tz)
    return RefusedDate(
        booking_id=session.booking_id,
        room=next(iter(session.rooms.all()), None),
        on=local.start.date(),
        from_time=local.start.time(),
        to_time=local.end.time(),
        minutes=session.period.minutes,
        reason=RefusedDate.Reason.CLOSED,
        words=words,
    )


def _tell(closure: Closure, hits: Sequence[Session]) -> None:
    """One letter for each hirer, however many bookings it has."""
    parts = [cell.name for cell in closure.cells.all()]  # none of them: the whole place
    in_order = sorted(hits, key=lambda session: (session.booking.hirer_id, session.starts_at))
    for _hirer, dates in groupby(in_order, key=lambda session: session.booking.hirer_id):
        letters.closed(list(dates), key=f"closure-{closure.pk}", why=_words_of(closure), parts=parts)


def _words_of(closure: Closure) -> str:
    return closure.note or str(Closure.Cause(closure.cause).label)


def _days(sessions: Sequence[Session]) -> str:
    return ", ".join(session.starts_at.astimezone(session.venue.tz).date().isoformat() for session in sessions)


def _what_happened(row: ClosureRow, cancelled: int, refused: int, venue: Venue) -> str:
    period = row.period(venue.tz)
    said = [_("Closed %(when)s.") % {"when": span_words(period.start, period.end, venue.tz)}]
    if cancelled:
        words = ngettext("Cancelled %(count)d booked date.", "Cancelled %(count)d booked dates.", cancelled)
        said.append(words % {"count": cancelled})
    if refused:
        words = ngettext("Refused %(count)d date asked for.", "Refused %(count)d dates asked for.", refused)
        said.append(words % {"count": refused})
    return " ".join(said)
