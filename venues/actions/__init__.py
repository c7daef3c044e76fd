"""What we do to a venue, one verb a file."""

from venues.actions.give_post import end_post, give_post

__all__ = ["end_post", "give_post"]
