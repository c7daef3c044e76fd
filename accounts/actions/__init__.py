"""What people do about their groups, one verb a file, each in one transaction."""

from accounts.actions.accept_invitation import InvitationGone, MeantForAnother, accept_invitation, may_accept
from accounts.actions.change_group import change_group
from accounts.actions.change_member import change_member, hand_over
from accounts.actions.end_membership import (
    LastOrganiser,
    MembershipGone,
    NotForYou,
    agree_to_let_go,
    end_membership,
    end_what_is_due,
    has_just_left,
    keep_organiser,
    may_agree,
)
from accounts.actions.invite import invitation_for, invite
from accounts.actions.make_group import make_group
from accounts.actions.take_back import take_back

__all__ = [
    "InvitationGone",
    "LastOrganiser",
    "MeantForAnother",
    "MembershipGone",
    "NotForYou",
    "accept_invitation",
    "agree_to_let_go",
    "change_group",
    "change_member",
    "end_membership",
    "end_what_is_due",
    "hand_over",
    "has_just_left",
    "invitation_for",
    "invite",
    "keep_organiser",
    "make_group",
    "may_accept",
    "may_agree",
    "take_back",
]
