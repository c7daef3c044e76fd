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


def colleague_invited(invitation: PostInvitation) -> None:
    """To the other managers: somebody is asked to become one of them, or to take over another's post."""
    for manager in managers_of(invitation.venue):
        if manager != invitation.invited_by:
            _write(
                f"colleague-invited-{invitation.pk}-{manager.pk}",
                "colleague_invited",
                invitation.venue,
                to=manager.email,
                subject=_("%(email)s is asked to take up a post at %(venue)s: %(post)s"),
                post=invitation.get_kind_display(),
                email=invitation.email,
                invitation=invitation,
                link=_address("place:people", invitation.venue.slug),
            )


def manager_ending(post: Post, *, by: User) -> None:
    """To every manager, whose post it is among them: it ends in a fortnight unless one of them keeps it."""
    for manager in managers_of(post.venue):
        _write(
            f"manager-ending-{post.pk}-{_moment()}-{manager.pk}",
            "manager_ending",
            post.venue,
            to=manager.email,
            subject=_("Keep or end: %(name)s as manager of %(venue)s"),
            name=str(post.user),
            by=by,
            post=post,
            is_theirs=manager == post.user,
            asked_it=manager == by,
            link=_address("place:people_ending", post.venue.slug, str(post.pk)),
        )


def manager_stays(post: Post, *, by: User) -> None:
    """To the other managers: it does not end after all."""
    for manager in managers_of(post.venue):
        if manager != by:
            _write(
                f"manager-stays-{post.pk}-{_moment()}-{manager.pk}",
                "manager_stays",
                post.venue,
                to=manager.email,
                subject=_("%(name)s stays a manager of %(venue)s"),
                name=str(post.user),
                by=by,
                link=_address("place:people", post.venue.slug),
            )


def post_ended(post: Post, *, by: User) -> None:
    """To whoever held it."""
    _write(
        f"post-ended-{post.venue_id}-{post.user_id}-{post.kind}-{_moment()}",
        "post_ended",
        post.venue,
        to=post.user.email,
        subject=_("Your post at %(venue)s has ended: %(post)s"),
        post=post.get_kind_display(),
        by=by,
    )


def post_left(post: Post) -> None:
    """To the managers: somebody gave a post up."""
    for manager in managers_of(post.venue):
        if manager != post.user:
            _write(
                f"post-left-{post.venue_id}-{post.user_id}-{post.kind}-{_moment()}-{manager.pk}",
                "post_left",
                post.venue,
                to=manager.email,
                subject=_("%(name)s has left: %(post)s of %(venue)s"),
                name=str(post.user),
                post=post.get_kind_display(),
                link=_address("place:people", post.venue.slug),
            )


def managers_of(venue: Venue) -> list[User]:
    """Who manages it today."""
    held = venue.posts.held_on(timezone.localdate()).filter(kind=Post.Kind.MANAGER).select_related("user")
    return list(dict.fromkeys(post.user for post in held))


def _moment() -> str:
    """The same may happen twice in a day, and each time is told."""
    return f"{timezone.now():%Y%m%d%H%M%S%f}"


def _address(page: str, *args: str) -> str:
    return settings.PUBLIC_URL + reverse(page, args=args)


def _write(key: str, template: str, venue: Venue, *, to: str, subject: str, kind: str = "", **facts: Any) -> None:
    outbox.post(
        key,
        kind=kind or template,
        place=venue.slug,
        to=to,
        reply_to=venue.email,
        subject=subject % {"venue": venue.name, **facts},
        body=render_to_string(f"letters/{template}.txt", {"venue": venue, **facts}).strip() + "\n",
    )
