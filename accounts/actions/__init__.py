"""What people do about their groups, one verb a file, each in one transaction."""

from accounts.actions.accept_invitation import InvitationGone, accept_invitation
from accounts.actions.change_group import change_group
from accounts.actions.end_membership import LastOrganiser, end_membership
from accounts.actions.invite import invitation_for, invite
from accounts.actions.make_group import make_group
from accounts.actions.take_back import take_back

__all__ = [
    "InvitationGone",
    "LastOrganiser",
    "accept_invitation",
    "change_group",
    "end_membership",
    "invitation_for",
    "invite",
    "make_group",
    "take_back",
]
