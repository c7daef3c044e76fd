"""Where most members of a group come from: only the code of an area is kept, never what was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from django.db.models import Avg
from django.utils.translation import gettext as _

from accounts.areas import Point, district_of, full_postcode, is_district
from accounts.models import Postcode, RankedArea
from venues.at_one_go import at_one_go, rows_of
from venues.models import Venue

DISTRICT = 4  # letters at most; a statistical area has nine


class NoSuchArea(Exception):
    """Nobody here knows where that is; the sentence says what can be written instead."""


def area_code_of(written: str) -> str:
    """The statistical area of a postcode; else a postal district, as of a town with a hall. Raises NoSuchArea."""
    code = full_postcode(written)
    if code:
        known = Postcode.objects.filter(code=code).first()
        return known.area if known and known.area else district_of(code)
    if is_district(written):
        return written.strip().upper()
    return _of_town(" ".join(written.split()))


def _of_town(name: str) -> str:
    """The district in which most of its halls lie."""
    codes = Venue.objects.public().filter(town__iexact=name).values_list("postcode", flat=True)
    districts = Counter(district_of(code) for written in codes if (code := full_postcode(written)))
    if not districts:
        words = _("We do not know “%(place)s”. Write a postcode, or a town or village that has a hall here.")
        raise NoSuchArea(words % {"place": name})
    return min(districts, key=lambda district: (-districts[district], district))


def areas_known(codes: Collection[str], nation: str) -> set[str]:
    """Those of these codes by which an index of that nation, or the table of postcodes, knows an area; one question."""
    told = at_one_go(
        {
            "index": rows_of(RankedArea.objects.filter(index__nation=nation, code__in=codes).distinct(), "code"),
            "postcodes": rows_of(Postcode.objects.filter(area__in=codes).distinct(), "area"),
        }
    )
    return {code for found in told.values() for (code,) in found}


def middles_of(areas: Collection[str]) -> dict[str, Point]:
    """Where each lies, as far as the table of postcodes knows; one question."""
    districts = {area for area in areas if len(area) <= DISTRICT}
    told = at_one_go(
        {
            field: rows_of(
                Postcode.objects.filter(**{f"{field}__in": codes})
                .values(field)
                .annotate(north=Avg("latitude"), east=Avg("longitude")),
                *(field, "north", "east"),
            )
            for field, codes in (("district", districts), ("area", set(areas) - districts))
        }
    )
    return {code: Point(north, east) for found in told.values() for code, north, east in found}
