"""What comes on top of the hire: fees, extras, limits of the total, tax; and what is held beside it.

Of the rows of one code one holds; where they are for different rooms that are hired together, the dearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TypeVar

from venues.money import Money
from venues.tariffs.amounts import Basis, Sum, sums, sums_so_far
from venues.tariffs.asked import best_rows
from venues.tariffs.hiring import Hired
from venues.tariffs.limiting import limits_of
from venues.tariffs.quotes import (
    EXTRA,
    FEE,
    TAX,
    ExtraAsked,
    FactMissing,
    Held,
    Line,
    NoSuchExtra,
    Refusal,
    Unit,
    told_first,
)
from venues.tariffs.rows import TOTAL, Bond, Deposit, ExtraPrice, Fee, Limit
from venues.tariffs.tariff import TO_THE_PENNY
from venues.tariffs.ways import PerTime, Way

Coded = TypeVar("Coded", Fee, Bond, Deposit)
Found = TypeVar("Found")


def fees(have: Hired, open_facts: list[str]) -> Iterator[tuple[Line, bool]]:
    """Each fee that applies, and whether it comes off the bond; what only time will tell is noted as open."""

    def of(code: str, rows: Sequence[Fee]) -> list[tuple[Line, bool]]:
        found = [
            [(_line(have, FEE, code, each, fee.tax), fee.from_bond) for each in _sums(have, fee, open_facts)]
            for fee in best_rows(have.asked, rows, have.pence)
        ]
        return max(
            found, key=lambda lines: (sum(line.amount.pence for line, _from_bond in lines), repr(lines)), default=[]
        )

    return chain.from_iterable(_each_code(have, have.asked.list.tariff.fees, of, open_facts))


def extras(have: Hired, open_facts: list[str]) -> Iterator[Line]:
    """Each extra that is asked for; raises NoSuchExtra where the list has no price for it."""
    known = {extra.code: extra for extra in have.asked.list.tariff.extras}
    for wanted in have.asked.request.extras:
        extra = known.get(wanted.code)
        prices = best_rows(have.asked, extra.prices, have.pence) if extra else []
        if extra is None or not prices:
            raise NoSuchExtra(wanted.code, have.asked.category)
        for each in max((_sums(have, price, open_facts, wanted) for price in prices), key=_dearness):
            yield _line(have, EXTRA, extra.code, each, extra.tax)


def group_limits(have: Hired, lines: Sequence[Line]) -> Iterator[Line]:
    """The limits of a group of extras, where one of the group is asked for."""
    groups: dict[str, list[str]] = defaultdict(list)
    for extra in have.asked.list.tariff.extras:
        if extra.group:
            groups[extra.group].append(extra.code)
    for group, codes in groups.items():
        inside = [line.amount.pence for line in lines if line.code in codes]
        if inside:
            yield from limits_of(have.asked, _limits(have, group), sum(inside))


def total_limits(have: Hired, total: int) -> Iterator[Line]:
    return limits_of(have.asked, _limits(have, TOTAL), total)


def _limits(have: Hired, of: str) -> list[Limit]:
    limits = have.asked.list.tariff.limits
    return [limit for limit in limits if limit.of == of and have.asked.holds(limit.when, have.pence)]


def taxes(have: Hired, lines: Iterable[Line]) -> Iterator[Line]:
    """Tax that the prices do not have inside: a line for each rate of it."""
    tariff = have.asked.list.tariff
    for percent, pence in sorted(by_rate(lines).items()):
        amount = Money(TO_THE_PENNY(Fraction(pence) * Fraction(percent) / 100), tariff.currency)
        yield Line(
            kind=TAX,
            room="",
            category=have.asked.category,
            band=None,
            quantity=percent,
            unit_price=Money(pence, tariff.currency),
            amount=amount,
            unit=Unit.PERCENT,
            per=1,
        )


def by_rate(lines: Iterable[Line]) -> dict[Decimal, int]:
    """What the lines come to, in pence, by the per cent of tax on them."""
    found: dict[Decimal, int] = defaultdict(int)
    for line in lines:
        if line.tax:
            found[line.tax] += line.amount.pence
    return {percent: max(pence, 0) for percent, pence in found.items()}  # a most may take off more than was taxed


def bonds(have: Hired, open_facts: list[str]) -> Iterator[Held]:
    """What is held against damage: of each code the one that applies best."""
    tariff = have.asked.list.tariff

    def of(code: str, rows: Sequence[Bond]) -> list[Held]:
        best = best_rows(have.asked, rows, have.pence)
        found = [_exact(sums(bond.way, _basis(have, bond.way, ()))) for bond in best]
        return [Held(code, Money(tariff.rounding.to_pence(max(found)), tariff.currency))] if found else []

    return chain.from_iterable(_each_code(have, tariff.bonds, of, open_facts))


def deposits(have: Hired, total: int) -> Iterator[Held]:
    """What is due on booking, never more than the total."""
    tariff = have.asked.list.tariff

    def of(code: str, rows: Sequence[Deposit]) -> list[Held]:
        best = best_rows(have.asked, rows, have.pence)
        found = [_exact(sums(row.way, replace(_basis(have, row.way, ()), total=total))) for row in best]
        return [Held(code, Money(min(tariff.rounding.to_pence(max(found)), total), tariff.currency))] if found else []

    return chain.from_iterable(_each_code(have, tariff.deposits, of, None))


def _each_code(
    have: Hired, rows: Iterable[Coded], of: Callable[[str, Sequence[Coded]], Found], open_facts: list[str] | None
) -> list[Found]:
    """What the rows of each code come to, which are alternatives; what only time will tell is noted as open.

    Raises the refusal that is told first, whichever row stands first.
    """
    by_code: dict[str, list[Coded]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    found: list[Found] = []
    refusals: list[Refusal] = []
    for code, same in by_code.items():
        try:
            found.append(of(code, same))
        except FactMissing as missing:
            if open_facts is None or not have.asked.can_be_left_open(missing.fact, open_facts):
                refusals.append(missing)
        except Refusal as told:
            refusals.append(told)
    if refusals:
        raise told_first(refusals)
    return found


def _sums(have: Hired, row: Fee | ExtraPrice, open_facts: list[str], wanted: ExtraAsked | None = None) -> Sequence[Sum]:
    return list(sums_so_far(row.way, _basis(have, row.way, row.when.band, wanted), open_facts))


def _dearness(found: Sequence[Sum]) -> tuple[Fraction, str]:
    """What comes to the same is told in the same way, whichever row stands first."""
    return _exact(found), repr(found)


def _exact(found: Iterable[Sum]) -> Fraction:
    return sum((Fraction(each.exact) for each in found), Fraction(0))


def _basis(have: Hired, way: Way, bands: Sequence[str], wanted: ExtraAsked | None = None) -> Basis:
    """What is charged for; a price by time that names bands counts the time in them alone."""
    minutes = have.minutes
    if bands and isinstance(way, PerTime):
        minutes = have.asked.minutes_in(bands)
    if wanted is not None and wanted.minutes is not None:
        minutes = wanted.minutes
    return Basis(
        have.asked,
        minutes,
        quantity=wanted.quantity if wanted else None,
        hire=have.pence,
        total=have.pence,
        standard_hire=have.standard,
    )


def _line(have: Hired, kind: str, code: str, each: Sum, tax: Decimal | None) -> Line:
    tariff = have.asked.list.tariff
    general = tariff.tax.percent if tariff.tax else None
    return Line(
        kind=kind,
        room="",
        category=have.asked.category,
        band=None,
        quantity=each.quantity,
        unit_price=Money(round(each.price), tariff.currency),
        amount=Money(tariff.rounding.to_pence(each.exact), tariff.currency),
        minimum=each.covers,
        code=code,
        unit=each.unit,
        per=each.per,
        units=each.text if each.text.endswith("units") else "",
        tax=general if tax is None else tax,
        of=each.of,
    )
