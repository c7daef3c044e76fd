"""Give somebody a post."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import journal
from accounts.models import User
from venues.models import Post, Venue


@transaction.atomic
def appoint(user: User, kind: Post.Kind, venue: Venue, *, on: date) -> bool:
    """Whether it is news: who holds this post already keeps it as it is."""
    venue = Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)  # nobody is appointed twice at once
    if venue.posts.held_on(on).filter(user=user, kind=kind).exists():
        return False
    Post.objects.update_or_create(venue=venue, user=user, kind=kind, since=on, defaults={"until": None})
    journal.record(None, "appointed", venue, why=f"{kind}: {user.email}")
    return True
