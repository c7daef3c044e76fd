"""How a price is kept with its session: hire, what the hire could not leave out, what was asked for, tax. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from venues.tariffs import Line, Quote, Tariff
from venues.tariffs.quotes import EXTRA, FEE, LIMIT, TAX
from venues.tariffs.rows import HIRE, TOTAL


def as_fields(quote: Quote, tariff: Tariff, *, standard: int) -> dict[str, Any]:
    """The fields of a session. `standard` is what hire and fees would be at the standard price, tax out, in pence.

    What the category takes off is told of these alone: an extra is nobody's concession.
    """
    of_extras = {limit.code for limit in tariff.limits if limit.of not in (HIRE, TOTAL)}

    def is_extra(line: Line) -> bool:
        return line.kind == EXTRA or (line.kind == LIMIT and line.code in of_extras)

    extras = sum(line.amount.pence for line in quote.lines if is_extra(line))
    tax = sum(line.amount.pence for line in quote.lines if line.kind == TAX)
    if tax:  # on top: that of the extras goes with them
        of_them = sum((_tax(line) for line in quote.lines if is_extra(line)), Decimal(0))
        rounded = min(int(of_them.quantize(Decimal(1), ROUND_HALF_UP)), tax)
        extras, tax = extras + rounded, tax - rounded
    fees = sum(line.amount.pence for line in quote.lines if line.kind == FEE)
    hire = quote.total.pence - fees - extras - tax
    return {
        "hire_pence": hire,
        "compulsory_pence": fees,
        "extras_pence": extras,
        "vat_pence": tax,
        "standard_pence": standard,
        "category_gap_pence": max(0, standard - hire - fees),
        "price_lines": [line.as_row() for line in quote.lines],
    }


def _tax(line: Line) -> Decimal:
    return line.amount.pence * (line.tax or Decimal(0)) / 100
