"""How a booking with a stated need ended, as it counts in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bookings.models import AccessOutcome, Booking, DidItWork, Session, StatedNeed

ENDED_BY_THEM = (Booking.Status.WITHDRAWN, Booking.Status.CANCELLED)
Ended = tuple[str, str]  # the outcome, and its reason


def outcome_of(booking: Booking, needs: Sequence[StatedNeed], asked: Sequence[DidItWork]) -> Ended | None:
    """What is known of it now; None where nothing was said to be needed, or nobody came to find out."""
    if not needs and not asked:
        return None
    said = [each.outcome for each in asked if each.outcome]
    could_not = any(need.answer == StatedNeed.Answer.CANNOT for need in needs)
    return ended(booking.status, booking.reason_code, said=said[-1] if said else "", could_not=could_not)


def ended(status: str, reason_code: str, *, said: str, could_not: bool) -> Ended | None:
    """Of a booking with a stated need: what its hirer `said` last, and whether the hall `could_not` do one of them.

    None of what was refused for another reason, or given up: nobody came to find out.
    """
    outcome, reason = AccessOutcome.Outcome, AccessOutcome.Reason
    if status == Booking.Status.CONFIRMED:
        return (said, reason.ANSWERED) if said else (outcome.UNKNOWN, reason.NO_ANSWER)
    if status == Booking.Status.DECLINED and reason_code == Booking.Reason.ACCESS:
        return (outcome.NOT_MET, reason.DECLINED)
    return (outcome.NOT_MET, reason.GIVEN_UP) if could_not and status in ENDED_BY_THEM else None


def ended_at(booking: Booking, sessions: Sequence[Session]) -> datetime:
    """When its last date was over; of one that came to nothing when it was decided."""
    planned = [session.ends_at for session in sessions if session.status == Session.Status.PLANNED]
    over = max(planned or [session.ends_at for session in sessions], default=booking.made_at)
    return counts_from(booking.status, booking.decided_at, over)


def counts_from(status: str, decided_at: datetime | None, over: datetime) -> datetime:
    """The moment that says in which month it counts; `over` is the end of its last date."""
    return over if status == Booking.Status.CONFIRMED else decided_at or over


def month_of(moment: datetime, zone: ZoneInfo) -> date:
    """The first day of the month in which it lies by that clock."""
    return moment.astimezone(zone).date().replace(day=1)
