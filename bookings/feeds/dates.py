"""The dates that a calendar shows, as plain values: a hall has thousands, and programs ask every hour."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from bookings.models import Booking, Session, SessionExtra, SessionRoom

CANCELLED_KEPT = timedelta(days=60)  # many programs only drop what they are told is cancelled
PAST_KEPT = timedelta(days=365)

ENDED = (Booking.Status.DECLINED, Booking.Status.EXPIRED, Booking.Status.WITHDRAWN, Booking.Status.CANCELLED)
LIVE = (Booking.Status.REQUESTED, Booking.Status.CONFIRMED)


class Row(NamedTuple):
    """A session with its booking, in the order of FIELDS."""

    pk: int
    starts_at: datetime
    ends_at: datetime
    status: str
    status_at: datetime | None
    times_changed: int
    ref: str
    title: str
    booking_status: str
    confidential: bool
    people: int
    made_at: datetime
    requested_at: datetime | None
    decided_at: datetime | None
    hirer: str
    venue: int


FIELDS = (
    *("pk", "starts_at", "ends_at", "status", "status_at", "times_changed"),
    *("booking__ref", "booking__title", "booking__status", "booking__confidential", "booking__people"),
    *("booking__made_at", "booking__requested_at", "booking__decided_at", "booking__hirer__name", "venue"),
)


@dataclass(frozen=True)
class Dates:
    rows: list[Row]
    rooms: dict[int, list[str]]  # by session
    extras: dict[int, list[tuple[str, int, int | None]]]


def shown(sessions: QuerySet[Session], at: datetime) -> QuerySet[Session]:
    """Of these, what is asked for or booked, a year back; and for some weeks what was cancelled."""
    since = at - CANCELLED_KEPT
    live = Q(booking__status__in=LIVE, ends_at__gt=at - PAST_KEPT) & ~Q(status__in=Session.CANCELLED)
    given_up = Q(status__in=Session.CANCELLED, status_at__gt=since)
    ended = Q(booking__status__in=ENDED, booking__decided_at__gt=since)
    unanswered = Q(booking__status=Booking.Status.EXPIRED, starts_at__gt=since)
    return sessions.filter(live | given_up | ended | unanswered)


def dates_of(sessions: QuerySet[Session]) -> Dates:
    """In three questions."""
    rows = sessions.order_by("starts_at", "pk").values_list(*FIELDS)
    keys = sessions.order_by().values("pk")
    rooms: dict[int, list[str]] = defaultdict(list)
    named = SessionRoom.objects.filter(session__in=keys).order_by("session", "room__position", "room")
    for session, name in named.values_list("session", "room__name"):
        rooms[session].append(name)
    extras: dict[int, list[tuple[str, int, int | None]]] = defaultdict(list)
    beside: Any = SessionExtra.objects.filter(session__in=keys).order_by("session", "pk")
    for session, *extra in beside.values_list("session", "name", "quantity", "minutes"):
        extras[session].append(tuple(extra))
    return Dates([Row(*row) for row in rows], dict(rooms), dict(extras))
