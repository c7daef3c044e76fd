"""Say that one is away for a while, and so cannot answer."""

from __future__ import annotations

from datetime import date

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Post, Venue


@whole
def be_away(venue: Venue, user: User, *, until: date | None, on: date) -> bool:
    """Through that day, in every post that answers requests; None is back again. Whether there is such a post."""
    posts = Post.objects.filter(venue=venue, user=user, kind__in=[Post.Kind.SECRETARY, Post.Kind.MANAGER])
    changed = posts.held_on(on).update(away_until=until)
    if changed:
        journal.record(user, "is away from" if until else "is back at", venue, why=until.isoformat() if until else "")
    return bool(changed)
