"""Where a price list says two things at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from venues.tariffs.faults import Fault
from venues.tariffs.rows import Band, Rate


def contradictions(bands: Sequence[Band], rates: Sequence[Rate]) -> list[Fault]:
    """Every moment in two bands, and every price given twice."""
    return [*overlapping_bands(bands), *repeated_rates(rates)]


def overlapping_bands(bands: Sequence[Band]) -> list[Fault]:
    faults = []
    for (_, one), (index, other) in combinations(enumerate(bands), 2):
        for (start, end), days in _shared_hours(one, other).items():
            faults.append(
                Fault(
                    f"bands[{index}]",
                    "bands_overlap",
                    band=one.code,
                    other=other.code,
                    days=tuple(sorted(days)),
                    from_minute=start,
                    to_minute=end,
                )
            )
    return faults


def _shared_hours(one: Band, other: Band) -> dict[tuple[int, int], set[int]]:
    """The hours that both bands cover, with the weekdays on which they do."""
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    for day, start, end in one.spans():
        for other_day, other_start, other_end in other.spans():
            first, last = max(start, other_start), min(end, other_end)
            if day == other_day and first < last:
                shared[first, last].add(day)
    return shared


def repeated_rates(rates: Sequence[Rate]) -> list[Fault]:
    faults = []
    seen: set[tuple[str, str, str | None]] = set()
    for index, rate in enumerate(rates):
        key = (rate.category, rate.room, rate.band)
        if key in seen:
            faults.append(
                Fault(
                    f"rates[{index}]",
                    "rate_twice" if rate.band else "other_rate_twice",
                    category=rate.category,
                    room=rate.room,
                    band=rate.band,
                )
            )
        seen.add(key)
    return faults
