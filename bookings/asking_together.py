"""Requests for some of the same hours that nobody has decided yet: who else asks, and how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import ngettext

from accounts.clock import day_words
from bookings.models import Booking, Session
from bookings.models.session import SessionQuerySet
from venues.at_one_go import Question, at_one_go, rows_of
from venues.models import Room
from venues.periods import Period


def rivals(found: Iterable[Booking], *, at: datetime) -> dict[int, list[Booking]]:
    """By request, the others at its venue that ask for some of the same hours of some of the same space.

    They come with their dates, rooms and cells; of all others only what meets them in time is loaded.
    """
    own = {booking.pk: [date for date in booking.sessions.all() if not date.is_cancelled] for booking in found}
    dates = {date.pk: date for some in own.values() for date in some}
    if not dates:
        return {}
    periods = [date.period for date in dates.values()]
    asked = _asked({date.venue_id for date in dates.values()}, _span(periods), at)
    rows = asked.order_by("booking__requested_at", "pk").values_list("pk", "starts_at", "ends_at")
    keys = [pk for pk, *moments in rows if pk in dates or any(map(Period(*moments).overlaps, periods))]
    known = dates | {date.pk: date for date in _loaded(Session.objects.filter(pk__in=set(keys) - dates.keys()))}
    others = [known[key] for key in keys]
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


@dataclass(frozen=True)
class Waiting:
    """When a request that waits with others would take a cell; until when it holds its hours, by which clock."""

    booking: int
    period: Period
    cell: int
    hold_until: datetime | None
    zone: ZoneInfo


def waiting_question(rooms: Iterable[Room], periods: Sequence[Period], *, at: datetime) -> Question:
    """What `waiting_for` reads: nothing where no requests may wait together."""
    venues = {room.venue_id for room in rooms if room.requests_wait_together} if periods else ()
    span = _span(periods) if periods else Period(at, at + timedelta(minutes=1))
    dates = _asked(venues, span, at).filter(booking__waits_together=True, rooms__cells__shared=False)
    told = ("booking_id", "starts_at", "ends_at", "rooms__cells", "booking__hold_until", "booking__venue__zone")
    return rows_of(dates, *told, made=lambda row: _waiting(*row))


def waiting_for(cells: Collection[int], periods: Sequence[Period], waiting: Iterable[Waiting]) -> list[Waiting]:
    """Those that ask for some of these hours in some of these cells."""
    there = (other for other in waiting if other.cell in cells)
    return [other for other in there if any(other.period.overlaps(period) for period in periods)]


def who_else_asks(room: Room, periods: Sequence[Period], *, at_once: bool, at: datetime) -> str:
    """The same of one room, in words; no question where no requests may wait together there.

    Who books `at_once` does not wait beside them.
    """
    if not periods or not room.requests_wait_together:
        return ""
    told = at_one_go({"waiting": waiting_question([room], periods, at=at)})["waiting"]
    found = waiting_for({cell.pk for cell in room.cells.all()}, periods, told)
    return passed_over_words(found) if at_once else asked_words(found)


def asked_words(waiting: Iterable[Waiting]) -> str:
    """Two others ask for this time; the hall decides by …; nothing where nobody does."""
    others = {other.booking: other for other in waiting}
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
    zone = next(iter(others.values())).zone
    return words % {"number": len(others), "day": day_words(by.astimezone(zone).date())}


def passed_over_words(waiting: Iterable[Waiting]) -> str:
    """To who books at once: the hours are theirs, though two others wait for an answer; nothing where nobody does."""
    number = len({other.booking for other in waiting})
    words = ngettext(
        "%(number)d other asks for this time and waits for an answer; you book at once here, so it goes to you.",
        "%(number)d others ask for this time and wait for an answer; you book at once here, so it goes to you.",
        number,
    )
    return words % {"number": number} if number else ""


def _waiting(
    booking: int, starts_at: datetime, ends_at: datetime, cell: int, hold_until: datetime | None, zone: str
) -> Waiting:
    return Waiting(booking, Period(starts_at, ends_at), cell, hold_until, ZoneInfo(zone))


def _undecided(venues: Collection[int], periods: Sequence[Period], at: datetime) -> list[Session]:
    """The dates to come of requests that wait, around these hours, with their rooms."""
    return list(_loaded(_asked(venues, _span(periods), at)).order_by("booking__requested_at", "pk"))


def _loaded(dates: SessionQuerySet) -> SessionQuerySet:
    rooms = Prefetch("rooms", Room.objects.prefetch_related("cells"))
    return dates.select_related("booking__hirer", "booking__venue").prefetch_related(rooms)


def _asked(venues: Collection[int], span: Period, at: datetime) -> SessionQuerySet:
    return Session.objects.filter(
        venue__in=venues, booking__status=Booking.Status.REQUESTED, status=Session.Status.PLANNED, starts_at__gt=at
    ).overlapping(span)


def _span(periods: Sequence[Period]) -> Period:
    return Period(min(period.start for period in periods), max(period.end for period in periods))


def _meet(date: Session, other: Session) -> bool:
    if not date.period.overlaps(other.period):
        return False
    return any(_cells(room) & _cells(place) for room in date.rooms.all() for place in other.rooms.all())


def _cells(room: Room) -> set[int]:
    return {cell.pk for cell in room.cells.all() if not cell.shared}
