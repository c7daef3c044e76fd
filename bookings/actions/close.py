"""Shut a venue or some of its rooms for a time: what is booked or asked for then is dealt with in the same act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import journal
from accounts.clock import span_words
from accounts.models import User
from bookings import closing_letters
from bookings.actions.change_venue import CHANGED, new_faults
from bookings.actions.give_way import cancel, move, refuse, words_of
from bookings.actions.import_venue import ChangeRefused
from bookings.exceptions import BookingError, NotPossible
from bookings.locks import all_or_nothing, lock_cells
from bookings.models import Booking, Hold, Session, SessionRoom, Wait
from bookings.occupying import delete_holds, sweep
from bookings.rooms_instead import HitDate, rooms_instead
from bookings.undo_closing import closing_can_be_undone
from bookings.undoing import let_stand
from venues import files
from venues.files.contents import ClosureRow
from venues.models import Closure, Venue

ALL_CREDITED: Mapping[str, str] = {}


class HitsChanged(BookingError):
    """The closure would touch other dates than those that were shown, or another room is gone or dearer."""

    def __init__(self) -> None:
        super().__init__(
            _("What is booked has changed since you looked. Nothing was closed or cancelled. Please check again.")
        )


class NotChosen(BookingError):
    """Nobody has said where one of the dates goes."""

    def __init__(self) -> None:
        super().__init__(_("Some of these dates still need a choice: another room, or “Nowhere”. Nothing was closed."))


class RoomTwice(BookingError):
    """Two of the dates were given one room at one time."""

    def __init__(self) -> None:
        super().__init__(_("Two of these dates cannot have the same room at the same time. Nothing was closed."))


@dataclass(frozen=True)
class Closed:
    closure: Closure
    moved: int  # dates that have another room
    cancelled: int  # dates that were booked
    refused: int  # dates that were asked for
    let_go: int  # hours that were pencilled in or offered


def what_it_hits(venue: Venue, row: ClosureRow, *, at: datetime) -> list[Session]:
    """The sessions, asked or booked and not over, that lie in the closure, soonest first; two questions."""
    hit = Q()
    if row.cells:
        hit = Q(pk__in=SessionRoom.objects.filter(room__cells__code__in=row.cells).values("session"))
    sessions = Session.objects.at(venue).blocking().to_come(at).overlapping(row.period(venue.tz)).filter(hit)
    whole = sessions.for_lists().select_related(
        "booking__made_by", "booking__layout", "booking__category", "category", "layout", "terms", "venue__operator"
    )
    return list(whole.order_by("starts_at", "pk"))


def holds_it_hits(venue: Venue, row: ClosureRow, *, at: datetime) -> list[Hold]:
    """What is pencilled in then, or offered to somebody who waits, soonest first; one question.

    Next year's hours in several rooms are kept as a whole: of a date that is hit in one of them, all of them go.
    """
    holds = Hold.objects.filter(venue=venue).standing(at).overlapping(row.period(venue.tz))
    if row.cells:
        hit = Q(room__in=venue.rooms.filter(cells__code__in=row.cells))
        beside = holds.filter(hit, slot=OuterRef("slot"), starts_at=OuterRef("starts_at"))
        holds = holds.filter(hit | Exists(beside))
    return list(
        holds.select_related("room", "venue", "wait__hirer", "wait__made_by", "change").order_by("starts_at", "pk")
    )


def print_of_sessions(sessions: Iterable[Session], holds: Iterable[Hold] = ()) -> str:
    """A short mark of what was shown, and of how far each date was agreed."""
    said = [f"{session.pk} {session.starts_at.isoformat()} {session.booking.status}" for session in sessions]
    said += [
        f"hold {hold.pk}" for hold in holds if not hold.is_let_go and hold.kind != Hold.Kind.KEPT
    ]  # these end by themselves
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@all_or_nothing
def close(
    place: Venue,
    row: ClosureRow,
    *,
    by: User,
    at: datetime,
    shown: str,
    choices: Mapping[str, str] = ALL_CREDITED,
) -> Closed:
    """Make the closure; every date that it hits gets another room, or is given up: nobody is charged or pays more.

    `shown` is the print of what was shown, and `choices` what was chosen for each date, by the names that
    `rooms_instead` gives them. All of it is done or nothing; each hirer gets one letter. Raises HitsChanged where
    the dates are others by now or a room is not to be had any more, RoomTwice where two were given one room,
    NotChosen where nothing was chosen for one, ChangeRefused where the rules of the venue file refuse the closure,
    NotPossible where it is over.
    """
    venue = Venue.objects.select_for_update(of=("self",), no_key=True).select_related("operator").get(pk=place.pk)
    _refuse_what_cannot_be(venue, row, at)
    # Bookings before cells, as those who answer a request take them: nobody waits for somebody who waits.
    ids = {session.booking_id for session in what_it_hits(venue, row, at=at)}
    bookings = {booking.pk: booking for booking in Booking.objects.held(ids)}
    for booking in bookings.values():
        let_stand(booking, at=at)
    cells = list(venue.cells.values_list("pk", flat=True))  # a date may go to any other room
    lock_cells(cells)
    sweep(cells, at=at)
    hits, holds = what_it_hits(venue, row, at=at), holds_it_hits(venue, row, at=at)
    if print_of_sessions(hits, holds) != shown or {session.booking_id for session in hits} - bookings.keys():
        raise HitsChanged
    dates = rooms_instead(venue, hits, row.cells, at=at, choices=choices)
    _refuse_troubles(dates)

    closure = _make(venue, row, at)
    given_up = [date.session for date in dates if not date.chosen]
    booked = [session for session in given_up if session.booking.is_confirmed]
    asked = [session for session in given_up if session.booking.is_waiting]
    with closing_can_be_undone(closure, bookings.values(), holds, by=by, at=at):
        waits = _let_go(holds, words_of(closure), by=by, at=at)
        cancel(booked, bookings, closure.cause, by=by, at=at)
        refuse(asked, bookings, words_of(closure), by=by, at=at)
        move(dates, bookings, closure.cause, by=by, at=at)
        closing_letters.closed(closure, dates, waits, at=at)
    closed = Closed(closure, len(hits) - len(given_up), len(booked), len(asked), len(holds))
    journal.record(by, f"{CHANGED}closures", venue, why=_what_happened(row, closed, venue))
    return closed


def _refuse_what_cannot_be(venue: Venue, row: ClosureRow, at: datetime) -> None:
    before = files.from_database(venue)
    faults = new_faults(before, replace(before, closures=(*before.closures, row)), at=at)
    if faults:
        raise ChangeRefused(faults)
    if row.period(venue.tz).last <= at:
        raise NotPossible(_("That is over already. Close it for a time to come."))


def _refuse_troubles(dates: Sequence[HitDate]) -> None:
    if any(date.is_gone for date in dates):
        raise HitsChanged
    if any(date.is_unsaid for date in dates):
        raise NotChosen
    if any(date.trouble for date in dates):
        raise RoomTwice


def _make(venue: Venue, row: ClosureRow, at: datetime) -> Closure:
    period = row.period(venue.tz)
    closure = Closure.objects.create(
        venue=venue, starts_at=period.start, ends_at=period.end, cause=row.cause, note=row.note, made_at=at
    )
    closure.cells.set(venue.cells.filter(code__in=row.cells))
    return closure


def _let_go(holds: Sequence[Hold], words: str, *, by: User, at: datetime) -> list[Wait]:
    """Hours that are only kept keep nothing in a hall that is shut; who was offered them waits on, and is told.

    But not whoever had just said that they do not want them.
    """
    waits = [hold.wait for hold in holds if hold.kind == Hold.Kind.OFFERED and hasattr(hold, "wait")]
    for hold in holds:
        journal.record(by, "let go", hold, why=words)
    delete_holds(hold.pk for hold in holds)
    wanted = [wait for wait in waits if not wait.is_passed_on]
    for wait in waits:
        wait.state, wait.ended_at = (Wait.State.WAITING, None) if wait in wanted else (Wait.State.WITHDRAWN, at)
        wait.hold = wait.offered_at = wait.offer_until = wait.stood_until = None
    Wait.objects.bulk_update(waits, ["state", "ended_at", "hold", "offered_at", "offer_until", "stood_until"])
    return wanted


def _what_happened(row: ClosureRow, closed: Closed, venue: Venue) -> str:
    period = row.period(venue.tz)
    said = [_("Closed %(when)s.") % {"when": span_words(period.start, period.end, venue.tz)}]
    if closed.moved:
        words = ngettext("Moved %(count)d date to another room.", "Moved %(count)d dates to other rooms.", closed.moved)
        said.append(words % {"count": closed.moved})
    if closed.cancelled:
        words = ngettext("Cancelled %(count)d booked date.", "Cancelled %(count)d booked dates.", closed.cancelled)
        said.append(words % {"count": closed.cancelled})
    if closed.refused:
        words = ngettext("Refused %(count)d date asked for.", "Refused %(count)d dates asked for.", closed.refused)
        said.append(words % {"count": closed.refused})
    return " ".join(said)
