"""A price list with what is found out about it once and used for every quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import NamedTuple, Protocol, TypeVar

from venues.tariffs.days import Day, Days, Slice
from venues.tariffs.faults import Fault, TariffFaults
from venues.tariffs.narrower import Order
from venues.tariffs.rows import HOURLY, Band, FactAsked, Product, Rate
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import When

THE_HOUR = Product(HOURLY, "")


class Ranked(Protocol):
    """A row of which several may apply, and one holds."""

    @property
    def when(self) -> When: ...

    @property
    def rank(self) -> int: ...


Applying = TypeVar("Applying", bound=Ranked)


class Candidates(NamedTuple):
    """The rates that may price a room, by their place in the list: always, and if more is so of the hire."""

    always: tuple[int, ...]
    perhaps: tuple[int, ...]


Asking = tuple[str, frozenset[str], frozenset[str], str | None, str]  # category, unit, rooms, occasion, product


@dataclass(frozen=True)
class Compiled:
    tariff: Tariff
    days: Days
    bands: Mapping[str, Band]
    order: Order
    products: Mapping[str, Product]
    facts: Mapping[str, FactAsked]
    _candidates: dict[Asking, Candidates] = field(default_factory=dict)
    _winners: dict[tuple[int, ...], Winners] = field(default_factory=dict)

    @classmethod
    def of(cls, tariff: Tariff) -> Compiled:
        """Raises TariffFaults where the list says two things at once, so that the order of rows never decides."""
        from venues.tariffs.contradictions import contradictions

        faults = contradictions(tariff)
        if faults:
            raise TariffFaults(faults)
        bands = {band.code: band for band in tariff.bands}
        products = {product.code: product for product in tariff.products}
        if any(HOURLY in rate.products for rate in tariff.rates):
            products.setdefault(HOURLY, THE_HOUR)
        facts = {fact.code: fact for fact in tariff.facts}
        return cls(tariff, Days.of(tariff), bands, Order(tariff), products, facts)

    def candidates(self, asking: Asking) -> Candidates:
        """The rates whose category, rooms, occasion and product are these."""
        if asking not in self._candidates:
            found = [index for index, rate in enumerate(self.tariff.rates) if _may_price(rate, asking)]
            perhaps = tuple(index for index in found if depends_on_more(self.tariff.rates[index].when))
            always = tuple(index for index in found if index not in perhaps)
            self._candidates[asking] = Candidates(always, perhaps)
        return self._candidates[asking]

    def winners(self, candidates: tuple[int, ...]) -> Winners:
        """Of some rates, by their place in the list, the one that holds in each part of a day."""
        if candidates not in self._winners:
            self._winners[candidates] = Winners(self, candidates)
        return self._winners[candidates]

    def best(self, rows: Sequence[Applying], by_name: Sequence[bool]) -> Applying | None:
        """Of those that apply: the highest rank, then one for a named day, then the narrowest of all."""
        found = self.bests(rows, by_name)
        if len(found) > 1:
            raise _equally_apply(found)
        return found[0] if found else None

    def bests(self, rows: Sequence[Applying], by_name: Sequence[bool]) -> list[Applying]:
        """The best of those that apply; more than one only where they are for different rooms."""
        left = list(zip(rows, by_name, strict=True))
        if len(left) > 1:
            highest = max(row.rank for row, _named in left)
            left = [(row, named) for row, named in left if row.rank == highest]
        if len(left) > 1 and any(named for _row, named in left):
            left = [(row, named) for row, named in left if named or not is_about_time(row.when)]
        for row, _named in left:
            if all(other is row or self.order.is_narrower(row.when, other.when) for other, _named in left):
                return [row]
        narrowest = [
            row for row, _named in left if not any(self.order.is_narrower(other.when, row.when) for other, _ in left)
        ]
        if not _are_for_different_rooms(narrowest):
            raise _equally_apply(narrowest)
        return narrowest

    @cached_property
    def combinations(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """By product, the sets of rooms that are priced as one."""
        found: dict[str, set[frozenset[str]]] = defaultdict(set)
        for rate in self.tariff.rates:
            if rate.when.together:
                for product in rate.products:
                    found[product].add(frozenset(rate.when.together))
        return {product: tuple(sorted(sets, key=sorted)) for product, sets in found.items()}

    @cached_property
    def _adjusted(self) -> tuple[frozenset[str], frozenset[str]]:
        """The bands and the dates on which an adjustment hangs."""
        rows = [row.when for row in self.tariff.adjustments]
        bands = frozenset(code for when in rows for code in when.band)
        return bands, frozenset(code for when in rows for code in when.dates)

    def is_adjusted_alike(self, one: Slice, other: Slice) -> bool:
        """Whether no adjustment can hold in only one of these parts of a hire."""
        bands, dates = self._adjusted
        return one is other or (
            (one.bands | one.perhaps) & bands == (other.bands | other.perhaps) & bands
            and _dates(one.day) & dates == _dates(other.day) & dates
        )

    @cached_property
    def limits_days(self) -> bool:
        return any(limit.by_day for limit in self.tariff.limits)

    @cached_property
    def counts_steps(self) -> bool:
        """Whether part-hours are rounded up to anything but minutes."""
        return self.tariff.step_minutes > 1 or any((rate.step_minutes or 1) > 1 for rate in self.tariff.rates)

    @cached_property
    def offered(self) -> tuple[Product, ...]:
        """The ways of hiring that are chosen for whoever does not choose."""
        return tuple(product for product in self.products.values() if not product.only_if_asked)


class Winners(dict[Slice, Rate | None]):
    """The rate that holds in a part of a day, None where none does: each found when it is first asked for."""

    def __init__(self, list_: Compiled, candidates: tuple[int, ...]) -> None:
        super().__init__()
        self._list = list_
        self._rates = [list_.tariff.rates[index] for index in candidates]

    def __missing__(self, piece: Slice) -> Rate | None:
        here = [rate for rate in self._rates if holds_in(rate.when, piece)]
        self[piece] = self._list.best(here, [is_by_name(rate.when, piece) for rate in here])
        return self[piece]


def _are_for_different_rooms(rows: Sequence[Ranked]) -> bool:
    rooms = [set(row.when.room) for row in rows]
    return all(one and other and one.isdisjoint(other) for one, other in combinations(rooms, 2))


def _equally_apply(rows: Sequence[Ranked]) -> TariffFaults:
    return TariffFaults([Fault("rates", "equally_apply", other=" / ".join(repr(row.when) for row in rows))])


def _dates(day: Day) -> frozenset[str]:
    """Every code that the day has, or may have for all we know."""
    return day.seasons | day.named | day.unknown


def _may_price(rate: Rate, asking: Asking) -> bool:
    category, unit, rooms, occasion, product = asking
    when = rate.when
    return (
        product in rate.products
        and (not when.category or category in when.category)
        and (not when.occasion or occasion in when.occasion)
        and (set(when.together) == unit if when.together or len(unit) > 1 else True)
        and (not when.room or not unit.isdisjoint(when.room))
        and rooms.issuperset(when.with_room)
    )


def depends_on_more(when: When) -> bool:
    """Whether the hire itself decides: its length, its hours, its numbers, or a fact."""
    return bool(when.slots_are or when.facts or when.extra or any(getattr(when, name) for name in When.RANGES))


def holds_in(when: When, piece: Slice) -> bool:
    """Whether its bands and dates hold in this part of a day."""
    if when.band and not piece.is_in(when.band):
        return False
    return not when.dates or piece.day.is_one_of(when.dates)


def is_by_name(when: When, piece: Slice) -> bool:
    """Whether it holds because the day has a name, such as a bank holiday."""
    return not piece.by_name.isdisjoint(when.band) or not piece.day.named.isdisjoint(when.dates)


def is_about_time(when: When) -> bool:
    return bool(when.band or when.dates)
