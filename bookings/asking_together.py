"""Requests for some of the same hours that nobody has decided yet: who else asks, and how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import ngettext

from accounts.clock import day_words
from bookings.models import Booking, Session
from venues.models import Room
from venues.periods import Period


def rivals(found: Iterable[Booking], *, at: datetime) -> dict[int, list[Booking]]:
    """By request, the others at its venue that ask for some of the same hours of some of the same space."""
    own = {booking.pk: [date for date in booking.sessions.all() if not date.is_cancelled] for booking in found}
    dates = [date for some in own.values() for date in some]
    if not dates:
        return {}
    others = _undecided({date.venue_id for date in dates}, [date.period for date in dates], at)
    told: dict[int, dict[int, Booking]] = defaultdict(dict)
    for pk, some in own.items():
        for other in others:
            if other.booking_id != pk and any(_meet(date, other) for date in some):
                told[pk][other.booking_id] = other.booking
    return {pk: list(some.values()) for pk, some in told.items()}


def asked_together(rooms: Sequence[Room], periods: Sequence[Period], *, at: datetime) -> dict[int, list[Session]]:
    """By room, the dates of requests that wait together for some of these hours; no question where none may."""
    asking = [room for room in rooms if room.requests_wait_together]
    if not asking or not periods:
        return {}
    prefetch_related_objects(asking, "cells")
    waiting = _undecided({room.venue_id for room in asking}, periods, at)
    together = [date for date in waiting if date.booking.waits_together]
    wanted = [date for date in together if any(date.period.overlaps(period) for period in periods)]
    return {
        room.pk: [date for date in wanted if any(_cells(room) & _cells(other) for other in date.rooms.all())]
        for room in asking
    }


def asked_words(dates: Iterable[Session]) -> str:
    """Two others ask for this time; the hall decides by …; nothing where nobody does."""
    others = {date.booking_id: date.booking for date in dates}
    if not others:
        return ""
    by = min((other.hold_until for other in others.values() if other.hold_until), default=None)
    if by is None:
        words = ngettext(
            "%(number)d other asks for this time; the hall has not decided yet.",
            "%(number)d others ask for this time; the hall has not decided yet.",
            len(others),
        )
        return words % {"number": len(others)}
    words = ngettext(
        "%(number)d other asks for this time; the hall decides by %(day)s.",
        "%(number)d others ask for this time; the hall decides by %(day)s.",
        len(others),
    )
    zone = next(iter(others.values())).venue.tz
    return words % {"number": len(others), "day": day_words(by.astimezone(zone).date())}


def _undecided(venues: Collection[int], periods: Sequence[Period], at: datetime) -> list[Session]:
    """The dates to come of requests that wait, around these hours, with their rooms."""
    span = Period(min(period.start for period in periods), max(period.end for period in periods))
    waiting = Session.objects.filter(
        venue__in=venues, booking__status=Booking.Status.REQUESTED, status=Session.Status.PLANNED, starts_at__gt=at
    )
    rooms = Prefetch("rooms", Room.objects.prefetch_related("cells"))
    found = waiting.overlapping(span).select_related("booking__hirer", "booking__venue")
    return list(found.prefetch_related(rooms).order_by("booking__requested_at", "pk"))


def _meet(date: Session, other: Session) -> bool:
    if not date.period.overlaps(other.period):
        return False
    return any(_cells(room) & _cells(place) for room in date.rooms.all() for place in other.rooms.all())


def _cells(room: Room) -> set[int]:
    return {cell.pk for cell in room.cells.all() if not cell.shared}
