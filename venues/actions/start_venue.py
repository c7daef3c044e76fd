"""Begin a venue of an operator: a draft that only its posts see."""

from __future__ import annotations

from itertools import count

from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from accounts import journal
from accounts.models import User
from accounts.whole import whole
from venues.models import Operator, Post, Venue

LONGEST = 60


@whole
def start_venue(operator: Operator, name: str, *, by: User | None) -> Venue:
    """Nothing but a name and its place on the web; whoever starts it is its manager."""
    venue = Venue.objects.create(operator=operator, slug=a_free_slug(Venue, name), name=name)
    if by is not None:
        Post.objects.create(venue=venue, user=by, kind=Post.Kind.MANAGER, since=timezone.localdate())
    journal.record(by, "started", venue)
    return venue


def a_free_slug(model: type[models.Model], name: str) -> str:
    """mill-lane-hall, or mill-lane-hall-2 where that is taken."""
    begin = slugify(name)[: LONGEST - 4].strip("-_").replace("_", "-") or model._meta.model_name or ""
    taken = set(model._default_manager.filter(slug__startswith=begin).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := begin if number == 1 else f"{begin}-{number}") not in taken)
