"""What changes the hire of a room after its rates: never less, never more, and so much off or on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from venues.money import Money
from venues.tariffs.asked import Asked
from venues.tariffs.clock import local_time
from venues.tariffs.compiled import holds_in
from venues.tariffs.hire import Charge, RoomHire
from venues.tariffs.quotes import ADJUSTMENT, HIRE, LIMIT, Line, Unit
from venues.tariffs.rows import Adjustment, Limit
from venues.tariffs.when import When

HOUR = 60


def limited(asked: Asked, hire: RoomHire) -> Iterator[Line]:
    """A line for each limit of the hire that changes it; the charges are changed in step."""
    for limit in asked.list.tariff.limits:
        if limit.of != HIRE or not _is_of(limit.when, hire) or not asked.holds(_without_rooms(limit.when)):
            continue
        for charges in _by_day(asked, hire) if limit.by_day else [hire.charges]:
            before = sum(charge.now for charge in charges)
            after = _within(limit, charges, before)
            if after != before:
                _spread(charges, before, after)
                yield limit_line(asked, limit, hire.name, after - before)


def adjusted(asked: Asked, hire: RoomHire, changed: int) -> Iterator[Line]:
    """A line for each adjustment, in their order; those of one order start from the same sums.

    Together they take off no more than there is: a hire never costs less than nothing.
    """
    rows = sorted(asked.list.tariff.adjustments, key=lambda row: row.order)
    left = hire.pence + changed
    for _order, same in groupby(rows, key=lambda row: row.order):
        changes: dict[int, Fraction] = {}
        found: list[Line] = []
        for row in same:
            touched = _touched(asked, row, hire)
            if not touched:
                continue
            each = [_change(row, charge) for charge in touched]
            if row.flat is not None:
                each = [Fraction(row.flat.pence), *([Fraction(0)] * (len(touched) - 1))]
            pence = asked.list.tariff.rounding(sum(each, Fraction(0)))
            for charge, more in zip(touched, each, strict=True):
                changes[id(charge)] = changes.get(id(charge), Fraction(0)) + more
            found.append(_adjustment_line(asked, row, hire, touched, pence))
        left += sum(line.amount.pence for line in found)
        if left < 0:
            found, left = _cut(found, -left), 0
        for charge in hire.charges:
            charge.now = charge.now + changes.get(id(charge), 0) if left else 0
        yield from found


def _cut(lines: Sequence[Line], over: int) -> list[Line]:
    """So many pence less are taken off; which line bears it does not hang on the order of the rows."""
    cut = list(lines)
    for line in sorted(lines, key=lambda line: (line.amount, line.code)):
        back = min(over, max(-line.amount.pence, 0))
        over -= back
        cut[cut.index(line)] = replace(line, amount=line.amount + Money(back, line.amount.currency))
    return cut


def change(asked: Asked, kind: str, code: str, room: str, exact: Fraction | int, of: str = "") -> Line:
    """A line that takes off or puts on a sum."""
    tariff = asked.list.tariff
    amount = Money(tariff.rounding(Fraction(exact)), tariff.currency)
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
        tax=tariff.tax.percent if tariff.tax else None,
        of=of,
    )


def limit_line(asked: Asked, limit: Limit, room: str, more: Fraction | int) -> Line:
    """What a limit takes off or puts on, beside the most or the least that it allows."""
    line, bound = change(asked, LIMIT, limit.code, room, more, limit.name), limit.most if more < 0 else limit.least
    if bound is None:
        return line
    return replace(line, unit_price=Money(round(bound.pence), asked.list.tariff.currency), minimum=limit.minutes)


def within(limit: Limit, amount: Fraction) -> Fraction:
    """The amount, not less than the least and not more than the most."""
    if limit.most is not None:
        amount = min(amount, Fraction(limit.most.pence))
    return amount if limit.least is None else max(amount, Fraction(limit.least.pence))


def _within(limit: Limit, charges: Sequence[Charge], amount: Fraction | int) -> Fraction:
    if limit.minutes is None:
        return within(limit, Fraction(amount))
    inside = _of_the_first(charges, limit.minutes)
    return within(limit, inside) + (Fraction(amount) - inside)


def _of_the_first(charges: Sequence[Charge], minutes: int) -> Fraction:
    """What the first so many minutes come to."""
    sum_, left = Fraction(0), minutes
    for charge in charges:
        taken = min(left, charge.minutes)
        sum_ += Fraction(charge.now * taken, charge.minutes) if charge.minutes else 0
        left -= taken
    return sum_


def _spread(charges: Sequence[Charge], before: Fraction | int, after: Fraction) -> None:
    """Each charge bears its part of the change."""
    for charge in charges:
        charge.now = Fraction(charge.now * after, before) if before else Fraction(after, len(charges))


def _by_day(asked: Asked, hire: RoomHire) -> Iterator[list[Charge]]:
    """The charges of each day; what has no time of its own goes with the last."""
    days: dict[object, list[Charge]] = {}
    last: object = None
    for charge in hire.charges:
        last = local_time(charge.start, asked.request.zone).date() if charge.end else last
        days.setdefault(last, []).append(charge)
    yield from days.values()


def _touched(asked: Asked, row: Adjustment, hire: RoomHire) -> list[Charge]:
    if not _is_of(row.when, hire) or not asked.holds(_without_time(_without_rooms(row.when))):
        return []
    return [charge for charge in hire.charges if charge.slice is None or holds_in(row.when, charge.slice)]


def _change(row: Adjustment, charge: Charge) -> Fraction:
    if row.percent is not None:
        return charge.now * Fraction(row.percent) / 100
    return Fraction(row.per_hour.pence * charge.minutes, HOUR) if row.per_hour is not None else Fraction(0)


def _adjustment_line(asked: Asked, row: Adjustment, hire: RoomHire, touched: Sequence[Charge], pence: int) -> Line:
    line = change(asked, ADJUSTMENT, row.code, hire.name, pence)
    tariff, base = asked.list.tariff, sum(charge.now for charge in touched)
    quantity: int | Decimal = 1
    unit, per, price = Unit.TIME, 1, Money(pence, tariff.currency)
    if row.percent is not None:
        quantity, unit, price = row.percent, Unit.PERCENT, Money(round(base), tariff.currency)
    elif row.per_hour is not None:
        minutes = sum(charge.minutes for charge in touched)
        quantity, unit, per, price = minutes, Unit.MINUTE, HOUR, Money(int(row.per_hour.pence), tariff.currency)
    return replace(line, quantity=quantity, unit=unit, per=per, unit_price=price)


def _is_of(when: When, hire: RoomHire) -> bool:
    return (not when.room or not hire.rooms.isdisjoint(when.room)) and (
        not when.together or set(when.together) == hire.rooms
    )


def _without_rooms(when: When) -> When:
    return replace(when, room=(), together=()) if when.room or when.together else when


def _without_time(when: When) -> When:
    return replace(when, band=(), dates=()) if when.band or when.dates else when
