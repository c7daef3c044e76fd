"""Who opened a page that shows a hirer's contact or people: kept so that the hirer can see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models

from accounts.models import Hirer, Look, User

ONE_LOOK = timedelta(minutes=15)  # turning back to the same page is the same look


def keep_look(by: User, hirer: Hirer, *, page: str, at_place: str, at: datetime) -> None:
    """One row for each person, page and quarter of an hour; `page` is the name of its address."""
    lately = Look.objects.filter(hirer=hirer, by=by, page=page, at_place=at_place, at__gt=at - ONE_LOOK)
    if not lately.exists():
        Look.objects.create(hirer=hirer, by=by, page=page, at_place=at_place, at=at)


def looks_at(hirer: Hirer) -> models.QuerySet[Look]:
    """Newest first."""
    return Look.objects.filter(hirer=hirer).select_related("by")


def looks_in(place: str) -> models.QuerySet[Look]:
    """What the desk of one place looked at, newest first."""
    return Look.objects.filter(at_place=place).select_related("by", "hirer")


def keep_looks(by: User, hirers: Iterable[int], *, page: str, at_place: str, at: datetime) -> None:
    """The same of many hirers at once, by their keys: whoever takes all contacts out of a place has looked at each."""
    lately = Look.objects.filter(by=by, page=page, at_place=at_place, at__gt=at - ONE_LOOK)
    seen = set(lately.values_list("hirer", flat=True))
    new = (Look(hirer_id=hirer, by=by, page=page, at_place=at_place, at=at) for hirer in hirers if hirer not in seen)
    Look.objects.bulk_create(new, batch_size=500)
