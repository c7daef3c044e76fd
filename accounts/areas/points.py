"""Points on the earth, and the miles between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_MILES = 3958.76  # its mean radius of 6371.009 km (IUGG), in international miles


@dataclass(frozen=True)
class Point:
    """Degrees north and east of the zero meridian (WGS 84)."""

    north: float
    east: float


def miles_between(one: Point, other: Point) -> float:
    """In a straight line over the ground, by the haversine formula: within 0.5 % of a surveyor's answer."""
    north, east = radians(other.north - one.north), radians(other.east - one.east)
    chord = sin(north / 2) ** 2 + cos(radians(one.north)) * cos(radians(other.north)) * sin(east / 2) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(chord)))


def middle(points: Collection[Point]) -> Point:
    """Raises ZeroDivisionError for no points at all. For points of one town or district, not of a continent."""
    return Point(sum(point.north for point in points) / len(points), sum(point.east for point in points) / len(points))
