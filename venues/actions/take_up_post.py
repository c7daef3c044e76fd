"""Take up the post that a letter asked one to."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import journal
from accounts.first_confirmed import goes_by
from accounts.models import User
from accounts.whole import whole
from venues.actions.give_post import close_post
from venues.actions.leave_post import CHANGED
from venues.models import Post, PostInvitation, Venue


class PostInvitationGone(Exception):
    """It was used before, or is too old; the text is for the person."""


class MeantForAnother(Exception):
    """The letter went to an address that is not this person's; the text is for the person."""


@whole
def take_up_post(invitation: PostInvitation, *, by: User, at: datetime) -> Post:
    """The post begins today; where it is handed over, the other's ends. Raises PostInvitationGone, MeantForAnother."""
    Venue.objects.select_for_update(no_key=True).get(pk=invitation.venue_id)  # posts of one venue, one act at a time
    found = PostInvitation.objects.select_related("venue", "hands_over").filter(pk=invitation.pk).first()
    if found is None or not found.is_open(at):
        raise PostInvitationGone(_("This invitation has been used, taken back, or is too old."))
    if not is_for(found, by):
        raise MeantForAnother(_("This invitation went to another e-mail address than yours."))
    return _take_up(found, by, at)


def is_for(invitation: PostInvitation, user: User) -> bool:
    """Whether the letter went to an address that is known to be this person's."""
    return goes_by(user, invitation.email)


def _take_up(invitation: PostInvitation, by: User, at: datetime) -> Post:
    names = {"post": invitation.get_kind_display()}
    post = _held_anew(invitation, by, at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    journal.record(by, CHANGED, invitation.venue, why=_("%(post)s: taken up") % names)
    if invitation.hands_over and invitation.hands_over.user_id != by.pk:
        close_post(invitation.hands_over, on=timezone.localdate(at))
        journal.record(invitation.invited_by, CHANGED, invitation.venue, why=_("%(post)s: handed over") % names)
    return post


def _held_anew(invitation: PostInvitation, by: User, at: datetime) -> Post:
    """Whoever holds this post already goes on holding it, at least until the day that this invitation says."""
    today = timezone.localdate(at)
    held = Post.objects.filter(venue=invitation.venue, user=by, kind=invitation.kind).held_on(today).first()
    if held is None:
        return Post.objects.create(
            venue=invitation.venue, user=by, kind=invitation.kind, since=today, until=invitation.until
        )
    ends = (held.until, invitation.until)
    held.until, held.ending_asked_by = None if None in ends else max(filter(None, ends)), None
    held.save(update_fields=["until", "ending_asked_by"])
    return held
