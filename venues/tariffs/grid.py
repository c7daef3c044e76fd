"""The part of a price list that a grid can show: prices per hour, by category, room and band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from venues.money import Money
from venues.tariffs.faults import Fault
from venues.tariffs.rows import Band, Rate
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import When


@dataclass(frozen=True)
class Cell:
    """What an hour of a room costs one category, in one band, or at any time that no band of its own takes."""

    category: str
    room: str
    band: str | None
    per_hour: Money
    minimum_minutes: int | None = None

    def as_rate(self) -> Rate:
        return Rate.hourly(self.category, self.room, self.band, self.per_hour, self.minimum_minutes)


def cells(tariff: Tariff) -> list[Cell]:
    """In the order of the list."""
    return [_cell(rate, tariff.currency) for rate in tariff.rates if rate.is_plain]


def other_rates(tariff: Tariff) -> tuple[Rate, ...]:
    """Those that a grid cannot show."""
    return tuple(rate for rate in tariff.rates if not rate.is_plain)


def with_cells(tariff: Tariff, some: Iterable[Cell]) -> Tariff:
    """The list with these prices per hour, and all else that it says."""
    return replace(tariff, rates=(*(cell.as_rate() for cell in some), *other_rates(tariff)))


def by_band(tariff: Tariff) -> Mapping[tuple[str, str], Mapping[str | None, Cell]]:
    """By category and room: the price in each band; None is the time outside all bands."""
    found: dict[tuple[str, str], dict[str | None, Cell]] = defaultdict(dict)
    for cell in cells(tariff):
        found[cell.category, cell.room][cell.band] = cell
    for prices in found.values():
        if None in prices:
            for band in tariff.bands:
                prices.setdefault(band.code, prices[None])
    return found


def may_price(tariff: Tariff, category: str, room: str) -> bool:
    """Whether some rate is for this category in this room, whatever else must be so."""
    return any(_is_for(rate.when, category, room) for rate in tariff.rates)


def rooms_priced(tariff: Tariff) -> set[str]:
    """The rooms that some rate names."""
    return {room for rate in tariff.rates for room in (*rate.when.room, *rate.when.together)}


def without_room(tariff: Tariff, room: str) -> Tariff:
    """The list with nothing that is only about this room; where it stands among others, it is left out."""
    lists = ("rates", "limits", "adjustments", "fees", "bonds", "deposits", "setting_up", "priced_as", "scales")
    kept: dict[str, Any] = {name: tuple(_without(getattr(tariff, name), room)) for name in lists}
    extras = tuple(replace(extra, prices=tuple(_without(extra.prices, room))) for extra in tariff.extras)
    return replace(tariff, **kept, extras=tuple(extra for extra in extras if extra.prices))


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


def shared_hours(one: Band, other: Band) -> dict[tuple[int, int], set[int]]:
    """The hours that both bands cover, with the weekdays on which they do."""
    shared: dict[tuple[int, int], set[int]] = defaultdict(set)
    for day, start, end in one.spans():
        for other_day, other_start, other_end in other.spans():
            first, last = max(start, other_start), min(end, other_end)
            if day == other_day and first < last:
                shared[first, last].add(day)
    return shared


def _cell(rate: Rate, currency: str) -> Cell:
    when = rate.when
    band = when.band[0] if when.band else None
    return Cell(when.category[0], when.room[0], band, Money(rate.pence_per_hour, currency), rate.minimum_minutes)


def _is_for(when: When, category: str, room: str) -> bool:
    return (
        not when.together and (not when.category or category in when.category) and (not when.room or room in when.room)
    )


def _without(rows: Iterable[Any], room: str) -> Iterator[Any]:
    for row in rows:
        when: When = row.when
        if room in when.together or room in when.with_room or when.room == (room,):
            continue
        yield replace(row, when=replace(when, room=tuple(code for code in when.room if code != room)))
