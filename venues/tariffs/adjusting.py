"""So much off or on the hire of a room, after its rates and limits.

What is rounded is the price after each change, not the change: what is rounded down never ends above what the
change exactly leaves. A sum off or on is printed in the list, and stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from venues.money import Money
from venues.tariffs.asked import Asked
from venues.tariffs.compiled import holds_in
from venues.tariffs.hire import Charge, RoomHire
from venues.tariffs.quotes import ADJUSTMENT, Line, Unit
from venues.tariffs.rows import Adjustment
from venues.tariffs.tariff import Rounding
from venues.tariffs.when import When

HOUR = 60


@dataclass(slots=True)
class Running:
    """A price in the making: what it exactly comes to, and what the lines so far say."""

    rounding: Rounding
    exact: Fraction | int = 0
    told: int = 0

    def add(self, exact: Fraction | int, told: int) -> None:
        self.exact, self.told = self.exact + exact, self.told + told

    def change(self, exact: Fraction) -> int:
        """By how much the price that is told changes; what takes off never raises it, nor the other way round."""
        self.exact += exact
        more = self.rounding(self.exact) - self.told
        more = min(more, 0) if exact < 0 else max(more, 0) if exact else 0
        self.told += more
        return more


def adjusted(asked: Asked, hire: RoomHire, changed: int, price: Running) -> Iterator[Line]:
    """A line for each adjustment, in their order; those of one order start from the same sums.

    Together they take off no more than there is: a hire never costs less than nothing.
    """
    rows = sorted(asked.list.tariff.adjustments, key=lambda row: row.order)
    left = hire.pence + changed
    price.add(sum(charge.now for charge in hire.charges), left)
    for _order, same in groupby(rows, key=lambda row: row.order):
        touching = [(row, touched, _changes(row, touched)) for row in same if (touched := _touched(asked, row, hire))]
        pence = _pence(price, [(row, sum(each, Fraction(0))) for row, _touched, each in touching])
        found = [
            _adjustment_line(asked, row, hire, touched, amount)
            for (row, touched, _each), amount in zip(touching, pence, strict=True)
        ]
        left += sum(pence)
        if left < 0:
            found, over = _cut(found, -left), -left
            price.add(0, over)
            left = 0
        changes: dict[int, Fraction] = defaultdict(Fraction)
        for _row, touched, each in touching:
            for charge, more in zip(touched, each, strict=True):
                changes[id(charge)] += more
        for charge in hire.charges:
            after = charge.now + changes[id(charge)]
            charge.now = after if left else 0
            price.add(charge.now - after, 0)
        yield from found


def _pence(price: Running, rows: Sequence[tuple[Adjustment, Fraction]]) -> list[int]:
    """What each line of one order says, whatever the order of the rows: sums off or on first, then by their codes."""
    found = [0] * len(rows)
    for index in sorted(range(len(rows)), key=lambda index: _turn(*rows[index])):
        row, exact = rows[index]
        if row.flat is None:
            found[index] = price.change(exact)
        else:
            found[index] = price.rounding.to_pence(exact)
            price.add(exact, found[index])
    return found


def _turn(row: Adjustment, exact: Fraction) -> tuple[bool, str, Fraction, str]:
    return row.flat is None, row.code, exact, str(row.percent)


def _cut(lines: Sequence[Line], over: int) -> list[Line]:
    """So many pence less are taken off; which line bears it does not hang on the order of the rows."""
    cut = list(lines)
    for line in sorted(lines, key=lambda line: (line.amount, line.code)):
        back = min(over, max(-line.amount.pence, 0))
        over -= back
        cut[cut.index(line)] = replace(line, amount=line.amount + Money(back, line.amount.currency))
    return cut


def change(
    asked: Asked, kind: str, code: str, room: str, pence: int, of: str = "", charges: Iterable[Charge] = ()
) -> Line:
    """A line that takes off or puts on a sum; where all the charges that it changes bear one tax, it bears that."""
    tariff = asked.list.tariff
    amount = Money(pence, tariff.currency)
    return Line(
        kind=kind,
        room=room,
        category=asked.category,
        band=None,
        quantity=1,
        unit_price=amount,
        amount=amount,
        code=code,
        unit=Unit.TIME,
        per=1,
        tax=_tax(asked, charges),
        of=of,
    )


def _touched(asked: Asked, row: Adjustment, hire: RoomHire) -> list[Charge]:
    if not is_of(row.when, hire) or not asked.holds(_without_time(without_rooms(row.when))):
        return []
    return [charge for charge in hire.charges if charge.slice is None or holds_in(row.when, charge.slice)]


def _tax(asked: Asked, charges: Iterable[Charge]) -> Decimal | None:
    tax = asked.list.tariff.tax
    if tax is None:
        return None
    borne = {tax.percent if charge.rate.tax is None else charge.rate.tax for charge in charges}
    return borne.pop() if len(borne) == 1 else tax.percent


def _changes(row: Adjustment, touched: Sequence[Charge]) -> list[Fraction]:
    """What it exactly changes of each charge; the first one bears a sum."""
    if row.flat is not None:
        return [Fraction(row.flat.pence), *([Fraction(0)] * (len(touched) - 1))]
    if row.percent is not None:
        return [charge.now * Fraction(row.percent) / 100 for charge in touched]
    per_hour = row.per_hour.pence if row.per_hour is not None else 0
    return [Fraction(per_hour * charge.minutes, HOUR) for charge in touched]


def _adjustment_line(asked: Asked, row: Adjustment, hire: RoomHire, touched: Sequence[Charge], pence: int) -> Line:
    line = change(asked, ADJUSTMENT, row.code, hire.name, pence, charges=touched)
    tariff, base = asked.list.tariff, sum(charge.now for charge in touched)
    quantity: int | Decimal = 1
    unit, per, price = Unit.TIME, 1, Money(pence, tariff.currency)
    if row.percent is not None:
        quantity, unit, price = row.percent, Unit.PERCENT, Money(round(base), tariff.currency)
    elif row.per_hour is not None:
        minutes = sum(charge.minutes for charge in touched)
        quantity, unit, per, price = minutes, Unit.MINUTE, HOUR, Money(int(row.per_hour.pence), tariff.currency)
    return replace(line, quantity=quantity, unit=unit, per=per, unit_price=price)


def is_of(when: When, hire: RoomHire) -> bool:
    return (not when.room or not hire.rooms.isdisjoint(when.room)) and (
        not when.together or set(when.together) == hire.rooms
    )


def without_rooms(when: When) -> When:
    return replace(when, room=(), together=()) if when.room or when.together else when


def _without_time(when: When) -> When:
    return replace(when, band=(), dates=()) if when.band or when.dates else when
