"""Bring in where postcodes lie: a new table takes the place of the old one, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db.models import Avg, OuterRef, QuerySet, Subquery

from accounts.areas import district_of
from accounts.areas.tables import Placed
from accounts.models import Postcode, RankedArea
from accounts.whole import whole

A_BATCH = 5000
FIELDS = ["latitude", "longitude", "district", "area"]


@whole
def import_areas(placed: Iterable[Placed]) -> int:
    """How many postcodes were read. Whoever searches meanwhile goes by the old table."""
    Postcode.objects.all().delete()
    coming, number = iter(placed), 0
    while rows := [_row(each) for each in islice(coming, A_BATCH)]:
        Postcode.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=FIELDS)
        number += len(rows)
    place_areas(RankedArea.objects.all())
    return number


def place_areas(areas: QuerySet[RankedArea]) -> None:
    """The middle of an area is that of its postcodes; none where the table has none of it."""
    theirs = Postcode.objects.filter(area=OuterRef("code")).order_by().values("area")
    areas.update(
        latitude=Subquery(theirs.annotate(middle=Avg("latitude")).values("middle")),
        longitude=Subquery(theirs.annotate(middle=Avg("longitude")).values("middle")),
    )


def _row(placed: Placed) -> Postcode:
    return Postcode(
        code=placed.code,
        latitude=placed.point.north,
        longitude=placed.point.east,
        district=district_of(placed.code),
        area=placed.area,
    )
