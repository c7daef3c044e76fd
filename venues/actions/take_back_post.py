"""Take back an invitation to a post."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.actions.leave_post import CHANGED
from venues.models import PostInvitation


@whole
def take_back_post(invitation: PostInvitation, *, by: User) -> None:
    """The link of its letter leads nowhere from now on."""
    post = {"post": invitation.get_kind_display()}
    journal.record(by, CHANGED, invitation.venue, why=_("%(post)s: invitation taken back") % post)
    invitation.delete()
