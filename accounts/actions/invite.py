"""Ask somebody by letter to join a group."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import journal, outbox
from accounts.models import Hirer, Invitation, User
from accounts.whole import whole

LASTS = timedelta(days=14)
SECOND_CLICK = timedelta(minutes=1)


@whole
def invite(
    hirer: Hirer,
    *,
    email: str,
    role: str,
    may_book: bool = False,
    may_cancel: bool = False,
    may_see_money: bool = False,
    by: User,
    at: datetime,
) -> Invitation:
    """Write the letter; its link holds the only copy of the token. An earlier invitation of this address ends.

    The same button twice is one letter.
    """
    Hirer.objects.select_for_update(no_key=True).get(pk=hirer.pk)
    part = {"role": role, "may_book": may_book, "may_cancel": may_cancel, "may_see_money": may_see_money}
    earlier = Invitation.objects.open().filter(hirer=hirer, email__iexact=email)
    again = earlier.filter(**part, invited_by=by, created_at__gt=at - SECOND_CLICK).first()
    if again is not None:
        return again
    earlier.update(expires_at=at)
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        hirer=hirer,
        email=email,
        **part,
        token_hash=_hash(token),
        invited_by=by,
        created_at=at,
        expires_at=at + LASTS,
    )
    journal.record(by, "invited to", hirer)
    _write_letter(invitation, token)
    return invitation


def invitation_for(token: str) -> Invitation | None:
    """The invitation whose letter held this token."""
    return Invitation.objects.select_related("hirer", "invited_by").filter(token_hash=_hash(token)).first()


def _write_letter(invitation: Invitation, token: str) -> None:
    group, inviter = invitation.hirer.name, str(invitation.invited_by)
    context = {
        "invitation": invitation,
        "group": group,
        "inviter": inviter,
        "days": LASTS.days,
        "link": settings.PUBLIC_URL + reverse("groups:accept", args=[token]),
    }
    outbox.post(
        f"invitation-{invitation.pk}",
        kind=outbox.INVITATION,
        to=invitation.email,
        subject=_("%(inviter)s invites you to join %(group)s") % {"inviter": inviter, "group": group},
        body=render_to_string("letters/invitation.txt", context),
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
