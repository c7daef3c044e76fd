"""A dated price list of a venue, with the look-ups that make a quote quick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from venues.tariffs.contradictions import contradictions
from venues.tariffs.faults import TariffFaults
from venues.tariffs.rows import DAY, Band, Rate

Segment = tuple[int, int, str | None]  # from, to (minutes of a day), band


@dataclass(frozen=True)
class Tariff:
    """Prices per hour by category, room and band, in force from one date to another, inclusive.

    `standard` is the category whose price stands beside every other.
    """

    name: str
    valid_from: date
    valid_to: date | None
    standard: str
    minimum_minutes: int
    bands: tuple[Band, ...]
    rates: tuple[Rate, ...]
    currency: str = "GBP"

    def minimum_of(self, rate: Rate) -> int:
        """The shortest hire that this rate is charged for, in minutes."""
        return self.minimum_minutes if rate.minimum_minutes is None else rate.minimum_minutes

    @cached_property
    def week(self) -> tuple[tuple[Segment, ...], ...]:
        """For each weekday, midnight to midnight, who holds the hours: no gap, no overlap.

        Raises TariffFaults where the list contradicts itself, so that row order never decides.
        """
        faults = contradictions(self.bands, self.rates)
        if faults:
            raise TariffFaults(faults)

        days: list[list[Segment]] = [[] for _ in range(7)]
        for band in self.bands:
            for day, start, end in band.spans():
                days[day].append((start, end, band.code))
        return tuple(tuple(_filled(sorted(day))) for day in days)

    @cached_property
    def prices(self) -> Mapping[tuple[str, str], Mapping[str | None, Rate]]:
        """By category and room: the rate in each band; None is the time outside all bands."""
        found: dict[tuple[str, str], dict[str | None, Rate]] = {}
        for rate in self.rates:
            found.setdefault((rate.category, rate.room), {})[rate.band] = rate

        for rates in found.values():
            if None in rates:
                for band in self.bands:
                    rates.setdefault(band.code, rates[None])
        return found


def _filled(segments: Iterable[Segment]) -> Iterator[Segment]:
    """A day's segments with the time in no band put between them."""
    at = 0
    for start, end, band in segments:
        if at < start:
            yield at, start, None
        yield start, end, band
        at = end
    if at < DAY:
        yield at, DAY, None
