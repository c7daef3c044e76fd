"""Join the group that a letter invited to."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.actions.change_member import TICKS
from accounts.first_confirmed import goes_by
from accounts.models import Invitation, Membership, User
from accounts.whole import whole


class InvitationGone(Exception):
    """It was used before, or is too old; the text is for the person."""


class MeantForAnother(Exception):
    """To organise a group is for whoever the letter went to; the text is for the person."""


@whole
def accept_invitation(invitation: Invitation, *, by: User, at: datetime) -> Membership:
    """Make this person part of the group; an invitation serves once. Raises InvitationGone, MeantForAnother.

    For somebody who is in the group already, it is left for whom it was meant, unless
    it makes a member an organiser.
    """
    locked = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("hirer")
    found = locked.filter(pk=invitation.pk).first()  # it may have been taken back meanwhile
    if found is None or not found.is_open(at):
        raise InvitationGone(_("This invitation has been used, or is too old."))
    if not may_accept(found, by):
        raise MeantForAnother(_("This invitation went to another e-mail address than yours."))
    invitation = found
    membership, joined = Membership.objects.get_or_create(
        hirer=invitation.hirer, user=by, defaults={name: getattr(invitation, name) for name in ("role", *TICKS)}
    )
    if joined or _promotes(invitation, membership):
        membership.role = invitation.role
        membership.save(update_fields=["role"])
        invitation.accepted_at = at
        invitation.save(update_fields=["accepted_at"])
        journal.record(by, "joined", invitation.hirer)
    return membership


def may_accept(invitation: Invitation, user: User) -> bool:
    """A member's place may be handed on in a family or a club; an organiser's is for its address only."""
    return invitation.role != Membership.Role.ORGANISER or goes_by(user, invitation.email)


def _promotes(invitation: Invitation, membership: Membership) -> bool:
    organiser = Membership.Role.ORGANISER
    return invitation.role == organiser and membership.role != organiser
