"""What people looked for at a venue and did not find, month by month, as its desk reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dateutil.relativedelta import relativedelta

from bookings.models import UnmetSearch
from venues.models import Venue

MONTHS = 12


@dataclass(frozen=True)
class Lacked:
    """One reason: how many searches, and how many of them for each part of the week."""

    words: str
    count: int
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class LookedFor:
    """One month, what was lacking most often first."""

    month: date
    count: int
    lacked: tuple[Lacked, ...]


def looked_for(venue: Venue, *, on: date) -> list[LookedFor]:
    """This month and the eleven before it, the latest first, as far as anybody looked; one question."""
    next_month = on.replace(day=1) + relativedelta(months=1)
    rows = UnmetSearch.objects.at(venue).on_days(next_month - relativedelta(months=MONTHS), next_month)
    in_order = sorted(rows, key=lambda row: row.on.replace(day=1), reverse=True)
    by_month = groupby(in_order, key=lambda row: row.on.replace(day=1))
    return [_month(month, list(some)) for month, some in by_month]


def _month(month: date, rows: list[UnmetSearch]) -> LookedFor:
    by_lack = groupby(sorted(rows, key=lambda row: row.lack), key=lambda row: row.lack)
    lacked = [_lacked(list(some)) for _lack, some in by_lack]
    by_size = sorted(lacked, key=lambda each: (-each.count, each.words))
    return LookedFor(month, _sum(rows), tuple(by_size))


def _lacked(rows: list[UnmetSearch]) -> Lacked:
    parts: Counter[str] = Counter()
    for row in rows:
        parts[row.get_part_display()] += row.count
    return Lacked(rows[0].get_lack_display(), _sum(rows), tuple(parts.most_common()))


def _sum(rows: Iterable[UnmetSearch]) -> int:
    return sum(row.count for row in rows)
