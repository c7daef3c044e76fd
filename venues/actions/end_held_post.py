"""End somebody else's post; a manager's only after a fortnight or with a second one, so that nobody is locked out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues import letters
from venues.actions.give_post import close_post
from venues.actions.leave_post import CHANGED, LastManager, held_and_locked, is_last_manager
from venues.models import Post

FORTNIGHT = timedelta(days=14)


class NotForYou(Exception):
    """Another manager has to say this; the text is for the person."""


@whole
def end_held_post(post: Post, *, by: User, at: datetime) -> Post | None:
    """Gone at once; a manager's ends in a fortnight unless it is kept. Raises LastManager, PostGone, NotForYou."""
    post = held_and_locked(post, at=at)
    if post.kind == Post.Kind.MANAGER:
        return _ask(post, by=by, at=at)
    close_post(post, on=timezone.localdate(at))
    journal.record(by, CHANGED, post.venue, why=_("%(post)s: ended") % {"post": post.get_kind_display()})
    letters.post_ended(post, by=by)
    return None


@whole
def keep_post(post: Post, *, by: User, at: datetime) -> Post:
    """What was asked to end goes on; any manager may say so, whose post it is too. Raises PostGone."""
    post = held_and_locked(post, at=at)
    if post.ending_asked_by_id is None:  # the same button twice
        return post
    post.until, post.ending_asked_by = None, None
    post.save(update_fields=["until", "ending_asked_by"])
    journal.record(by, CHANGED, post.venue, why=_("Manager: stays"))
    letters.manager_stays(post, by=by)
    return post


@whole
def agree_to_end(post: Post, *, by: User, at: datetime) -> None:
    """A second manager agrees, and it ends at once. Raises NotForYou, PostGone."""
    post = held_and_locked(post, at=at)
    if not may_agree(post, by, at=at):
        raise NotForYou(
            _(
                "Only a manager who did not ask for it, whose own post stays, and who has managed "
                "this place for 14 days can end it at once."
            )
        )
    close_post(post, on=timezone.localdate(at))
    post.venue.post_invitations.filter(
        invited_by=post.user, accepted_at=None
    ).delete()  # or they let themselves in again
    journal.record(by, CHANGED, post.venue, why=_("Manager: ended, as two managers wished"))
    letters.post_ended(post, by=by)


def may_agree(post: Post, by: User, *, at: datetime) -> bool:
    """A second person: neither who asked nor whose post it is, nor somebody just let in to say yes."""
    if post.ending_asked_by_id is None or by.pk in (post.ending_asked_by_id, post.user_id):
        return False
    settled = timezone.localdate(at) - FORTNIGHT
    own = Post.objects.filter(venue=post.venue_id, user=by, kind=Post.Kind.MANAGER, since__lte=settled)
    return own.filter(until=None).exists()


def _ask(post: Post, *, by: User, at: datetime) -> Post:
    last_day = timezone.localdate(at) + FORTNIGHT
    if post.ending_asked_by_id is not None or (post.until is not None and post.until <= last_day):
        return post  # it ends as it is
    own = Post.objects.filter(venue=post.venue_id, user=by, kind=Post.Kind.MANAGER, until=None)
    if not own.exists():
        raise NotForYou(_("Your own post as manager is about to end, so you cannot end another’s."))
    if is_last_manager(post):
        raise LastManager
    post.until, post.ending_asked_by = last_day, by
    post.save(update_fields=["until", "ending_asked_by"])
    journal.record(by, CHANGED, post.venue, why=_("Manager: asked to end in 14 days"))
    letters.manager_ending(post, by=by)
    return post
