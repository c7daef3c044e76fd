"""Count what was searched for and not known: a number for each venue, need and month, and nothing of who searched."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from itertools import groupby

from django.db.models import F

from bookings.locks import all_or_nothing
from venues.models import SoughtNeed


@all_or_nothing
def count_sought(not_known: Mapping[int, Set[str]], *, on: date) -> None:
    """One search that day: by the key of each venue the needs of which one of its rooms tells nothing."""
    month = on.replace(day=1)
    pairs = sorted((need, venue) for venue, needs in not_known.items() for need in needs)
    rows = [SoughtNeed(venue_id=venue, need=need, month=month) for need, venue in pairs]
    SoughtNeed.objects.bulk_create(rows, ignore_conflicts=True)
    for need, alike in groupby(pairs, key=lambda pair: pair[0]):
        venues = [venue for _need, venue in alike]
        SoughtNeed.objects.filter(need=need, month=month, venue__in=venues).update(count=F("count") + 1)
