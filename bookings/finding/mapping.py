"""A map of our own drawing: north is up, distances are true, and nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from accounts.areas import EARTH_MILES, Point, middle, miles_between
from bookings.finding.where import Place

WIDTH, HEIGHT, MARGIN = 640, 400, 40
SMALLEST = 0.5  # miles across, so that one street does not fill the sheet
RULERS = (40, 20, 10, 5, 2, 1, 0.5, 0.25)  # miles
TOUCHING = 22  # dots nearer than this are drawn as one


@dataclass(frozen=True)
class Dot:
    """On the sheet, in its own units; `name` is the number or numbers of the list beside it."""

    x: float
    y: float
    name: str


@dataclass(frozen=True)
class Map:
    """Dots for halls, one for the place asked about where there is one, and a ruler of so many miles."""

    dots: tuple[Dot, ...]
    place: Dot | None
    ruler_miles: float
    ruler: float

    width, height = WIDTH, HEIGHT


@dataclass(frozen=True)
class _Sheet:
    centre: Point
    scale: float  # units to a mile

    def at(self, point: Point) -> tuple[float, float]:
        """Small enough a part of the earth to be flat."""
        up = radians(point.north - self.centre.north) * EARTH_MILES
        right = radians(point.east - self.centre.east) * EARTH_MILES * cos(radians(self.centre.north))
        return round(WIDTH / 2 + right * self.scale, 1), round(HEIGHT / 2 - up * self.scale, 1)


def drawn(halls: Sequence[Point], place: Place | None = None) -> Map | None:
    """The halls numbered from 1 in their order; None where there is nothing to put beside anything."""
    points = [*halls, *([place.point] if place else [])]
    if not halls or len(points) < 2:
        return None
    sheet = _sheet(points)
    dots: list[Dot] = []
    for number, point in enumerate(halls, 1):
        _put(dots, Dot(*sheet.at(point), str(number)))
    ruler = next((miles for miles in RULERS if miles * sheet.scale <= WIDTH / 3), RULERS[-1])
    here = Dot(*sheet.at(place.point), place.name) if place else None
    return Map(tuple(dots), here, ruler, round(ruler * sheet.scale, 1))


def _put(dots: list[Dot], dot: Dot) -> None:
    for number, other in enumerate(dots):
        if abs(other.x - dot.x) < TOUCHING and abs(other.y - dot.y) < TOUCHING:
            dots[number] = Dot(other.x, other.y, f"{other.name}, {dot.name}")
            return
    dots.append(dot)


def _sheet(points: Sequence[Point]) -> _Sheet:
    north, south = max(point.north for point in points), min(point.north for point in points)
    east, west = max(point.east for point in points), min(point.east for point in points)
    centre = middle([Point(north, east), Point(south, west)])
    high = max(SMALLEST, miles_between(Point(north, centre.east), Point(south, centre.east)))
    wide = max(SMALLEST, miles_between(Point(centre.north, east), Point(centre.north, west)))
    return _Sheet(centre, min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high))
