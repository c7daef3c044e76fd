"""What people do about their groups, one verb a file, each in one transaction."""

from accounts.actions.accept_invitation import InvitationGone, accept_invitation
from accounts.actions.change_group import change_group
from accounts.actions.invite import invitation_for, invite
from accounts.actions.make_group import make_group

__all__ = ["InvitationGone", "accept_invitation", "change_group", "invitation_for", "invite", "make_group"]
