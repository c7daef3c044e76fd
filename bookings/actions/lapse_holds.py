"""Let lapsed holds go, and close requests whose first date has come without an answer."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from accounts import journal
from bookings import letters
from bookings.actions.accept_price import NEVER, end_without
from bookings.actions.decline import let_go
from bookings.locks import all_or_nothing
from bookings.models import Booking, first_date_wanted
from bookings.occupying import release_lapsed
from bookings.refused_asks import keep_refused
from bookings.second_persons import second_persons
from bookings.waiting_list import offer_what_is_free


def lapse_holds(at: datetime) -> tuple[int, int]:
    """How many requests lost their hold, and how many were closed unanswered; safe to run twice at once."""
    closed = sum(_expire(pk, at) for pk in list(_begun(at).values_list("pk", flat=True)))
    lapsed = Booking.objects.waiting().filter(hold_until__lte=at, reminded_at=None)
    told = sum(_lapse(pk, at) for pk in list(lapsed.values_list("pk", flat=True)))
    return told, closed


def _begun(at: datetime) -> QuerySet[Booking]:
    """Requests without an answer of which the first date that still stands has come."""
    return Booking.objects.waiting().annotate(first=first_date_wanted()).filter(first__lte=at)


@all_or_nothing
def _lapse(pk: int, at: datetime) -> bool:
    """Free the hours; the request stays open, a second person is told, the hirer is told (decision 10)."""
    booking = Booking.objects.locked(pk)
    if not booking.hold_lapsed(at) or booking.reminded_at:
        return False
    release_lapsed(booking, at=at)
    booking.reminded_at = at
    booking.save(update_fields=["reminded_at"])
    if booking.price_waits:
        letters.price_lapsed(booking)
    else:
        letters.hold_lapsed(booking, second_persons(booking, at.date()))
    offer_what_is_free(booking.venue, [session.period for session in booking.sessions.all()], at=at)
    return True


@all_or_nothing
def _expire(pk: int, at: datetime) -> bool:
    """Close a request, unless it was answered or its first date given up while we waited for it."""
    booking = Booking.objects.locked(pk)
    if not _begun(at).filter(pk=pk).exists():
        return False
    if booking.price_waits:  # the hall has answered, and its hirer has not
        end_without(booking, at=at)
        journal.record(None, NEVER, booking)
        letters.price_over(booking)
        return True
    booking.status, booking.hold_until = Booking.Status.EXPIRED, None
    booking.reason_code = Booking.Reason.NO_ANSWER
    booking.save(update_fields=["status", "hold_until", "reason_code"])
    keep_refused(booking, at=at)
    let_go(booking, at=at)
    journal.record(None, "expired", booking)
    letters.expired(booking)
    return True
