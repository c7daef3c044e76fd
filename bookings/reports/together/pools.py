"""Which small halls tell something together: each, for the same days, always with the same others, whoever reads.

Two sums over sets of halls that overlap could be subtracted from one another, by two readers or by one before and
after a post changed, until a single hall is left. So a hall is in one pool of a quarter at most, and stays in it; a
reader is told of the pools of which they see every hall. There are none of other spans, which would overlap in time.
Nor is a hall in one that has told such a figure alone, in an issued report of some of these days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError
from django.db.models import Q

from bookings.actions.pool_halls import pool_halls
from bookings.models import IssuedReport, PooledHall
from bookings.reports.disclosure import MANY_GROUPS
from bookings.reports.freezing import TELLS_ALONE, figures_told
from bookings.reports.releases import POOLED
from bookings.reports.stretches import Stretch
from bookings.reports.together.hall import Hall
from bookings.reports.together.pooled import Pool, pool_of
from venues.models import Venue

FEWEST_HALLS = 3
MONTHS = 3
Pooled = frozenset[int]  # the keys of venues


def pools_of(venues: Sequence[Venue], halls: Sequence[Hall], *, truly: Collection[int] = ()) -> tuple[Pool, ...]:
    """For a reader of these venues, who knows the true figures of some: the pools, and last the other halls.

    A constant number of questions a pool, and five. What was not put together yet is now.
    """
    span = halls[0].report.span
    small = {venue.pk: hall for venue, hall in zip(venues, halls, strict=True) if hall.is_small and hall.hours}
    if not is_quarter(span.first, span.until):
        return (Pool(tuple(small.values()), by_quarter=True),)
    known = frozenset(truly) if {venue.pk for venue in venues} - set(truly) else frozenset()
    known |= _telling_alone(small, (span.first, span.until))
    kept = _kept(small, span.first, span.until)
    for new in to_make(_by_nation(venues, small), {key: set(hall.hours) for key, hall in small.items()}, kept, known):
        try:
            pool_halls(new, span.first, span.until)
        except IntegrityError:  # somebody else was quicker
            kept = _kept(small, span.first, span.until)
        else:
            kept = {**kept, **dict.fromkeys(new, new)}
    told = sorted(to_tell(small.keys(), kept, known), key=min)
    of = {venue.pk: venue for venue in venues}
    pools = [
        pool_of([of[key] for key in _in_order(pool, small)], [small[key] for key in _in_order(pool, small)])
        for pool in told
    ]
    left = small.keys() - known.union(*told)
    return (*pools, Pool(tuple(small[key] for key in _in_order(left, small))))


def is_quarter(first: date, until: date) -> bool:
    return first.day == 1 and first.month % MONTHS == 1 and first + relativedelta(months=MONTHS) == until


def to_tell(small: Collection[int], kept: Mapping[int, Pooled], known: Pooled) -> set[Pooled]:
    """Of the pools to which these halls belong those that lie wholly among them, and of which none is known truly."""
    return {pool for key in small if (pool := kept.get(key)) and pool <= set(small) and not pool & known}


def to_make(
    together: Iterable[Pooled], groups: Mapping[int, Collection[int]], kept: Mapping[int, Pooled], known: Pooled
) -> list[Pooled]:
    """Of each of these sets what is in no pool yet, and not known: where it is enough to be one."""
    free = (pool.difference(kept, known) for pool in together)
    return [
        pool
        for pool in free
        if len(pool) >= FEWEST_HALLS and len(set().union(*(groups[key] for key in pool))) >= MANY_GROUPS
    ]


def _telling_alone(small: Collection[int], days: Stretch) -> Pooled:
    """Of a year many groups may be enough to tell it alone, and of its quarters too few."""
    told = Q(**{f"figures__{TELLS_ALONE}": True}) | Q(**{f"figures__{TELLS_ALONE}__isnull": True})  # not asked before
    issued = IssuedReport.objects.for_outside().filter(told, venue__in=small).of_days_told(*days)
    return frozenset(
        each.venue_id for each in issued.only("venue_id", "figures") if POOLED & figures_told(each.figures)
    )


def _by_nation(venues: Iterable[Venue], small: Collection[int]) -> list[Pooled]:
    """Never two nations in one: each has its own index of deprivation."""
    found: dict[str, set[int]] = defaultdict(set)
    for venue in venues:
        if venue.pk in small:
            found[venue.nation].add(venue.pk)
    return [frozenset(keys) for keys in found.values()]


def _kept(small: Collection[int], first: date, until: date) -> dict[int, Pooled]:
    """By hall its pool; one of which a hall is gone is no pool of these any more, and holds what is left of it."""
    numbers = PooledHall.objects.filter(venue__in=small, first=first, until=until).values("pool")
    rows = PooledHall.objects.filter(pool__in=numbers, first=first, until=until).order_by()
    members: dict[int, set[int]] = defaultdict(set)
    made_of = {}
    for pool, venue, halls in rows.values_list("pool", "venue_id", "halls"):
        members[pool].add(venue)
        made_of[pool] = halls
    gone = {pool: frozenset({-pool}) if len(keys) < made_of[pool] else frozenset() for pool, keys in members.items()}
    return {key: frozenset(keys) | gone[pool] for pool, keys in members.items() for key in keys}


def _in_order(keys: Collection[int], small: Mapping[int, Hall]) -> list[int]:
    return [key for key in small if key in keys]
