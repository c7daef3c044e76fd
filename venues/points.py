"""Where venues lie."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from accounts.areas import Point, full_postcode
from accounts.models import Postcode
from venues.at_one_go import Question, Told, at_one_go, objects_of
from venues.models import Venue


def points_of(venues: Collection[Venue]) -> dict[int, Point]:
    """By venue: where the hall itself says that it is, else where its postcode lies. One question at most."""
    return points_read(venues, at_one_go({"postcodes": points_question(venues)}))


def points_question(venues: Iterable[Venue]) -> Question:
    """What `points_read` reads: the postcodes of those that do not say where they lie."""
    codes = {full_postcode(venue.postcode) for venue in venues if venue.point is None}
    return objects_of(Postcode.objects.filter(code__in=codes - {None}))


def points_read(venues: Iterable[Venue], told: Told) -> dict[int, Point]:
    known: dict[str | None, Point] = {postcode.code: postcode.point for postcode in told["postcodes"]}
    places = {venue.pk: venue.point or known.get(full_postcode(venue.postcode)) for venue in venues}
    return {pk: point for pk, point in places.items() if point}
