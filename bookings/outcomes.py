"""How a booking with a stated need ended, as it counts in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bookings.models import AccessOutcome, Booking, DidItWork, Session, StatedNeed
from venues.models import Venue

ENDED_BY_THEM = (Booking.Status.WITHDRAWN, Booking.Status.CANCELLED)
Ended = tuple[str, str]  # the outcome, and its reason


def outcome_of(booking: Booking, needs: Sequence[StatedNeed], asked: Sequence[DidItWork]) -> Ended | None:
    """What is known of it now; None of what was refused for another reason, or given up: nobody came to find out."""
    outcome, reason = AccessOutcome.Outcome, AccessOutcome.Reason
    if booking.is_confirmed:
        said = [each for each in asked if each.outcome]
        return (said[-1].outcome, reason.ANSWERED) if said else (outcome.UNKNOWN, reason.NO_ANSWER)
    if booking.status == Booking.Status.DECLINED and booking.reason_code == Booking.Reason.ACCESS:
        return (outcome.NOT_MET, reason.DECLINED)
    could_not = any(need.answer == StatedNeed.Answer.CANNOT for need in needs)
    return (outcome.NOT_MET, reason.GIVEN_UP) if could_not and booking.status in ENDED_BY_THEM else None


def ended_at(booking: Booking, sessions: Sequence[Session]) -> datetime:
    """When its last date was over; of one that came to nothing when it was decided."""
    planned = [session.ends_at for session in sessions if session.status == Session.Status.PLANNED]
    over = max(planned or [session.ends_at for session in sessions], default=booking.made_at)
    return over if booking.is_confirmed else booking.decided_at or over


def month_of(moment: datetime, venue: Venue) -> date:
    """The first day of the month in which it lies by the venue's clock."""
    return moment.astimezone(venue.tz).date().replace(day=1)
