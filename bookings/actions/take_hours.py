"""Keep the hours of a booking that was asked for, or take those again that its hold let go meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.clock import span_words
from bookings.asking import Answers
from bookings.availability import Hours
from bookings.exceptions import NotPossible, ThingsGone, TooLate
from bookings.locks import lock_cells, lock_things
from bookings.models import Booking, Occupancy, Session
from bookings.occupying import hold, occupancies, sweep
from bookings.prices import PriceLists
from bookings.things import Shelves, Want, wants
from venues.periods import Period
from venues.tariffs import ExtraAsked


def dates_asked_for(booking: Booking) -> list[Session]:
    """In order, with all that it takes to book them."""
    asked = list(booking.sessions.filter(status=Session.Status.PLANNED).prefetch_related("rooms__cells", "extras"))
    for session in asked:
        session.venue = booking.venue
        for room in session.rooms.all():
            room.venue = booking.venue
    return asked


def refuse_begun(sessions: list[Session], at: datetime) -> None:
    if not sessions or sessions[0].starts_at <= at:
        raise TooLate(_("Its first date has already begun, so it can no longer be booked."))


def take_hours(
    booking: Booking, sessions: list[Session], *, at: datetime, until: datetime | None, gone: Collection[str]
) -> None:
    """What is still held is kept until then, for good where it is None; what was let go is taken again.

    Raises RoomTaken, ThingsTaken, ThingsGone but for the codes in `gone`, or NotPossible where a date is shut.
    """
    cells = {cell.pk for session in sessions for room in session.rooms.all() for cell in room.cells.all()}
    lock_cells(cells)
    sweep(cells, at=at)
    _refuse_shut(sessions)
    still = set(Occupancy.objects.filter(session__booking=booking).values_list("session_id", flat=True))
    hold(booking, until=until)
    lost = [session for session in sessions if session.pk not in still]
    for room in {room for session in lost for room in session.rooms.all()}:
        using = [session for session in lost if room in session.rooms.all()]
        Occupancy.objects.bulk_create(occupancies(booking, using, room))
    _take_things_again(booking, lost, at, until, gone)


def _take_things_again(
    booking: Booking, lost: list[Session], at: datetime, until: datetime | None, gone: Collection[str]
) -> None:
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
    Shelves(booking.venue, few, at=at).take(few, expires_at=until)


def _refuse_shut(sessions: list[Session]) -> None:
    span = Period(sessions[0].starts_at, max(session.ends_at for session in sessions))
    hours = Hours.closures_alone({session.venue for session in sessions}, span)
    for session in sessions:
        for room in session.rooms.all():
            shut = hours.closure_over(room, session.period)
            if shut:
                when = span_words(session.starts_at, session.ends_at, session.venue.tz)
                raise NotPossible(_("%(when)s cannot be booked: %(why)s.") % {"when": when, "why": shut.note})
