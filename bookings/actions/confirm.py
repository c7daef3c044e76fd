"""Say yes to a request."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.clock import span_words
from accounts.models import User
from bookings import letters, told_prices
from bookings.asking import Answers
from bookings.availability import Hours
from bookings.exceptions import NotPossible, ThingsGone, TooLate
from bookings.locks import all_or_nothing, lock_cells, lock_things
from bookings.models import Booking, DeskAct, Occupancy, Session
from bookings.occupying import hold, occupancies, sweep
from bookings.prices import PriceLists
from bookings.things import Shelves, Want, wants
from bookings.undoing import can_be_undone
from venues.money import Money
from venues.periods import Period
from venues.tariffs import ExtraAsked


@all_or_nothing
def confirm_booking(
    booking: Booking, *, by: User, at: datetime, price: Money | None = None, gone: Collection[str] = ()
) -> Booking:
    """Book what was asked for, at the prices that were stored; `price` is that of each date that has none yet.

    Raises TooLate where it is no longer waiting, RoomTaken where its hold had lapsed
    and somebody else has taken a date since (ThingsTaken: what it has beside the room), NotPossible where a date
    has been shut since, or a price is still to be told. ThingsGone where its hold had lapsed and the price list
    has no more what it asks for beside the room, but for the codes in `gone`: of those the desk has said yes.
    """
    booking = Booking.objects.locked(booking.pk)
    if not booking.is_waiting:
        raise TooLate(_("Somebody has already answered this request, or it was taken back."))
    sessions = _planned(booking)
    with can_be_undone(booking, DeskAct.Kind.CONFIRMED, by=by, at=at):
        _tell(booking, sessions, price)
        confirm_dates(booking, sessions, by=by, at=at, gone=gone)
        letters.confirmed(booking)
    return booking


def confirm_dates(
    booking: Booking, sessions: list[Session], *, by: User, at: datetime, gone: Collection[str] = ()
) -> None:
    """These are all of its dates: their hours are theirs for good."""
    _refuse_begun(sessions, at)
    booking.status, booking.decided_at, booking.decided_by = Booking.Status.CONFIRMED, at, by
    booking.answered_at, booking.hold_until = booking.answered_at or at, None
    _take_for_good(booking, sessions, at, gone)
    booking.save(update_fields=["status", "decided_at", "decided_by", "answered_at", "hold_until"])
    journal.record(by, "confirmed", booking)


def _refuse_begun(sessions: list[Session], at: datetime) -> None:
    if not sessions or sessions[0].starts_at <= at:
        raise TooLate(_("Its first date has already begun, so it can no longer be booked."))


def _tell(booking: Booking, sessions: list[Session], price: Money | None) -> None:
    """The price on application, for the dates that were asked for without one."""
    without = [session for session in sessions if session.hire_pence is None]
    if not without:
        return
    if price is None:
        raise NotPossible(_("Say what it costs: it was asked for without a price."))
    prices, zone = PriceLists([booking.venue]), booking.venue.tz
    for session in without:
        tariff = prices.value_on(booking.venue, session.starts_at.astimezone(zone).date())
        for name, value in told_prices.as_fields(price, booking.category.code, tariff).items():
            setattr(session, name, value)
    Session.objects.bulk_update(without, ["hire_pence", "vat_pence", "standard_pence", "price_lines"])


def _planned(booking: Booking) -> list[Session]:
    return list(
        booking.sessions.filter(status=Session.Status.PLANNED)
        .select_related("venue")
        .prefetch_related("rooms__venue", "rooms__cells", "extras")
    )


def _take_for_good(booking: Booking, sessions: list[Session], at: datetime, gone: Collection[str]) -> None:
    """Keep the cells that are still held; take again those whose hold had lapsed."""
    cells = {cell.pk for session in sessions for room in session.rooms.all() for cell in room.cells.all()}
    lock_cells(cells)
    sweep(cells, at=at)
    _refuse_shut(sessions)
    still = set(Occupancy.objects.filter(session__booking=booking).values_list("session_id", flat=True))
    hold(booking, until=None)
    lost = [session for session in sessions if session.pk not in still]
    for room in {room for session in lost for room in session.rooms.all()}:
        using = [session for session in lost if room in session.rooms.all()]
        Occupancy.objects.bulk_create(occupancies(booking, using, room))
    _take_things_again(booking, lost, at, gone)


def _take_things_again(booking: Booking, lost: list[Session], at: datetime, gone: Collection[str]) -> None:
    """As many as were asked for; how many there are is what the price list says now."""
    codes = {extra.code for session in lost for extra in session.extras.all()}
    if not codes:
        return
    lock_things(booking.venue_id, codes)
    prices, zone, few = PriceLists([booking.venue]), booking.venue.tz, list[Want]()
    unlisted: dict[str, str] = {}
    for session in lost:
        tariff = prices.value_on(booking.venue, session.starts_at.astimezone(zone).date())
        extras = [ExtraAsked(extra.code, extra.quantity, extra.minutes) for extra in session.extras.all()]
        listed = {extra.code for extra in tariff.extras} if tariff else set()
        unlisted |= {extra.code: extra.name for extra in session.extras.all() if extra.code not in listed}
        if tariff is not None:
            asked = wants(Answers(extras=tuple(extras)), tariff, session.period)
            few += [replace(want, session=session) for want in asked]
    if unlisted.keys() - set(gone):
        raise ThingsGone(unlisted)
    Shelves(booking.venue, few, at=at).take(few, expires_at=None)


def _refuse_shut(sessions: list[Session]) -> None:
    span = Period(sessions[0].starts_at, max(session.ends_at for session in sessions))
    hours = Hours.load({session.venue for session in sessions}, span)
    for session in sessions:
        for room in session.rooms.all():
            shut = hours.closure_over(room, session.period)
            if shut:
                when = span_words(session.starts_at, session.ends_at, session.venue.tz)
                raise NotPossible(_("%(when)s cannot be booked: %(why)s.") % {"when": when, "why": shut.note})
