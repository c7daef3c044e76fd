"""Remind groups of their dates two days before, while giving one up still helps somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q

from accounts.models import Letter
from accounts.unwanted import REMINDER, unwanted_by
from bookings import rights
from bookings.locks import all_or_nothing
from bookings.models import Session
from bookings.reminder_letters import key_of, reminder
from venues.models import Venue

BEFORE = timedelta(days=2)
AT_LEAST = timedelta(hours=12)  # later than that it would help nobody
FRESH = timedelta(days=3)  # whoever was told so lately need not be told again
OVERLAP = timedelta(hours=1)


@all_or_nothing
def remind(at: datetime, *, since: datetime | None) -> int:
    """How many were reminded, each of a date once; safe to run twice at once.

    `since` is when this was last done: what came into the two days before then has been dealt with. A clock that
    was put back since makes nobody miss theirs.
    """
    first = max(at + AT_LEAST, min(since, at) + BEFORE - OVERLAP) if since else at + AT_LEAST
    soon = _soon(first, at + BEFORE)
    told = set(Letter.objects.filter(key__in=[key_of(session) for session in soon]).values_list("key", flat=True))
    new = [session for session in soon if key_of(session) not in told]
    wanted = list(_wanted(new))
    for session, to in wanted:
        reminder(session, to=to)
    return len(wanted)


def _soon(first: datetime, last: datetime) -> list[Session]:
    """Dates that are booked and were not booked just now; by venue, so that an index finds them among a million."""
    fresh = Q(booking__decided_at__gt=F("starts_at") - FRESH)
    found = Session.objects.counted().filter(venue__in=Venue.objects.values("pk"), booking__hirer__forgotten_at=None)
    found = found.filter(starts_at__gt=first, starts_at__lte=last).exclude(fresh)
    return list(found.for_lists().select_related("venue__operator", "booking__made_by"))


def _wanted(sessions: Iterable[Session]) -> Iterator[tuple[Session, str]]:
    """With the address of each, but for those who asked not to be reminded by that venue; on paper it came too late."""
    by_venue: dict[str, list[tuple[Session, str]]] = defaultdict(list)
    for session in sessions:
        by_venue[session.venue.slug].append((session, rights.letters_go_to(session.booking)))
    for slug, found in by_venue.items():
        without = unwanted_by((to for _session, to in found), REMINDER, slug)
        yield from (pair for pair in found if pair[1] and pair[1].lower() not in without)
