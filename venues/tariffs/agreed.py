"""What a hall has agreed with one hirer: so many per cent off the hire, whatever the list says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from venues.money import Money
from venues.tariffs.adjusting import change
from venues.tariffs.hiring import Hired
from venues.tariffs.quotes import AGREED, Line, Unit


def agreed(have: Hired, percent_off: Decimal) -> Iterator[Line]:
    """A line of its own, rounded as the list rounds; none where the hire costs nothing."""
    if not have.pence:
        return
    line = change(have.asked, AGREED, "", "", -Fraction(have.pence) * Fraction(percent_off) / 100)
    sum_ = Money(have.pence, have.asked.list.tariff.currency)
    yield replace(line, quantity=-percent_off, unit=Unit.PERCENT, unit_price=sum_)
