"""How long a hire may be for which a price list has a price: a gap between short and long hires is a hole too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from venues.tariffs.tariff import Tariff
from venues.tariffs.trying import HOUR, KindOfDay, Span, Trial
from venues.tariffs.ways import Steps
from venues.tariffs.when import Range


def bounds(tariff: Tariff) -> list[int]:
    """Minutes at which a price by length begins or ends; none where all lengths are priced alike."""
    found: set[int] = set()
    for rate in tariff.rates:
        if rate.when.length:
            found |= {int(end) for end in (rate.when.length.low, rate.when.length.high) if end is not None}
        if isinstance(rate.way, Steps) and not rate.way.by_day:
            found |= {step.up_to for step in rate.way.steps[-1:] if rate.way.beyond is None}
    for product in tariff.products:
        if not product.only_if_asked:
            found |= {end for end in (product.shortest, product.longest) if end is not None}
    return sorted(found)


def unpriced_lengths(
    trial: Trial, kind: KindOfDay, spans: Sequence[Span], shortest: int, longest: int | None
) -> list[Range]:
    """Lengths without a price at any hour of this day, where others have one."""
    most = min(longest or 24 * HOUR, max((end - start for start, end in spans), default=0))
    edges = bounds(trial.tariff)
    tried = list(_tried(edges, max(shortest, 1) if shortest else min(HOUR, most), most))
    priced = [_is_priced(trial, kind, spans, length) for length, _range in tried]
    if all(priced) or not any(priced):
        return []
    without = _joined(range_ for (_length, range_), is_priced in zip(tried, priced, strict=True) if not is_priced)
    return [_open_ended(range_, tried[0][0], tried[-1][0]) for range_ in without]


def _tried(edges: Iterable[int], least: int, most: int) -> Iterator[tuple[int, Range]]:
    """A length for each bound, and one for all between two of them, from the shortest hire to the longest."""
    marks = sorted({least, *(edge for edge in edges if least < edge < most), most})
    for low, high in pairwise(marks):
        yield low, Range(low, low)
        if high - low > 1:
            yield (low + high) // 2, Range(low, high, low_out=True, high_out=True)
    if marks:
        yield marks[-1], Range(marks[-1], marks[-1])


def _is_priced(trial: Trial, kind: KindOfDay, spans: Sequence[Span], length: int) -> bool:
    starts = {
        start
        for first, last in spans
        for start in (first, last - length, *trial.edges)
        if first <= start <= last - length
    }
    return any(trial.has_price(kind, start, start + length) for start in sorted(starts))


def _open_ended(found: Range, least: int, most: int) -> Range:
    """The shortest hire and the longest are no bounds of the price."""
    return replace(
        found,
        low=None if found.low == least and not found.low_out else found.low,
        high=None if found.high == most and not found.high_out else found.high,
    )


def _joined(ranges: Iterable[Range]) -> Iterator[Range]:
    """Those that follow each other as one."""
    before: Range | None = None
    for each in ranges:
        if before is not None and before.high == each.low and before.high_out != each.low_out:
            before = Range(before.low, each.high, before.low_out, each.high_out)
            continue
        if before is not None:
            yield before
        before = each
    if before is not None:
        yield before
