"""What a hall has agreed with one hirer: so many per cent off the hire, whatever the list says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from venues.money import Money
from venues.tariffs.adjusting import Running, change
from venues.tariffs.hiring import Hired
from venues.tariffs.quotes import AGREED, Line, Unit


def agreed(have: Hired, percent_off: Decimal) -> Iterator[Line]:
    """A line of its own; the price after it is rounded as the list rounds. None where the hire costs nothing."""
    if not have.pence:
        return
    price = Running(have.asked.list.tariff.rounding, have.pence, have.pence)
    off = price.change(-Fraction(have.pence) * Fraction(percent_off) / 100)
    charges = [charge for room in have.rooms for charge in room.charges]
    line = change(have.asked, AGREED, "", "", off, charges=charges)
    sum_ = Money(have.pence, have.asked.list.tariff.currency)
    yield replace(line, quantity=-percent_off, unit=Unit.PERCENT, unit_price=sum_)
