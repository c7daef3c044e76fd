"""What the hirer says to a price that the hall has sent: yes, themselves or through the desk, or no."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from bookings import letters
from bookings.actions.confirm import confirm_dates
from bookings.actions.decline import let_go
from bookings.actions.take_hours import dates_asked_for
from bookings.exceptions import NotPossible, PriceChanged, ThingsGone, TooLate
from bookings.locks import all_or_nothing
from bookings.models import Booking, DeskAct, Session
from bookings.refused_asks import keep_refused
from bookings.told_prices import print_of
from bookings.undoing import can_be_undone, let_stand

ACCEPTED, NOTED, REFUSED = "accepted the price", "noted that they accept the price", "refused the price"
NEVER = "the price was not accepted"


@all_or_nothing
def accept_price(booking: Booking, *, shown: str, by: User | None, at: datetime) -> Booking:
    """Book it at the price that was shown to its hirer; nobody else decides any more.

    Raises TooLate where no price waits, PriceChanged where the hall has sent another since, RoomTaken or
    ThingsTaken where it waited too long and somebody else has the hours, NotPossible where they cannot be had.
    """
    booking = Booking.objects.locked(booking.pk)
    sessions = _dates_at(booking, shown)
    let_stand(booking, at=at)
    try:
        confirm_dates(booking, sessions, by=None, at=at)
    except ThingsGone as gone:
        raise NotPossible(_("Its hours were let go meanwhile, and not all can be had again: ask the hall.")) from gone
    journal.record(by, ACCEPTED, booking, why=_told(sessions))
    letters.confirmed(booking)
    letters.price_accepted(booking)
    return booking


@all_or_nothing
def accept_price_for_them(
    booking: Booking, *, shown: str, by: User, at: datetime, gone: Collection[str] = ()
) -> Booking:
    """Somebody who rings, or who has no e-mail, accepts it at the desk; it can be taken back. Raises the same."""
    booking = Booking.objects.locked(booking.pk)
    sessions = _dates_at(booking, shown)
    let_stand(booking, at=at)
    with can_be_undone(booking, DeskAct.Kind.CONFIRMED, by=by, at=at):
        confirm_dates(booking, sessions, by=by, at=at, gone=gone)
        journal.record(by, NOTED, booking, why=_told(sessions))
        letters.confirmed(booking)
    return booking


@all_or_nothing
def refuse_price(booking: Booking, *, by: User | None, at: datetime) -> Booking:
    """They do not want it at that price: it costs nothing, and is counted. Raises TooLate where no price waits."""
    booking = Booking.objects.locked(booking.pk)
    _refuse_where_none_waits(booking)
    let_stand(booking, at=at)
    end_without(booking, at=at)
    journal.record(by, REFUSED, booking)
    letters.price_refused(booking)
    return booking


def end_without(booking: Booking, *, at: datetime) -> None:
    """The hall has answered and its hirer has not: it is withdrawn, for the price, and its hours are free."""
    booking.status, booking.decided_at, booking.hold_until = Booking.Status.WITHDRAWN, at, None
    booking.reason_code = Booking.Reason.PRICE
    booking.save(update_fields=["status", "decided_at", "hold_until", "reason_code"])
    keep_refused(booking, at=at)
    let_go(booking, at=at)


def _dates_at(booking: Booking, shown: str) -> list[Session]:
    """The locked booking's dates, at the prices that were shown."""
    _refuse_where_none_waits(booking)
    sessions = dates_asked_for(booking)
    if print_of(sessions) != shown:
        raise PriceChanged
    return sessions


def _refuse_where_none_waits(booking: Booking) -> None:
    if not booking.is_waiting:
        raise TooLate(_("It has its answer already, or was taken back."))
    if not booking.price_waits:
        raise TooLate(_("The hall has taken its price back. It sends another."))


def _told(sessions: list[Session]) -> str:
    return "; ".join(dict.fromkeys(str(session.price) for session in sessions))
