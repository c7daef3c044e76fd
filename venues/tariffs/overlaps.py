"""Bands of a price list that share some hours of the week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from venues.tariffs.faults import Fault
from venues.tariffs.narrower import Coverage
from venues.tariffs.rows import Band


def overlapping_bands(bands: Sequence[Band]) -> list[Fault]:
    """Every two bands that share some hours of the week."""
    faults = []
    for (_, one), (index, other) in combinations(enumerate(bands), 2):
        for (start, end), days in shared_hours(one, other).items():
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


def crossing_bands(bands: Sequence[Band]) -> list[Fault]:
    """Those of which neither lies inside the other, nor holds on days with a name: which is meant where they meet?"""
    by_code = {band.code: band for band in bands}

    def is_settled(fault: Fault) -> bool:
        one, other = by_code[fault.facts["band"]], by_code[fault.facts["other"]]
        first, second = Coverage.of([one]), Coverage.of([other])
        within, around = first.is_within(second), second.is_within(first)
        return within != around or bool(one.named or other.named)

    return [fault for fault in overlapping_bands(bands) if not is_settled(fault)]


def shared_hours(one: Band, other: Band) -> dict[tuple[int, int], set[int]]:
    """The hours that both bands cover, with the weekdays on which they do."""
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    for day, start, end in one.spans():
        for other_day, other_start, other_end in other.spans():
            first, last = max(start, other_start), min(end, other_end)
            if day == other_day and first < last:
                shared[first, last].add(day)
    return shared
