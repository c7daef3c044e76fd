"""Who books at a venue, and which of them may be one and the same group."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet

from accounts.models import Hirer
from bookings.twins import Twins, known_to, questions, twins_read
from venues.at_one_go import at_one_go
from venues.models import Operator, Venue


def hirers_at(venue: Venue, search: str = "") -> QuerySet[Hirer]:
    """Everybody who has asked for a room here, by name, with how often and when last; the hall's own use apart."""
    here = Q(bookings__venue=venue)
    found = known_to(venue.operator).filter(here)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(charity_number__iexact=search.replace(" ", "")))
    return found.annotate(
        bookings_here=Count("bookings", filter=here, distinct=True),
        last_asked=Max("bookings__requested_at", filter=here),
    ).order_by("name", "pk")


def twins_of(operator: Operator) -> list[Twins]:
    """Pairs that look like one group, the likeliest first; one question, however many groups there are."""
    return twins_read(at_one_go(questions(operator)))
