"""How a price is kept with its session: the hire, what it could not leave out, what was asked for, the tax. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from venues.tariffs import Line, Quote, Tariff
from venues.tariffs.quotes import AGREED, EXTRA, FEE, LIMIT, TAX
from venues.tariffs.rows import HIRE, TOTAL
from venues.tariffs.tariff import TO_THE_PENNY

HIRED, COMPULSORY, EXTRAS = PARTS = ("hire", "compulsory", "extras")
NOTHING = Decimal(0)


def as_fields(quote: Quote, tariff: Tariff) -> dict[str, Any]:
    """The fields of a session: each part with the tax taken out, and the tax; together they are the total.

    What an extra costs stands apart, and so does its tax: no report counts it as hire.
    """
    sums, tax = dict.fromkeys(PARTS, 0), dict.fromkeys(PARTS, 0)
    of_extras = {limit.code for limit in tariff.limits if limit.of not in (HIRE, TOTAL)}
    by_rate: dict[Decimal, dict[str, int]] = defaultdict(lambda: dict.fromkeys(PARTS, 0))
    on_top = {line.quantity: line.amount.pence for line in quote.lines if line.kind == TAX}
    for line in quote.lines:
        if line.kind != TAX:
            part = _part(line, of_extras)
            sums[part] += line.amount.pence
            by_rate[line.tax or NOTHING][part] += line.amount.pence
    for percent, taxed in by_rate.items():
        for part, pence in _parted(taxed, percent, on_top).items():
            tax[part] += pence
            sums[part] -= 0 if on_top else pence
    return {
        "hire_pence": sums[HIRED],
        "compulsory_pence": sums[COMPULSORY],
        "extras_pence": sums[EXTRAS],
        "vat_pence": sum(tax.values()),
        "extras_vat_pence": tax[EXTRAS],
        "price_lines": [line.as_row() for line in quote.lines],
        "unsaid": None,
    }


def net(quote: Quote) -> int:
    """What is asked, in pence, tax taken out."""
    return (quote.total if quote.net is None else quote.net).pence


def standard_net(quote: Quote) -> int:
    """The standard price, in pence, tax taken out."""
    return (quote.standard if quote.standard_net is None else quote.standard_net).pence


def agreed_net(quote: Quote) -> int:
    """What terms agreed with the hirer take off, in pence, tax taken out."""
    on_top = any(line.kind == TAX for line in quote.lines)
    agreed = [line for line in quote.lines if line.kind == AGREED]
    return -sum(line.amount.pence - (0 if on_top else inside(line.amount.pence, line.tax)) for line in agreed)


def inside(pence: int, percent: Decimal | None) -> int:
    """The tax that a sum has inside, half up to the penny."""
    rate = Fraction(percent or NOTHING)
    return TO_THE_PENNY(pence * rate / (100 + rate))


def _part(line: Line, of_extras: Collection[str]) -> str:
    if line.kind == EXTRA or (line.kind == LIMIT and line.code in of_extras):
        return EXTRAS
    return COMPULSORY if line.kind == FEE else HIRED


def _parted(taxed: Mapping[str, int], percent: Decimal, on_top: Mapping[int | Decimal, int]) -> dict[str, int]:
    """The tax of one rate, by what it is on; an odd penny goes with the largest, and of two as large with the hire."""
    rate = Fraction(percent)
    if sum(taxed.values()) <= 0:  # a most took off more than was taxed
        return dict.fromkeys(taxed, 0)
    if on_top:
        whole, share = on_top.get(percent, 0), rate / 100
    else:
        whole, share = inside(sum(taxed.values()), percent), rate / (100 + rate)
    largest = max(taxed, key=lambda part: abs(taxed[part]))
    found = {part: TO_THE_PENNY(pence * share) for part, pence in taxed.items() if part != largest}
    return {**found, largest: whole - sum(found.values())}
