"""Never less and never more: of several limits that hold, the strictest, whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from venues.money import Money
from venues.tariffs.adjusting import change, is_of, without_rooms
from venues.tariffs.asked import Asked
from venues.tariffs.clock import local_time
from venues.tariffs.hire import Charge, RoomHire
from venues.tariffs.quotes import HIRE, LIMIT, Line
from venues.tariffs.rows import Limit

Bound = Callable[[Limit, Fraction], Fraction]


def limited(asked: Asked, hire: RoomHire) -> Iterator[Line]:
    """A line for each limit of the hire that changes it, those of a day first; the charges are changed in step."""
    holding = [
        limit
        for limit in asked.list.tariff.limits
        if limit.of == HIRE and is_of(limit.when, hire) and asked.holds(without_rooms(limit.when))
    ]
    if not holding:
        return
    to_pence, total = asked.list.tariff.rounding.to_pence, Fraction(hire.pence)
    for by_day in (True, False):
        same = [limit for limit in holding if limit.by_day is by_day]
        for charges in _parts(asked, hire, by_day=by_day) if same else ():
            for limit, more in _strictest(same, charges):
                yield limit_line(asked, limit, hire.name, to_pence(total + more) - to_pence(total), charges)
                total += more


def limits_of(asked: Asked, limits: Sequence[Limit], pence: int) -> Iterator[Line]:
    """The limits of a sum that has no time of its own: of the total, or of a group of extras."""
    to_pence = asked.list.tariff.rounding.to_pence
    for bound in (_off, _on):
        found = _hardest(limits, partial(bound, amount=Fraction(pence)))
        if found:
            limit, more = found
            after = to_pence(pence + more)
            yield limit_line(asked, limit, "", after - pence)
            pence = after


def limit_line(asked: Asked, limit: Limit, room: str, pence: int, charges: Sequence[Charge] = ()) -> Line:
    """What a limit takes off or puts on, beside the most or the least that it allows."""
    line = change(asked, LIMIT, limit.code, room, pence, limit.name, charges)
    bound = limit.most if pence < 0 else limit.least
    if bound is None:
        return line
    return replace(line, unit_price=Money(round(bound.pence), asked.list.tariff.currency), minimum=limit.minutes)


def _strictest(limits: Sequence[Limit], charges: Sequence[Charge]) -> Iterator[tuple[Limit, Fraction]]:
    """The smallest most and the greatest least, each with what it changes; the charges bear their parts."""
    for bound in (_off, _on):
        before = Fraction(sum(charge.now for charge in charges))
        found = _hardest(limits, partial(_of_charges, bound, charges, before))
        if found:
            _spread(charges, before, before + found[1])
            yield found


def _of_charges(bound: Bound, charges: Sequence[Charge], all_: Fraction, limit: Limit) -> Fraction:
    return bound(limit, all_ if limit.minutes is None else _of_the_first(charges, limit.minutes))


def _hardest(limits: Sequence[Limit], more: Callable[[Limit], Fraction]) -> tuple[Limit, Fraction] | None:
    """The limit that changes the most; of those that change as much, the first by its code."""
    found = [
        (-abs(change), limit.code, limit.minutes or 0, index)
        for index, limit in enumerate(limits)
        if (change := more(limit))
    ]
    if not found:
        return None
    hardest = limits[min(found)[-1]]
    return hardest, more(hardest)


def _off(limit: Limit, amount: Fraction) -> Fraction:
    return Fraction(0) if limit.most is None else min(Fraction(limit.most.pence) - amount, Fraction(0))


def _on(limit: Limit, amount: Fraction) -> Fraction:
    return Fraction(0) if limit.least is None else max(Fraction(limit.least.pence) - amount, Fraction(0))


def _of_the_first(charges: Sequence[Charge], minutes: int) -> Fraction:
    """What the first so many minutes come to."""
    sum_, left = Fraction(0), minutes
    for charge in charges:
        taken = min(left, charge.minutes)
        sum_ += Fraction(charge.now * taken, charge.minutes) if charge.minutes else 0
        left -= taken
    return sum_


def _spread(charges: Sequence[Charge], before: Fraction, after: Fraction) -> None:
    """Each charge bears its part of the change."""
    for charge in charges:
        charge.now = Fraction(charge.now * after, before) if before else Fraction(after, len(charges))


def _parts(asked: Asked, hire: RoomHire, *, by_day: bool) -> Iterator[list[Charge]]:
    """All charges, or those of each day; what has no time of its own goes with the last."""
    if not by_day:
        yield hire.charges
        return
    days: dict[object, list[Charge]] = {}
    last: object = None
    for charge in hire.charges:
        last = local_time(charge.start, asked.request.zone).date() if charge.end else last
        days.setdefault(last, []).append(charge)
    yield from days.values()
