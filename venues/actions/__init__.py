"""What we do to a venue, one verb a file."""

from venues.actions.give_post import end_post, give_post
from venues.actions.invite_to_post import invite_to_post, post_invitation_for
from venues.actions.take_up_post import MeantForAnother, PostInvitationGone, is_for, take_up_post

__all__ = [
    "MeantForAnother",
    "PostInvitationGone",
    "end_post",
    "give_post",
    "invite_to_post",
    "is_for",
    "post_invitation_for",
    "take_up_post",
]
