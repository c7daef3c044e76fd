"""How a hirer gets in, told from three days before a date until it is over, and never before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bookings.models import Booking, Session
from venues.access.vocabulary import FACTS
from venues.access.words import entry_words
from venues.guides import as_claim
from venues.models import AccessClaim, WayIn

BEFORE = timedelta(hours=72)


@dataclass(frozen=True)
class Entry:
    """`words` are the hall's own, for the next date; empty until `told_on`, the day on which they stand there."""

    session: Session
    words: str
    told_on: date


def way_in_now(booking: Booking, at: datetime, *, sessions: Iterable[Session] | None = None) -> Entry | None:
    """For a booking that is confirmed: its next date, or the one that goes on; None where the hall told us of none."""
    if not booking.is_confirmed:
        return None
    dates = booking.sessions.all() if sessions is None else sessions
    session = next_date(dates, at)
    if session is None:
        return None
    zone = booking.venue.tz
    way = WayIn.objects.on(booking.venue, session.starts_at.astimezone(zone).date())
    if way is None:
        return None
    from_when = session.starts_at - BEFORE
    return Entry(session, way.words if from_when <= at else "", from_when.astimezone(zone).date())


def next_date(sessions: Iterable[Session], at: datetime) -> Session | None:
    """The first that is not over and not given up."""
    left = [session for session in sessions if session.status == Session.Status.PLANNED and session.ends_at > at]
    return min(left, key=lambda session: session.starts_at, default=None)


def ways_of_entry(booking: Booking, at: datetime, *, sessions: Iterable[Session]) -> list[str]:
    """What strangers are not told of how people get in, by each door: for a confirmed booking until it is over."""
    if not booking.is_confirmed or next_date(sessions, at) is None:
        return []
    told = [code for code, fact in FACTS.items() if fact.private]
    rows = booking.venue.access_claims.current().filter(fact__in=told, state=AccessClaim.State.KNOWN)
    claims = (as_claim(row) for row in rows.select_related("entrance", "room").order_by("entrance_id", "pk"))
    return [entry_words(replace(claim, is_for_the_house=True)) for claim in claims if claim.is_private]
