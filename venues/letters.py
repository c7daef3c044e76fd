"""What is written to those who hold a venue's posts: each letter a row of the outbox, in the act's own transaction."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.models import User
from venues.models import Post, PostInvitation, Venue


def invited_to_post(invitation: PostInvitation, token: str, *, days: int) -> None:
    """To whoever is asked: what the post is, and the link that takes it up."""
    _write(
        f"post-invitation-{invitation.pk}",
        "post_invitation",
        invitation.venue,
        to=invitation.email,
        subject=_("%(venue)s asks you: %(post)s"),
        kind=outbox.INVITATION,
        post=invitation.get_kind_display(),
        invitation=invitation,
        days=days,
        link=_address("posts:accept", token),
    )


def manager_invited(invitation: PostInvitation) -> None:
    """To the other managers: somebody is asked to become one of them."""
    for manager in managers_of(invitation.venue):
        if manager != invitation.invited_by:
            _write(
                f"manager-invited-{invitation.pk}-{manager.pk}",
                "manager_invited",
                invitation.venue,
                to=manager.email,
                subject=_("%(email)s is asked to be a manager of %(venue)s"),
                email=invitation.email,
                invitation=invitation,
                link=_address("place:people", invitation.venue.slug),
            )


def managers_of(venue: Venue) -> list[User]:
    """Who manages it today."""
    held = venue.posts.held_on(timezone.localdate()).filter(kind=Post.Kind.MANAGER).select_related("user")
    return list(dict.fromkeys(post.user for post in held))


def _address(page: str, *args: str) -> str:
    return settings.PUBLIC_URL + reverse(page, args=args)


def _write(key: str, template: str, venue: Venue, *, to: str, subject: str, kind: str = "", **facts: Any) -> None:
    outbox.post(
        key,
        kind=kind or template,
        to=to,
        reply_to=venue.email,
        subject=subject % {"venue": venue.name, **facts},
        body=render_to_string(f"letters/{template}.txt", {"venue": venue, **facts}).strip() + "\n",
    )
