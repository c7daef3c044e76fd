"""How a price is kept with its session: the hire, what it could not leave out, what was asked for. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from venues.tariffs import Quote, Tariff
from venues.tariffs.quotes import EXTRA, FEE, LIMIT
from venues.tariffs.rows import HIRE, TOTAL


def as_fields(quote: Quote, tariff: Tariff) -> dict[str, Any]:
    """The fields of a session; what an extra costs stands apart, with its tax: no report counts it as hire."""
    of_extras = {limit.code for limit in tariff.limits if limit.of not in (HIRE, TOTAL)}
    taxed = tariff.tax is not None and not tariff.tax.included

    extras = fees = 0
    tax = Decimal(0)
    for line in quote.lines:
        if line.kind == EXTRA or (line.kind == LIMIT and line.code in of_extras):
            extras += line.amount.pence
            tax += line.amount.pence * (line.tax or Decimal(0)) / 100 if taxed else 0
        elif line.kind == FEE:
            fees += line.amount.pence
    extras += int(tax.quantize(Decimal(1), ROUND_HALF_UP))
    return {
        "hire_pence": quote.total.pence - fees - extras,
        "compulsory_pence": fees,
        "extras_pence": extras,
        "price_lines": [line.as_row() for line in quote.lines],
    }
