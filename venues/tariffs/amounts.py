"""What a row's way of charging comes to, exactly; nothing is rounded here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from venues.tariffs.asked import Asked
from venues.tariffs.quotes import AskThem, FactMissing, NoPrice, Unit
from venues.tariffs.ways import (
    Flat,
    GreaterOf,
    OnApplication,
    Once,
    PerDay,
    PerFact,
    PerItem,
    PerPerson,
    PerSession,
    PerTime,
    Price,
    Share,
    Steps,
    Way,
)

MINUTES_A_DAY = 24 * 60
Counted = PerSession | PerDay | Flat | Once | PerPerson


class Sum(NamedTuple):
    """A quantity of a unit at a price (for `per` of them), and what it comes to in pence.

    `of` is what a share is of; `covers` how much a step covers, in minutes.
    """

    unit: Unit
    quantity: int | Decimal
    price: Fraction | int
    exact: Fraction | int
    per: int = 1
    of: str = ""
    covers: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Basis:
    """What is charged for: `minutes` of hire, `quantity` of an extra, and the sums that a share may be of."""

    asked: Asked
    minutes: int
    quantity: int | None = None
    hire: int = 0
    total: int = 0
    standard_hire: Callable[[], int] = lambda: 0


def sums(way: Way, basis: Basis) -> Iterator[Sum]:
    """One sum, or two where a price goes on beyond its steps; raises AskThem, FactMissing, NoPrice."""
    asked, times = basis.asked, basis.quantity or 1
    match way:
        case PerTime():
            yield by_time(way, basis.minutes, times)
        case PerSession() | PerDay() | Flat() | Once() | PerPerson():
            yield from _by_count(way, basis, times)
        case PerItem():
            yield _by_number(way, times)
        case Steps():
            yield from _by_steps(way, basis, times)
        case Share():
            yield share(way, basis)
        case GreaterOf(price, part):
            base, more = _each(Unit.TIME, price, 1), share(part, basis)
            yield more if more.exact > base.exact else base
        case PerFact():
            yield from _by_fact(way, basis)
        case OnApplication():
            raise AskThem("+".join(sorted(asked.rooms)))


def sums_so_far(way: Way, basis: Basis, open_facts: list[str]) -> list[Sum]:
    """The same, where only time will tell: the sum that a share may exceed stands, and the fact is noted as open."""
    try:
        return list(sums(way, basis))
    except FactMissing as missing:
        basis.asked.leave_open(missing, open_facts)
        return [_each(Unit.TIME, way.price, 1)] if isinstance(way, GreaterOf) else []


def _by_count(way: Counted, basis: Basis, times: int) -> Iterator[Sum]:
    asked = basis.asked
    match way:
        case PerSession(price):
            yield _each(Unit.SESSION, price, max(len(asked.slots), 1) * times)
        case PerDay(price):
            yield _each(Unit.DAY, price, asked.days * times)
        case Flat(price):
            yield _each(Unit.TIME, price, times)
        case Once(price):
            if asked.request.date_number == 1:
                yield _each(Unit.BOOKING, price, times)
        case PerPerson(price):
            yield _each(Unit.PERSON, price, asked.people() if basis.quantity is None else basis.quantity)


def _by_fact(way: PerFact, basis: Basis) -> Iterator[Sum]:
    """Nothing at all where no more is told than is free."""
    over = max(Decimal(basis.asked.fact(way.fact)) - way.free, Decimal(0))
    lots = ceil(Fraction(over) / way.each)
    if lots:
        price = way.price
        yield Sum(Unit.FACT, lots * way.each, price.pence, price.pence * lots, way.each, way.fact, text=price.text)


def by_time(way: PerTime, minutes: int, times: int = 1) -> Sum:
    """The time at its price: its share, or every period that is begun."""
    if way.whole:
        begun = -(-minutes // way.minutes) * times
        exact, quantity = way.price.pence * begun, begun * way.minutes
    else:
        quantity = minutes * times
        exact = _part(way.price.pence * quantity, way.minutes)
    return Sum(Unit.MINUTE, quantity, way.price.pence, exact, way.minutes, text=way.price.text)


def _part(pence: Fraction | int, of: int) -> Fraction | int:
    """Divided; a whole number where it is one."""
    whole, rest = divmod(pence, of)
    return Fraction(pence, of) if rest else whole


def share(way: Share, basis: Basis) -> Sum:
    """So many per cent, not less than the least nor more than the most."""
    of = _what(way.of, basis)
    exact = of * Fraction(way.percent) / 100
    if way.least is not None:
        exact = max(exact, Fraction(way.least.pence))
    if way.most is not None:
        exact = min(exact, Fraction(way.most.pence))
    return Sum(Unit.PERCENT, way.percent, of, exact, of=way.of)


def _what(of: str, basis: Basis) -> Fraction:
    if of == "hire":
        return Fraction(basis.hire)
    if of == "standard_hire":
        return Fraction(basis.standard_hire())
    return Fraction(basis.total) if of == "total" else Fraction(basis.asked.fact(of))


def _each(unit: Unit, price: Price, number: int) -> Sum:
    return Sum(unit, number, price.pence, price.pence * number, text=price.text)


def _by_number(way: PerItem, number: int) -> Sum:
    tier = max((tier for tier in way.tiers if tier.least <= number), key=lambda tier: tier.least, default=way.tiers[0])
    if tier.for_all:
        return Sum(Unit.ITEM, number, tier.price.pence, tier.price.pence, number, text=tier.price.text)
    lots = -(-number // way.lot)
    return Sum(Unit.ITEM, number, tier.price.pence, tier.price.pence * lots, way.lot, text=tier.price.text)


def _by_steps(way: Steps, basis: Basis, times: int) -> Iterator[Sum]:
    amount = basis.asked.days if way.by_day else basis.minutes
    step = next((step for step in way.steps if amount <= step.up_to), None)
    held = step or way.steps[-1]
    covers = held.up_to * MINUTES_A_DAY if way.by_day else held.up_to
    yield Sum(Unit.TIME, times, held.price.pence, held.price.pence * times, covers=covers, text=held.price.text)
    if step is not None:
        return
    if way.beyond is None:
        asked = basis.asked
        raise NoPrice("+".join(sorted(asked.rooms)), asked.category, asked.request.period)
    over = amount - held.up_to
    if isinstance(way.beyond, PerTime):
        yield by_time(way.beyond, over, times)
    else:
        yield _each(Unit.DAY, way.beyond, over * times)
