"""Count a search that found nothing: a number for each venue, day, part of the week and reason; nothing of who."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from django.db.models import F

from bookings.locks import all_or_nothing
from bookings.models import UnmetSearch


@all_or_nothing
def count_unmet(lacks: Mapping[int, str], *, part: str, on: date) -> None:
    """One search that day for that part of the week: by the key of each venue what it lacked."""
    pairs = sorted((str(lack), venue) for venue, lack in lacks.items())
    rows = [UnmetSearch(venue_id=venue, lack=lack, part=part, on=on) for lack, venue in pairs]
    UnmetSearch.objects.bulk_create(rows, ignore_conflicts=True)
    for lack, alike in groupby(pairs, key=lambda pair: pair[0]):
        venues = [venue for _lack, venue in alike]
        found = UnmetSearch.objects.filter(lack=lack, part=part, on=on, venue__in=venues)
        found.update(count=F("count") + 1)
