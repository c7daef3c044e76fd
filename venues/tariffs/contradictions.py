"""Where a price list says two things at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations

from venues.tariffs.compiled import Ranked
from venues.tariffs.faults import Fault
from venues.tariffs.narrower import Order
from venues.tariffs.overlaps import crossing_bands
from venues.tariffs.rows import Rate
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import When

Placed = tuple[str, Ranked]  # `rates[3]`, and the row


def contradictions(tariff: Tariff) -> list[Fault]:
    """Every two rows of which both could apply, and neither is ranked above, named above or narrower than the other."""
    judge = _Judge.of(tariff)
    crossing = judge.crossing_bands()
    crossed = {frozenset((fault.facts["band"], fault.facts["other"])) for fault in crossing}
    faults = [*crossing, *_repeated(tariff.rates)]
    for rows in _alternatives(tariff):
        for (place, one), (other_place, other) in _pairs(rows):
            if frozenset((*one.when.band, *other.when.band)) not in crossed and judge.are_equal(one, other, rows):
                faults.append(Fault(other_place, "equally_apply", other=place))
    return [*faults, *_impossible_limits(tariff, judge.order)]


def _impossible_limits(tariff: Tariff, order: Order) -> Iterator[Fault]:
    """A least above the most of another row, where both can hold of the same sum."""
    for (index, one), (other_index, other) in permutations(enumerate(tariff.limits), 2):
        if one.least is None or other.most is None or one.of != other.of:
            continue
        if one.least.pence > other.most.pence and order.can_meet(one.when, other.when):
            first, last = sorted((index, other_index))
            yield Fault(f"limits[{last}]", "impossible_limits", other=f"limits[{first}]")


def _alternatives(tariff: Tariff) -> Iterator[Sequence[Placed]]:
    """The rows of which one holds at a time."""
    rates: dict[str, list[Placed]] = defaultdict(list)
    for index, rate in enumerate(tariff.rates):
        for product in rate.products:
            rates[product].append((f"rates[{index}]", rate))
    yield from rates.values()
    for name in ("fees", "bonds", "deposits"):
        by_code: dict[str, list[Placed]] = defaultdict(list)
        for index, row in enumerate(getattr(tariff, name)):
            by_code[row.code].append((f"{name}[{index}]", row))
        yield from by_code.values()
    for name in ("setting_up", "priced_as"):
        yield [(f"{name}[{index}]", row) for index, row in enumerate(getattr(tariff, name))]
    yield [(f"cancellation[{index}]", row) for index, row in enumerate(tariff.scales)]
    for index, extra in enumerate(tariff.extras):
        yield [(f"extras[{index}].prices[{number}]", price) for number, price in enumerate(extra.prices)]


def _pairs(rows: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """All but those of two prices per hour of a grid, of which there are hundreds: `_repeated` looks at these."""
    plain = [isinstance(row, Rate) and row.is_plain for _place, row in rows]
    others = [number for number, is_plain in enumerate(plain) if not is_plain]
    for number in others:
        for beside in range(len(rows)):
            if plain[beside] or beside > number:
                first, second = sorted((number, beside))
                yield rows[first], rows[second]


def _repeated(rates: Sequence[Rate]) -> Iterator[Fault]:
    """Prices per hour that are given twice."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for index, rate in enumerate(rates):
        if not rate.is_plain:
            continue
        (category,), (room,), band = rate.when.category, rate.when.room, rate.when.band
        if (category, room, band) in seen:
            code = "rate_twice" if band else "other_rate_twice"
            yield Fault(f"rates[{index}]", code, category=category, room=room, band=band[0] if band else None)
        seen.add((category, room, band))


@dataclass(frozen=True)
class _Judge:
    tariff: Tariff
    order: Order
    named_days: frozenset[str]
    named_bands: frozenset[str]  # those that hold on named days

    @classmethod
    def of(cls, tariff: Tariff) -> _Judge:
        return cls(
            tariff,
            Order(tariff),
            frozenset(days.code for days in tariff.named_days),
            frozenset(band.code for band in tariff.bands if band.named),
        )

    def are_equal(self, one: Ranked, other: Ranked, rows: Sequence[Placed]) -> bool:
        """Whether both could apply at once and nothing says which is meant; a third row may say it."""
        if one.rank != other.rank or not self.order.can_meet(one.when, other.when):
            return False
        if self.order.is_narrower(one.when, other.when) or self.order.is_narrower(other.when, one.when):
            return False
        if self._only_meet_by_name(one.when, other.when):
            return False
        return not any(
            row.rank == one.rank and self.order.settles(row.when, one.when, other.when) for _place, row in rows
        )

    def crossing_bands(self) -> list[Fault]:
        """Two bands of which neither lies inside the other: which holds where they meet?

        Bands that no price per hour of a grid names may cross others: those of fees, and the sessions of a product.
        """
        by_the_hour = {code for rate in self.tariff.rates if rate.is_plain for code in rate.when.band}
        free = self._bands_used_elsewhere() - by_the_hour
        return [
            fault
            for fault in crossing_bands(self.tariff.bands)
            if free.isdisjoint((fault.facts["band"], fault.facts["other"]))
        ]

    def _bands_used_elsewhere(self) -> set[str]:
        used: set[str] = {code for product in self.tariff.products for code in product.sessions}
        for rows in _alternatives(self.tariff):
            used.update(code for _place, row in rows for code in row.when.band)
        for also in (self.tariff.adjustments, self.tariff.limits):
            used.update(code for row in also for code in row.when.band)
        return used

    def _only_meet_by_name(self, one: When, other: When) -> bool:
        """Whether one is for named days, the other for weekdays or seasons, so that they meet on those days alone.

        "Winter and bank holidays" also meets "mornings" on a day in winter without a name.
        """
        if self._is_named(one) == self._is_named(other) or not _both_about_time(one, other):
            return False
        named, other = (one, other) if self._is_named(one) else (other, one)
        seasons = tuple(code for code in named.dates if code not in self.named_days)
        if (named.dates and not seasons) or (named.band and self.on_no_weekday.issuperset(named.band)):
            return True
        return not self.but_for_names.can_meet(replace(named, dates=seasons), other)

    def _is_named(self, when: When) -> bool:
        return not self.named_days.isdisjoint(when.dates) or not self.named_bands.isdisjoint(when.band)

    @cached_property
    def on_no_weekday(self) -> frozenset[str]:
        """The bands that hold on named days alone."""
        return frozenset(band.code for band in self.tariff.bands if not band.days)

    @cached_property
    def but_for_names(self) -> Order:
        """The same conditions in a week in which no day has a name."""
        return Order(replace(self.tariff, bands=tuple(replace(band, named=()) for band in self.tariff.bands)))


def _both_about_time(one: When, other: When) -> bool:
    return bool((one.band or one.dates) and (other.band or other.dates))
