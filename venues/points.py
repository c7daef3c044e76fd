"""Where venues lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Greatest, Length, Replace, Right, Substr, Upper

from accounts.areas import Point, full_postcode
from accounts.models import Postcode
from venues.at_one_go import Question, Told, at_one_go, objects_of
from venues.models import Venue


def points_of(venues: Collection[Venue]) -> dict[int, Point]:
    """By venue: where the hall itself says that it is, else where its postcode lies. One question at most."""
    return points_read(venues, at_one_go({"postcodes": points_question(venues)}))


def venues_with_points(found: QuerySet[Venue]) -> tuple[list[Venue], dict[int, Point]]:
    """These in no order, and where they lie as `points_of` tells it; one question for both."""
    bare = Upper(Replace(Replace(Replace("postcode", Value(" ")), Value(".")), Value("-")))
    code = Concat(Substr("bare", 1, Greatest(Length("bare") - 3, 0)), Value(" "), Right("bare", 3))
    codes = found.order_by().annotate(bare=bare).annotate(code=code).values("code")
    told = at_one_go({"venues": objects_of(found), "postcodes": objects_of(Postcode.objects.filter(code__in=codes))})
    return told["venues"], points_read(told["venues"], told)


def points_question(venues: Iterable[Venue]) -> Question:
    """What `points_read` reads: the postcodes of those that do not say where they lie."""
    codes = {full_postcode(venue.postcode) for venue in venues if venue.point is None}
    return objects_of(Postcode.objects.filter(code__in=codes - {None}))


def points_read(venues: Iterable[Venue], told: Told) -> dict[int, Point]:
    known: dict[str | None, Point] = {postcode.code: postcode.point for postcode in told["postcodes"]}
    places = {venue.pk: venue.point or known.get(full_postcode(venue.postcode)) for venue in venues}
    return {pk: point for pk, point in places.items() if point}
