"""Begin an operator with its first venue, and ask somebody by letter to manage it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import journal
from accounts.models import Hirer, User
from venues.actions.invite_to_post import invite_to_post
from venues.actions.start_venue import a_free_slug, start_venue
from venues.models import Category, Operator, Post, PostInvitation, Venue

Kind = Hirer.Kind
FOR_ANYBODY = (Kind.HOUSEHOLD, Kind.PUBLIC, Kind.COMPANY)
FOR_THE_COMMUNITY = (Kind.CHARITY, Kind.CLUB, Kind.INFORMAL)


class AlreadyThere(Exception):
    """There is such an operator; the text is for the person."""


@dataclass(frozen=True)
class Start:
    """What was begun."""

    operator: Operator
    venue: Venue
    invitation: PostInvitation


@transaction.atomic
def start_operator(name: str, *, manager: str, slug: str = "", by: User | None, at: datetime) -> Start:
    """An operator, its two usual prices by name, a draft hall, and the letter. Raises AlreadyThere."""
    same = Operator.objects.filter(slug=slug) if slug else Operator.objects.filter(name__iexact=name)
    held = same.first()
    if held is not None:
        words = _("There is an operator “%(name)s” already (%(slug)s). Nothing was done.")
        raise AlreadyThere(words % {"name": held.name, "slug": held.slug})
    operator = Operator.objects.create(slug=slug or a_free_slug(Operator, name), name=name)
    _make_categories(operator)
    journal.record(by, "started", operator)
    venue = start_venue(operator, name, by=by)
    return Start(operator, venue, invite_to_post(venue, email=manager, kind=Post.Kind.MANAGER, by=by, at=at))


def _make_categories(operator: Operator) -> None:
    """Those that nearly every hall has; the page of prices adds others."""
    Category.objects.create(
        operator=operator, code="standard", name=_("Standard"), is_standard=True, position=0, kinds=list(FOR_ANYBODY)
    )
    Category.objects.create(
        operator=operator, code="community", name=_("Community group"), position=1, kinds=list(FOR_THE_COMMUNITY)
    )
