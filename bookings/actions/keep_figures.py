"""Figures that are worked out once and kept: emptied when what they were made of was written to, and put in anew.

Whoever works some out has looked after the marks that emptied them were taken away. What was written since has left a
mark that stands, or has moved `turn` on: so that kept figures are those of the rows as they are, or are not there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F

from accounts.models import Touched, User
from bookings.figure_letters import figures_made
from bookings.figures_touched import venues_touched
from bookings.locks import all_or_nothing
from bookings.models import FiguresAsked, KeptFigures

AT_MOST = 10_000  # marks in one go


def empty_what_changed() -> None:
    """Empty what was kept of every venue to which something was written."""
    while _empty_some():
        pass


@all_or_nothing
def _empty_some() -> bool:
    """Whether there may be more."""
    told = list(Touched.objects.order_by("pk").values_list("pk", "what", "key", "since")[:AT_MOST])
    if told:
        _empty(venues_touched((what, key, since) for _pk, what, key, since in told))
        Touched.objects.filter(pk__in=[pk for pk, *_mark in told]).delete()
    return len(told) == AT_MOST


def _empty(since: Mapping[int, date] | None) -> None:
    """Of these venues the days that are not over before what was written of; of all where nothing is told.

    In the order of their keys, which everybody takes them in.
    """
    rows = KeptFigures.objects.order_by("pk").select_for_update(no_key=True)
    if since is not None:
        rows = rows.filter(venue__in=since)
    keys = [
        pk
        for pk, venue, until in rows.values_list("pk", "venue_id", "until")
        if since is None or until >= since[venue]  # a day of theirs may have another date in UTC
    ]
    if keys:
        KeptFigures.objects.filter(pk__in=keys).update(turn=F("turn") + 1, figures=None, made_by="")


@all_or_nothing
def make_room_for_figures(venues: Collection[int], first: date, until: date) -> None:
    """A place for the figures of each of these venues over these days, where there is none yet."""
    KeptFigures.objects.bulk_create(
        [KeptFigures(venue_id=venue, first=first, until=until) for venue in sorted(venues)], ignore_conflicts=True
    )


@all_or_nothing
def keep_figures(place: KeptFigures, figures: dict[str, Any], *, made_by: str) -> None:
    """Put them in; not where their place was emptied, or filled, since it was looked at."""
    there = KeptFigures.objects.filter(pk=place.pk, turn=place.turn)
    there.update(turn=F("turn") + 1, figures=figures, made_by=made_by)


@all_or_nothing
def tell_that_figures_are_made(asked: FiguresAsked) -> None:
    """With a letter; who asked does not wait any more."""
    gone, _kinds = FiguresAsked.objects.filter(pk=asked.pk).delete()
    if gone:
        figures_made(asked)


@all_or_nothing
def ask_for_figures(user: User, first: date, until: date, *, code: str, at: datetime) -> None:
    """They are written to once the figures of their venues over these days are made; asking twice is asking once."""
    FiguresAsked.objects.bulk_create(
        [FiguresAsked(user=user, first=first, until=until, code=code, asked_at=at)], ignore_conflicts=True
    )
