"""Who hears of a request beside the hall's own address: when it waits too long, or while somebody is away."""

from __future__ import annotations

from datetime import date

from bookings.models import Booking
from venues.models import Post

ANSWERING = (Post.Kind.SECRETARY, Post.Kind.MANAGER)


def second_persons(booking: Booking, on: date) -> list[str]:
    """The managers of the venue: the secretary has had the first letter."""
    managers = Post.objects.filter(venue=booking.venue_id, kind=Post.Kind.MANAGER).held_on(on)
    return list(managers.values_list("user__email", flat=True).distinct())


def instead_of_who_is_away(booking: Booking, on: date) -> list[str]:
    """While somebody who answers requests is away, the others who do; nobody while all are there. One question."""
    posts = Post.objects.filter(venue=booking.venue_id, kind__in=ANSWERING).held_on(on)
    rows = list(posts.order_by("pk").values_list("user__email", "away_until"))
    away = {email for email, until in rows if until and until >= on}
    return list(dict.fromkeys(email for email, _until in rows if email not in away)) if away else []
