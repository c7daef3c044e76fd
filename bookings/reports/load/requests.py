"""Bookings that were asked for, and what became of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, Q

from bookings.models import Booking, RefusedDate, Session, first_date_wanted
from bookings.reports.rows import Outcome, RefusedRow, RequestRow
from bookings.reports.span import Span
from venues.models import Venue
from venues.periods import Period

OUTCOMES = {
    Booking.Status.REQUESTED: Outcome.OPEN,
    Booking.Status.CONFIRMED: Outcome.CONFIRMED,
    Booking.Status.CANCELLED: Outcome.CONFIRMED,  # it was, before it was given up
    Booking.Status.DECLINED: Outcome.DECLINED,
    Booking.Status.EXPIRED: Outcome.EXPIRED,
    Booking.Status.WITHDRAWN: Outcome.WITHDRAWN,
}


def load(venue: Venue, span: Span) -> tuple[RequestRow, ...]:
    """Those answered, decided, lapsed or withdrawn in the span, and those still open; three questions."""
    asked = (
        Booking.objects.at(venue)
        .filter(status__in=OUTCOMES, requested_at__lt=span.cut)
        .annotate(first=first_date_wanted())
        .filter(
            Q(decided_at__gte=span.start)
            | Q(answered_at__gte=span.start)
            | Q(status=Booking.Status.EXPIRED, first__gte=span.start)
            | Q(status=Booking.Status.REQUESTED)
        )
        .select_related("hirer")
        .prefetch_related(
            Prefetch("sessions", Session.objects.only("booking_id", "starts_at", "ends_at")),
            Prefetch("refused_dates", RefusedDate.objects.only("booking_id", "minutes", "reason", "on", "from_time")),
        )
        .order_by("requested_at", "pk")
    )
    own = venue.operator.own_hirer_id
    return tuple(_row(booking, booking.first) for booking in asked if booking.hirer_id != own)


def _row(booking: Booking, first_date: datetime | None) -> RequestRow:
    assert booking.requested_at is not None  # the query asks for nothing else
    expired = booking.status == Booking.Status.EXPIRED
    return RequestRow(
        key=booking.pk,
        hirer=booking.hirer_id,
        group=booking.hirer.is_group,
        requested_at=booking.requested_at,
        answered_at=booking.answered_at,
        moment=first_date if expired else booking.decided_at,
        outcome=OUTCOMES[Booking.Status(booking.status)],
        at_once=booking.at_once,
        reason=booking.reason_code,
        asks=tuple(Period(session.starts_at, session.ends_at) for session in booking.sessions.all()),
        refused=tuple(RefusedRow(date.minutes, date.reason) for date in booking.refused_dates.all()),
    )
