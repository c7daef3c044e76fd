"""Put small halls together, that they tell something which none of them tells alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bookings.locks import all_or_nothing
from bookings.models import PooledHall


@all_or_nothing
def pool_halls(venues: Collection[int], first: date, until: date) -> None:
    """For good: raises IntegrityError where one of them was put together with others meanwhile."""
    number, halls = min(venues), len(venues)
    PooledHall.objects.bulk_create(
        PooledHall(venue_id=venue, first=first, until=until, pool=number, halls=halls) for venue in sorted(venues)
    )
