"""What we do to a venue, one verb a file."""

from venues.actions.end_held_post import NotForYou, agree_to_end, end_held_post, keep_post, may_agree
from venues.actions.give_post import end_post, give_post
from venues.actions.invite_to_post import invite_to_post, post_invitation_for
from venues.actions.leave_post import LastManager, PostGone, is_last_manager, leave_post, set_end_of_post
from venues.actions.take_back_post import take_back_post
from venues.actions.take_up_post import MeantForAnother, PostInvitationGone, is_for, take_up_post

__all__ = [
    "LastManager",
    "MeantForAnother",
    "NotForYou",
    "PostGone",
    "PostInvitationGone",
    "agree_to_end",
    "end_held_post",
    "end_post",
    "give_post",
    "invite_to_post",
    "is_for",
    "is_last_manager",
    "keep_post",
    "leave_post",
    "may_agree",
    "post_invitation_for",
    "set_end_of_post",
    "take_back_post",
    "take_up_post",
]
