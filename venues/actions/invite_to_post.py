"""Ask somebody by letter to take up a post in a venue, or to take over one's own."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues import letters
from venues.actions.leave_post import CHANGED
from venues.models import Post, PostInvitation, Venue

LASTS = timedelta(days=14)
SECOND_CLICK = timedelta(minutes=1)


@whole
def invite_to_post(
    venue: Venue,
    *,
    email: str,
    kind: str,
    until: date | None = None,
    by: User | None,
    at: datetime,
    hands_over: Post | None = None,
) -> PostInvitation:
    """Write the letter; its link holds the only copy of the token.

    An earlier invitation of this address to this post ends; the same button twice is one
    letter. `by` None is the house itself; `hands_over` is the post that ends when this one is
    taken up.
    """
    email = email.strip().lower()
    Venue.objects.select_for_update(no_key=True).get(pk=venue.pk)
    earlier = venue.post_invitations.open(at).filter(email__iexact=email, kind=kind)
    again = earlier.filter(until=until, invited_by=by, hands_over=hands_over, created_at__gt=at - SECOND_CLICK).first()
    if again is not None:
        return again
    earlier.update(expires_at=at)
    token = secrets.token_urlsafe(24)
    invitation = PostInvitation.objects.create(
        venue=venue,
        email=email,
        kind=kind,
        until=until,
        token_hash=_hash(token),
        invited_by=by,
        created_at=at,
        expires_at=at + LASTS,
        hands_over=hands_over,
    )
    journal.record(by, CHANGED, venue, why=_("%(post)s: invited") % {"post": invitation.get_kind_display()})
    letters.invited_to_post(invitation, token, days=LASTS.days)
    if kind == Post.Kind.MANAGER or hands_over:
        letters.colleague_invited(invitation)
    return invitation


def post_invitation_for(token: str) -> PostInvitation | None:
    """The invitation whose letter held this token."""
    found = PostInvitation.objects.select_related("venue__operator", "invited_by", "hands_over")
    return found.filter(token_hash=_hash(token)).first()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
