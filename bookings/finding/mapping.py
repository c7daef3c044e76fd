"""A map of our own drawing: north is up, distances are true, and nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, radians

from django.utils.translation import ngettext

from accounts.areas import EARTH_MILES, Point, middle, miles_between
from bookings.finding.where import Place

WIDTH, HEIGHT, MARGIN = 480, 320, 40
SMALLEST = 0.5  # miles across, so that one street does not fill the sheet
RULERS = (40, 20, 10, 5, 2, 1, 0.5, 0.25)  # miles
BELOW = 40  # for the ruler
SIGN, LETTER, BETWEEN = 28, 9, 3  # how large a sign is, a letter more of its words, and what is left between two


@dataclass(frozen=True)
class Sign:
    """On the sheet, in its own units: a hall by its number in the list, or so many that lie close together."""

    x: float
    y: float
    numbers: tuple[int, ...]

    height = SIGN

    @property
    def words(self) -> str:
        if len(self.numbers) == 1:
            return str(self.numbers[0])
        return ngettext("%(count)d hall", "%(count)d halls", len(self.numbers)) % {"count": len(self.numbers)}

    @property
    def width(self) -> int:
        return SIGN if len(self.numbers) == 1 else SIGN // 2 + LETTER * len(self.words)

    @property
    def left(self) -> float:
        """Where it begins, all of it on the sheet."""
        return min(max(self.x - self.width / 2, 1), WIDTH - self.width - 1)

    @property
    def top(self) -> float:
        return self.y - SIGN / 2

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    def touches(self, other: Sign) -> bool:
        across = abs(self.middle - other.middle) - (self.width + other.width) / 2
        return max(across, abs(self.y - other.y) - SIGN) < BETWEEN


@dataclass(frozen=True)
class Here:
    """The place that was asked about, its name written where the sheet has room for it."""

    x: float
    y: float
    name: str

    @property
    def is_right(self) -> bool:
        return self.x > WIDTH / 2

    @property
    def is_high(self) -> bool:
        return self.y < MARGIN + SIGN


@dataclass(frozen=True)
class Map:
    """Signs for halls, the place asked about where there is one, and a ruler of so many miles."""

    signs: tuple[Sign, ...]
    place: Here | None
    ruler_miles: float
    ruler: float

    width, height, ruler_at = WIDTH, HEIGHT + BELOW, HEIGHT + BELOW / 2

    def together_with(self, number: int) -> tuple[int, ...]:
        """The others that the same sign stands for."""
        sign = next(sign for sign in self.signs if number in sign.numbers)
        return tuple(other for other in sign.numbers if other != number)


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
    signs = _joined([Sign(*sheet.at(point), (number,)) for number, point in enumerate(halls, 1)])
    ruler = next((miles for miles in RULERS if miles * sheet.scale <= WIDTH / 3), RULERS[-1])
    here = Here(*sheet.at(place.point), place.name) if place else None
    return Map(signs, here, ruler, round(ruler * sheet.scale, 1))


def _joined(signs: list[Sign]) -> tuple[Sign, ...]:
    """Those that would lie on each other as one, until none do; by their numbers."""
    while pair := next((each for each in combinations(signs, 2) if each[0].touches(each[1])), None):
        signs = [*(sign for sign in signs if sign not in pair), _one_of(*pair)]
    return tuple(sorted(signs, key=lambda sign: sign.numbers))


def _one_of(one: Sign, other: Sign) -> Sign:
    """In the middle of all that it stands for."""
    some, more = len(one.numbers), len(other.numbers)
    x = (one.x * some + other.x * more) / (some + more)
    y = (one.y * some + other.y * more) / (some + more)
    return Sign(round(x, 1), round(y, 1), tuple(sorted((*one.numbers, *other.numbers))))


def _sheet(points: Sequence[Point]) -> _Sheet:
    north, south = max(point.north for point in points), min(point.north for point in points)
    east, west = max(point.east for point in points), min(point.east for point in points)
    centre = middle([Point(north, east), Point(south, west)])
    high = max(SMALLEST, miles_between(Point(north, centre.east), Point(south, centre.east)))
    wide = max(SMALLEST, miles_between(Point(centre.north, east), Point(centre.north, west)))
    return _Sheet(centre, min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high))
