"""How deprived the areas are around a venue, and those that groups come from: by the index of its own nation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from datetime import date
from math import cos, degrees, radians

from accounts.areas import EARTH_MILES, Point, miles_between
from accounts.models import DeprivationIndex, RankedArea
from bookings.reports.rows import Catchment
from venues.at_one_go import Question, objects_of
from venues.models import Venue

NEAR = 3  # miles: an area belongs to the venue's where its middle lies so near


def indices_of(venue: Venue, day: date) -> Question:
    """Those of the venue's nation that were published by then."""
    return objects_of(DeprivationIndex.objects.filter(nation=venue.nation, published__lte=day))


def newest(indices: Iterable[DeprivationIndex]) -> DeprivationIndex | None:
    return max(indices, key=lambda index: (index.published, index.code), default=None)


def catchment(here: Point | None, index: DeprivationIndex, named: Collection[str]) -> Catchment:
    """The areas that the hall named; where it named none, those whose middle is near. One question at most."""
    if named:
        found = index.areas.filter(code__in=named).order_by("code")
        return Catchment(str(index), tuple(found.values_list("fifth", "residents")))
    return Catchment(str(index), _near(here, index) if here else ())


def _near(here: Point, index: DeprivationIndex) -> tuple[tuple[int, int | None], ...]:
    """What lies in a box around it, then only what lies in the circle."""
    north = degrees(NEAR / EARTH_MILES)
    east = north / cos(radians(here.north))
    boxed = index.areas.filter(
        latitude__range=(here.north - north, here.north + north),
        longitude__range=(here.east - east, here.east + east),
    )
    return tuple(
        (fifth, residents)
        for latitude, longitude, fifth, residents in boxed.order_by("code").values_list(
            "latitude", "longitude", "fifth", "residents"
        )
        if miles_between(here, Point(latitude or 0, longitude or 0)) <= NEAR
    )


def around_all(points: Iterable[Point], index: DeprivationIndex) -> Catchment:
    """The areas whose middle is near one of these, each once; one question at most."""
    found: dict[str, tuple[int, int | None]] = {}
    here = list(points)
    if not here:
        return Catchment(str(index), ())
    north = degrees(NEAR / EARTH_MILES)
    lowest, highest = min(point.north for point in here) - north, max(point.north for point in here) + north
    rows = index.areas.filter(latitude__range=(lowest, highest)).order_by("latitude", "code")
    areas = [
        (Point(latitude, longitude), code, (fifth, residents))
        for latitude, longitude, code, fifth, residents in rows.values_list(
            "latitude", "longitude", "code", "fifth", "residents"
        )
        if latitude is not None and longitude is not None
    ]
    norths = [middle.north for middle, *_area in areas]
    for point in here:
        beside = areas[bisect_left(norths, point.north - north) : bisect_right(norths, point.north + north)]
        found.update((code, area) for middle, code, area in beside if miles_between(point, middle) <= NEAR)
    return Catchment(str(index), tuple(found.values()))


def fifths(index: DeprivationIndex | None, areas: Collection[str]) -> dict[str, int]:
    """By the code of an area; a postal district, and an area of another nation, has none. One question at most."""
    if index is None or not areas:
        return {}
    return dict(RankedArea.objects.filter(index=index, code__in=areas).values_list("code", "fifth"))
