"""Bring in an index of deprivation: the same one again takes its own place, other versions stay."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from accounts.actions.import_areas import A_BATCH, place_areas
from accounts.areas.indices import Index, Ranked
from accounts.models import DeprivationIndex, RankedArea
from accounts.whole import whole


@whole
def import_index(index: Index, ranked: Iterable[Ranked]) -> int:
    """How many areas came in; all of them or none."""
    said = ("nation", "name", "version", "published", "source")
    row, _new = DeprivationIndex.objects.update_or_create(
        code=index.code, defaults={field: getattr(index, field) for field in said}
    )
    row.areas.all().delete()
    coming, number = iter(ranked), 0
    while some := list(islice(coming, A_BATCH)):
        RankedArea.objects.bulk_create(
            RankedArea(index=row, code=each.code, rank=each.rank, fifth=each.fifth, residents=each.residents)
            for each in some
        )
        number += len(some)
    place_areas(RankedArea.objects.filter(index=row))
    return number
