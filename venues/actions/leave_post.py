"""Give one's own post up, or say on which day it ends."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues import letters
from venues.actions.give_post import close_post
from venues.models import Post, Venue

CHANGED = "changed people"  # as the pages of a place name what was changed


class LastManager(Exception):
    """Nobody would be left to look after the place; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody else manages this place for good. Hand the post over, or invite another manager first.")
        )


class PostGone(Exception):
    """It has ended meanwhile; the text is for the person."""

    def __init__(self) -> None:
        super().__init__(_("This post has ended already."))


@whole
def leave_post(post: Post, *, at: datetime) -> None:
    """It ends today. Raises LastManager, PostGone."""
    post = held_and_locked(post, at=at)
    if is_last_manager(post):
        raise LastManager
    close_post(post, on=timezone.localdate(at))
    journal.record(post.user, CHANGED, post.venue, why=_("%(post)s: left") % {"post": post.get_kind_display()})
    letters.post_left(post)


@whole
def set_end_of_post(post: Post, until: date | None, *, by: User, at: datetime) -> Post:
    """From which day on it is no longer held; None where it goes on. Raises PostGone."""
    post = held_and_locked(post, at=at)
    post.until = until
    post.save(update_fields=["until"])
    journal.record(by, CHANGED, post.venue, why=_("%(post)s: last day") % {"post": post.get_kind_display()})
    return post


def held_and_locked(post: Post, *, at: datetime) -> Post:
    """The post as it is now; whoever else would end one at this venue waits. Raises PostGone."""
    Venue.objects.select_for_update(no_key=True).get(pk=post.venue_id)
    held = Post.objects.held_on(timezone.localdate(at)).select_related("venue", "user").filter(pk=post.pk).first()
    if held is None:
        raise PostGone
    return held


def is_last_manager(post: Post) -> bool:
    """Nobody else manages the place whose post does not end by itself."""
    if post.kind != Post.Kind.MANAGER:
        return False
    lasting = Post.objects.filter(venue=post.venue_id, kind=Post.Kind.MANAGER, until=None)
    return not lasting.exclude(user=post.user_id).exists()
