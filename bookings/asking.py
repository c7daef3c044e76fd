"""What a price depends on beside the room, the time and the people: what a price list asks, and what was answered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import Any

from venues.periods import MINUTE, Period
from venues.tariffs import ExtraAsked, Tariff
from venues.tariffs.days import TERM
from venues.tariffs.rows import HOURLY, Calendar, Extra, FactAsked, Kind, Occasion, Product
from venues.tariffs.tariff import Choice
from venues.tariffs.ways import GreaterOf, PerFact, PerItem, PerPerson, PerTime, Share, Steps
from venues.tariffs.when import When

Said = bool | int | Decimal  # yes or no, money in pence, a number


@dataclass(frozen=True)
class Answers:
    """What somebody said; `before` and `after` are minutes of their time that they set up and clear away in."""

    occasion: str | None = None
    product: str | None = None
    extras: tuple[ExtraAsked, ...] = ()
    facts: Mapping[str, Said] = field(default_factory=dict, hash=False)
    before: int = 0
    after: int = 0

    def parted(self, period: Period) -> tuple[Period, tuple[Period, ...]]:
        """The hire itself, and the times for setting up and clearing away on either side of it."""
        start, end = period.first + self.before * MINUTE, period.last - self.after * MINUTE
        if start >= end:  # the night on which the clocks go forward may leave nothing between them
            return period, ()
        ends = ((period.first, start), (end, period.last))
        return Period(start, end), tuple(Period(first, last) for first, last in ends if first < last)

    def without_extras(self) -> Answers:
        return replace(self, extras=())

    def as_row(self) -> dict[str, Any] | None:
        """As plain data, to be kept with a booking; None where nothing was asked."""
        row = {
            "occasion": self.occasion,
            "product": self.product,
            "extras": [{"code": each.code, "quantity": each.quantity, "minutes": each.minutes} for each in self.extras],
            "facts": {code: str(said) if isinstance(said, Decimal) else said for code, said in self.facts.items()},
            "before": self.before,
            "after": self.after,
        }
        return {key: value for key, value in row.items() if value} or None

    @classmethod
    def from_row(cls, row: Mapping[str, Any] | None) -> Answers:
        """What was kept."""
        row = row or {}
        return cls(
            occasion=row.get("occasion"),
            product=row.get("product"),
            extras=tuple(ExtraAsked(**each) for each in row.get("extras", ())),
            facts={
                code: Decimal(said) if isinstance(said, str) else said for code, said in row.get("facts", {}).items()
            },
            before=row.get("before", 0),
            after=row.get("after", 0),
        )


NOTHING = Answers()


class Counted(StrEnum):
    """What is said of an extra: whether it is wanted, how many, or for how many people."""

    WANTED = "wanted"
    NUMBER = "number"
    PEOPLE = "people"


@dataclass(frozen=True)
class Questions:
    """What a price list may ask of whoever hires this room; the products in the order of the list."""

    occasions: tuple[Occasion, ...] = ()
    products: tuple[Product, ...] = ()
    must_choose: bool = False
    facts: tuple[FactAsked, ...] = ()
    extras: tuple[Extra, ...] = ()
    setting_up: bool = False

    def __bool__(self) -> bool:
        return self != Questions()

    def __or__(self, other: Questions) -> Questions:
        """What either asks; of two that have one code, the first."""
        return Questions(
            _both(self.occasions, other.occasions),
            _both(self.products, other.products),
            self.must_choose or other.must_choose,
            _both(self.facts, other.facts),
            _both(self.extras, other.extras),
            self.setting_up or other.setting_up,
        )


def questions_of(lists: Iterable[Tariff], room: str, categories: Collection[str]) -> Questions:
    """What any of these lists asks, such as those of a series that runs on into the next one."""
    return reduce(Questions.__or__, (questions(tariff, room, categories) for tariff in lists), Questions())


def questions(tariff: Tariff, room: str, categories: Collection[str]) -> Questions:
    """What this list may ask where the room is hired at a price of one of these categories."""

    def may_hold(when: When) -> bool:
        """Whether it can be about this room by itself, and these categories; who pays as another may pay any price."""
        return (
            (not when.room or room in when.room)
            and set(when.together) <= {room}
            and set(when.with_room) <= {room}
            and (not when.category or bool(tariff.priced_as) or not set(categories).isdisjoint(when.category))
        )

    priced = [replace(row, prices=tuple(one for one in row.prices if may_hold(one.when))) for row in tariff.extras]
    extras = tuple(extra for extra in priced if extra.prices)
    rows = [row for row in _rows(tariff, extras) if may_hold(row.when)]
    products = _products(tariff, may_hold)
    return Questions(
        occasions=tariff.occasions if any(row.when.occasion for row in rows) else (),
        products=products if len(products) > 1 or any(each.only_if_asked for each in products) else (),
        must_choose=tariff.choice is Choice.HIRER and len(products) > 1,
        facts=tuple(_facts(tariff, rows)),
        extras=extras,
        setting_up=bool(tariff.setting_up),
    )


def counted(extra: Extra) -> Counted:
    """How an extra is asked for; a thing of which the list does not say that there are more is had or not."""
    ways = [price.way for price in extra.prices]
    if any(isinstance(way, PerPerson) for way in ways):
        return Counted.PEOPLE
    if extra.stock == 1:
        return Counted.WANTED
    return Counted.NUMBER if extra.stock or any(isinstance(way, PerItem) for way in ways) else Counted.WANTED


def is_by_time(extra: Extra) -> bool:
    """Whether it may be had for a part of the hire, at a price of its own."""
    return any(
        isinstance(price.way, PerTime) or (isinstance(price.way, Steps) and not price.way.by_day)
        for price in extra.prices
    )


def _rows(tariff: Tariff, extras: Iterable[Extra]) -> list[Any]:
    """Whatever has conditions."""
    rows = (tariff.rates, tariff.limits, tariff.adjustments, tariff.fees, tariff.bonds, tariff.deposits)
    more = (tariff.setting_up, tariff.priced_as, tariff.scales, *(extra.prices for extra in extras))
    return [row for some in (*rows, *more) for row in some]


def _products(tariff: Tariff, may_hold: Callable[[When], bool]) -> tuple[Product, ...]:
    """The ways in which this room can be hired, the hour among them."""
    priced = {code for rate in tariff.rates if may_hold(rate.when) for code in rate.products}
    hour = () if any(each.code == HOURLY for each in tariff.products) else (Product(HOURLY, ""),)
    return tuple(each for each in (*hour, *tariff.products) if each.code in priced or each.like in priced)


def _facts(tariff: Tariff, rows: Iterable[Any]) -> Iterator[FactAsked]:
    """What some row hangs on and can be said before; first whether it is in school term, which nobody else knows."""
    found = list(rows)
    codes = {fact for row in found for fact in _facts_of(row)}
    by_term = {days.code for days in tariff.named_days if days.calendar in (Calendar.TERM, Calendar.SCHOOL_HOLIDAYS)}
    bands = {band.code for band in tariff.bands if by_term.intersection(band.named)}
    if any(by_term.intersection(row.when.dates) or bands.intersection(row.when.band) for row in found):
        yield FactAsked(TERM, "", Kind.YES_NO)
    yield from (fact for fact in tariff.facts if fact.code in codes and not fact.after)


def _facts_of(row: Any) -> set[str]:
    way = getattr(row, "way", None)
    codes = set(row.when.facts)
    if isinstance(way, PerFact):
        codes.add(way.fact)
    share = way.share if isinstance(way, GreaterOf) else way
    if isinstance(share, Share):
        codes.add(share.of)
    return codes


def _both(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    known = {row.code for row in one}
    return (*one, *(row for row in other if row.code not in known))
