"""Tell each desk what waits, on the mornings it has chosen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from accounts.unwanted import is_unwanted
from bookings.digest import digest_of
from bookings.digest_letters import digest, kind_for
from bookings.locks import all_or_nothing
from venues.models import Venue
from venues.quiet import letters_to_desk_after

MORNING = time(7)
AT_MOST_LATE = timedelta(hours=6)  # what waits in the morning is old news in the evening


@all_or_nothing
def send_digests(at: datetime, *, since: datetime | None) -> int:
    """How many were written; safe to run twice at once, and on a morning on which nothing waits there is none.

    `since` is when this was last done: what was due before then has been dealt with.
    """
    after = max(since, at - AT_MOST_LATE) if since else at - AT_MOST_LATE
    written = 0
    for venue in Venue.objects.exclude(digest=Venue.Digest.NEVER).order_by("pk"):
        due = due_at(venue, at)
        if after < due <= at and not is_unwanted(kind_for(venue)):
            found = digest_of(venue, at=at)
            if found.waits:
                digest(venue, found, due=due)
                written += 1
    return written


def due_at(venue: Venue, at: datetime) -> datetime:
    """The latest morning of its choice: at seven, or where that is quiet once it is so no longer."""
    today = at.astimezone(venue.tz).date()
    days = range(8) if venue.digest == Venue.Digest.WAITING else range(today.weekday(), today.weekday() + 8, 7)
    moments = [_once_somebody_reads(venue, today - timedelta(days=back)) for back in days]
    return max((moment for moment in moments if moment <= at), default=moments[-1])


def _once_somebody_reads(venue: Venue, day: date) -> datetime:
    """From the morning of that day on; never before a morning, though a quiet day ends at midnight."""
    moment = letters_to_desk_after(venue, _morning(venue, day))
    return letters_to_desk_after(venue, max(moment, _morning(venue, moment.astimezone(venue.tz).date())))


def _morning(venue: Venue, day: date) -> datetime:
    return datetime.combine(day, MORNING, venue.tz)
