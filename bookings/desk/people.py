"""Who holds which post of a place, as one person may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from bookings.desk.place import Place
from venues.models import Post, PostInvitation
from venues.rights import FUNDER, HOUSE

ORDER = [kind.value for kind in Post.Kind]


@dataclass(frozen=True)
class Held:
    post: Post
    is_own: bool
    may_end: bool
    may_date: bool

    @property
    def is_away(self) -> bool:
        until = self.post.away_until
        return until is not None and until >= timezone.localdate()

    @property
    def answers_requests(self) -> bool:
        return self.post.kind in (Post.Kind.SECRETARY, Post.Kind.MANAGER)

    @property
    def is_asked_to_end(self) -> bool:
        return self.post.ending_asked_by_id is not None


def posts_of(place: Place, user: User, *, at: datetime) -> list[Held]:
    """By post and name; those who only see a report see only their own; one question."""
    posts = place.venue.posts.held_on(timezone.localdate(at)).select_related("user", "ending_asked_by")
    if not place.roles & HOUSE:
        posts = posts.filter(user=user, kind=FUNDER)
    ends, dates = place.may("place:people_end"), place.may("place:people_until")
    held = [
        Held(
            post,
            is_own=post.user_id == user.pk,
            may_end=ends and post.user_id != user.pk,
            may_date=dates and post.kind != Post.Kind.MANAGER,
        )
        for post in posts
    ]
    return sorted(held, key=lambda one: (ORDER.index(one.post.kind), str(one.post.user).casefold(), one.post.pk))


def invitations_of(place: Place, *, at: datetime) -> list[PostInvitation]:
    """Those that wait, for who may take them back."""
    if not place.may("place:people_take_back"):
        return []
    return list(place.venue.post_invitations.open(at).select_related("invited_by").order_by("created_at", "pk"))


def own_posts(place: Place, user: User, *, at: datetime) -> list[Post]:
    """What this person could give up here."""
    held = place.venue.posts.held_on(timezone.localdate(at)).filter(user=user).select_related("venue", "user")
    return sorted(held, key=lambda post: ORDER.index(post.kind))
