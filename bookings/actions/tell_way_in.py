"""Three days before a date, tell its hirer where to read how they get in."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from accounts.models import Letter
from bookings.locks import all_or_nothing
from bookings.models import DeskAct, Session
from bookings.way_in import BEFORE
from bookings.way_in_letters import key_of, way_in_stands_there
from venues.models import WayIn


@all_or_nothing
def tell_way_in(at: datetime) -> int:
    """How many were told, each booking once of each code; safe to run twice at once."""
    ways: dict[int, list[WayIn]] = defaultdict(list)
    for way in WayIn.objects.order_by("valid_from"):
        ways[way.venue_id].append(way)
    soon = Session.objects.counted().filter(venue__in=list(ways), booking__hirer__forgotten_at=None)
    may_go_again = DeskAct.objects.open(at).filter(kind=DeskAct.Kind.MADE)
    soon = soon.exclude(booking__in=may_go_again.values("booking"))
    soon = soon.filter(starts_at__gt=at, starts_at__lte=at + BEFORE, status=Session.Status.PLANNED)
    found: dict[str, tuple[Session, WayIn]] = {}
    for session in soon.for_lists().select_related("venue", "booking__made_by").order_by("starts_at", "pk"):
        day = session.starts_at.astimezone(session.venue.tz).date()
        holding = [way for way in ways[session.venue_id] if way.valid_from <= day]
        if holding:
            found.setdefault(key_of(session, holding[-1]), (session, holding[-1]))
    told = set(Letter.objects.filter(key__in=list(found)).values_list("key", flat=True))
    new = [pair for key, pair in found.items() if key not in told]
    for session, way in new:
        way_in_stands_there(session, way)
    return len(new)
