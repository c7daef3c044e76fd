"""Take a post from somebody."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from accounts import journal
from accounts.models import User
from venues.models import Post, Venue


@transaction.atomic
def end_post(user: User, kind: Post.Kind, venue: Venue, *, on: date) -> bool:
    """Whether there was one to end. Its rights end at once, so yesterday was its last day."""
    ended = venue.posts.held_on(on).filter(user=user, kind=kind).update(until=on - timedelta(days=1))
    if ended:
        journal.record(None, "ended the post", venue, why=f"{kind}: {user.email}")
    return bool(ended)
