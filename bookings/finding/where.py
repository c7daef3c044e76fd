"""Near which place somebody looks: a postcode, the first half of one, or a town or village that has a hall."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, cos, degrees, radians

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.areas import EARTH_MILES, Point, district_of, full_postcode, is_district, middle, miles_between
from accounts.models import Postcode
from venues.models import Venue
from venues.points import points_of, venues_with_points

PLACES_TOLD = 8
A_LITTLE_MORE = 1.01
AT_THE_POLE = 1e-9  # where a step leads round the earth


class NoSuchPlace(Exception):
    """Nobody here knows where that is; the sentence says what can be written instead."""


@dataclass(frozen=True)
class Place:
    """What the miles are measured from; `is_rough` where only its district is known."""

    name: str
    point: Point
    is_rough: bool = False


@dataclass(frozen=True)
class Miles:
    """From a place to a venue, in a straight line; `is_about` where a venue keeps its address back."""

    number: float
    to: Point
    is_about: bool = False

    def __str__(self) -> str:
        if self.is_about:
            whole = max(1, ceil(self.number))
            return ngettext("about %(count)d mile", "about %(count)d miles", whole) % {"count": whole}
        if self.number >= 10:
            return _("%(number)s miles") % {"number": f"{self.number:.0f}"}
        number = f"{self.number:.1f}"
        if number == "0.0":
            return _("less than 0.1 miles")
        return _("1 mile") if number == "1.0" else _("%(number)s miles") % {"number": number}


def place_of(written: str) -> Place:
    """Where that is. Raises NoSuchPlace."""
    code = full_postcode(written)
    if code:
        return _postcode(code)
    if is_district(written):
        return _district(written.strip().upper(), name=written.strip().upper())
    return _town(" ".join(written.split()))


def miles_to(venues: Collection[Venue], place: Place, known: Mapping[int, Point] | None = None) -> dict[int, Miles]:
    """By venue, of those that can be placed; where they lie is looked up, unless that is known."""
    points = points_of(venues) if known is None else known
    return {
        venue.pk: Miles(miles_between(place.point, points[venue.pk]), points[venue.pk], venue.keeps_address_back)
        for venue in venues
        if venue.pk in points
    }


def halls_about(place: Place, miles: int) -> QuerySet[Venue]:
    """Those that may lie so near, and those that do not say where they lie.

    The database looks for them in a square, so that a district need not be read to find a village.
    """
    return Venue.objects.public().filter(Q(latitude=None) | Q(longitude=None) | _square(place.point, miles))


def halls_within(place: Place, miles: int) -> tuple[list[Venue], dict[int, Miles]]:
    """Those that lie so near, and those that nobody can place; and the miles to the former."""
    halls = list(halls_about(place, miles))
    return nearest(halls, miles_to(halls, place), miles)


def nearest(halls: Iterable[Venue], away: Mapping[int, Miles], miles: int) -> tuple[list[Venue], dict[int, Miles]]:
    """Without those that are further away."""
    near = [hall for hall in halls if hall.pk not in away or away[hall.pk].number <= miles]
    return near, {hall.pk: away[hall.pk] for hall in near if hall.pk in away}


def _square(around: Point, miles: int) -> Q:
    """A little larger than the circle in it; as wide as the earth where that reaches over the date line or a pole."""
    up = degrees(miles / EARTH_MILES) * A_LITTLE_MORE
    narrowest = cos(radians(min(90, abs(around.north) + up)))
    across = up / max(narrowest, AT_THE_POLE)
    high = Q(latitude__range=_rounded(around.north - up, around.north + up))
    if abs(around.east) + across > 180:
        return high
    return high & Q(longitude__range=_rounded(around.east - across, around.east + across))


def _rounded(*bounds: float) -> tuple[Decimal, ...]:
    return tuple(Decimal(f"{bound:.5f}") for bound in bounds)


def _postcode(code: str) -> Place:
    found = Postcode.objects.filter(code=code).first()
    return Place(code, found.point) if found else _district(district_of(code), name=code)


def _district(district: str, *, name: str) -> Place:
    """The middle of its postcodes; where no table was brought in, of the halls that lie in it."""
    points = _in_district(district) or _of_halls(district)
    if not points:
        words = _("We do not know where %(place)s is.") % {"place": name}
        raise NoSuchPlace(f"{words} {_instead()}")
    return Place(district, middle(points), is_rough=name != district)


def _of_halls(district: str) -> list[Point]:
    return _told_to_all(*venues_with_points(Venue.objects.public().filter(postcode__istartswith=f"{district} ")))


def _in_district(district: str) -> list[Point]:
    degrees = Postcode.objects.filter(district=district).values_list("latitude", "longitude")
    return [Point(north, east) for north, east in degrees]


def _town(name: str) -> Place:
    """The middle of its halls; where all keep their addresses back, of their district of postcodes."""
    venues, points_known = venues_with_points(Venue.objects.public().filter(town__iexact=name))
    districts = {district_of(code) for venue in venues if (code := full_postcode(venue.postcode))}
    points = _told_to_all(venues, points_known)
    points = points or [point for district in sorted(districts) for point in _in_district(district)]
    if not points:
        words = _("We know no hall in “%(place)s”.") % {"place": name}
        raise NoSuchPlace(f"{words} {_instead()}")
    return Place(min(venue.town for venue in venues), middle(points))


def _told_to_all(venues: Iterable[Venue], points: Mapping[int, Point]) -> list[Point]:
    """Without those that keep their addresses back: else the miles to others would tell where they are."""
    return [points[venue.pk] for venue in venues if venue.pk in points and not venue.keeps_address_back]


def _instead() -> str:
    venues, points = venues_with_points(Venue.objects.public())
    towns = sorted({venue.town for venue in venues if venue.pk in points and not venue.keeps_address_back})
    if not towns:
        return _("Leave it empty to look everywhere.")
    named = ", ".join(towns[:PLACES_TOLD])
    if len(towns) > PLACES_TOLD:
        named = _("%(places)s and others") % {"places": named}
    return _("There are halls in: %(places)s. Or leave it empty to look everywhere.") % {"places": named}
