"""Begin an operator with its first venue, and ask somebody by letter to manage it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.actions.invite_to_post import invite_to_post
from venues.actions.start_venue import a_free_slug, start_venue
from venues.models import Category, Operator, Post, PostInvitation, Venue


class AlreadyThere(Exception):
    """There is such an operator; the text is for the person."""


@dataclass(frozen=True)
class Start:
    """What was begun."""

    operator: Operator
    venue: Venue
    invitation: PostInvitation


@whole
def start_operator(name: str, *, manager: str, slug: str = "", by: User | None, at: datetime) -> Start:
    """An operator with one kind of price, a draft hall, and the letter. Raises AlreadyThere.

    The page of prices offers the other kinds that most halls have.
    """
    same = Operator.objects.filter(slug=slug) if slug else Operator.objects.filter(name__iexact=name)
    held = same.first()
    if held is not None:
        words = _("There is an operator “%(name)s” already (%(slug)s). Nothing was done.")
        raise AlreadyThere(words % {"name": held.name, "slug": held.slug})
    operator = Operator.objects.create(slug=slug or a_free_slug(Operator, name), name=name)
    Category.objects.create(operator=operator, code="standard", name=_("Standard"), is_standard=True)
    journal.record(by, "started", operator)
    venue = start_venue(operator, name, by=by)
    return Start(operator, venue, invite_to_post(venue, email=manager, kind=Post.Kind.MANAGER, by=by, at=at))
