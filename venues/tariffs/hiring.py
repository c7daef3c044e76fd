"""The hire of all the rooms of a request, each by itself or priced as one, with all that changes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from venues.money import Money
from venues.tariffs.adjusting import Running, adjusted, change
from venues.tariffs.asked import Asked, best_row, spell
from venues.tariffs.clock import moment
from venues.tariffs.hire import RoomHire, hire_of, share_out
from venues.tariffs.limiting import limited
from venues.tariffs.quotes import SETTING_UP, Line, NoPrice, Unit
from venues.tariffs.rows import SettingUp

Rooms = frozenset[str]
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Hired:
    """The rooms, each with the lines that change its price, what setting up comes to, and all of it in pence."""

    asked: Asked
    rooms: Sequence[RoomHire] = ()
    changes: Sequence[Sequence[Line]] = ()
    setting_up: Sequence[Line] = ()
    pence: int = 0

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Room by room; only of the price that is told, since they are what takes the time."""
        rooms = zip(self.rooms, self.changes, strict=True)
        hire = [line for room, changes in rooms for line in (*room.lines(self.asked), *changes)]
        return (*hire, *self.setting_up)

    @property
    def minutes(self) -> int:
        """How long is charged for."""
        return max((room.minutes for room in self.rooms), default=self.asked.length)

    def standard(self) -> int:
        """What the hire would be in the standard category, in pence; nothing where the list does not say."""
        standard = self.asked.list.tariff.standard
        if self.asked.category == standard:
            return self.pence
        return hired(replace(self.asked, category=standard)).pence


def hired(asked: Asked) -> Hired:
    """Raises what `hire_of` raises."""
    if not asked.request.rooms:
        return Hired(asked)
    found = _rooms(asked)
    if not asked.request.setting_up:
        return found
    more = tuple(_setting_up(asked))
    return replace(found, setting_up=more, pence=found.pence + _sum(more))


def _rooms(asked: Asked) -> Hired:
    """By the fewest sets of rooms that are priced as one; of equally few, the cheapest."""
    best: Hired | None = None
    refusal: NoPrice | None = None
    for parting in _partings(asked):
        if best is not None and len(parting) > len(best.rooms):
            break
        try:
            rooms = [hire_of(asked, unit) for unit in parting]
        except NoPrice as told:
            refusal = refusal or told
            continue
        rounding, together = asked.list.tariff.rounding, None
        if rounding.together:
            share_out(rounding, (charge for room in rooms for charge in room.charges))
            together = Running(rounding)
        changes = [_changes(asked, room, together or Running(rounding)) for room in rooms]
        pence = sum([room.pence for room in rooms]) + sum([_sum(lines) for lines in changes if lines])
        found = Hired(asked, rooms, changes, (), pence)
        if best is None or found.pence < best.pence:
            best = found
    if best is None:
        assert refusal is not None, "every set of rooms can at least be parted into single ones"
        raise refusal
    return best


def _changes(asked: Asked, room: RoomHire, price: Running) -> Sequence[Line]:
    tariff = asked.list.tariff
    limits = list(limited(asked, room)) if tariff.limits else []
    return [*limits, *adjusted(asked, room, _sum(limits), price)] if tariff.adjustments else limits


def _partings(asked: Asked) -> Sequence[tuple[Rooms, ...]]:
    """Every way of parting the rooms into sets priced as one and single rooms, the fewest sets first."""
    rooms = asked.request.rooms
    product = asked.product.like or asked.product.code
    sets = [some for some in asked.list.combinations.get(product, ()) if some <= asked.rooms] if rooms[1:] else ()
    if not sets:
        return [(asked.rooms,) if len(rooms) == 1 else tuple([frozenset([room]) for room in rooms])]
    return sorted(_parted(tuple(rooms), sets), key=len)


def _parted(left: tuple[str, ...], sets: Sequence[Rooms]) -> Iterator[tuple[Rooms, ...]]:
    if not left:
        yield ()
        return
    first = left[0]
    for some in [*(each for each in sets if first in each and each <= set(left)), frozenset([first])]:
        for rest in _parted(tuple(room for room in left if room not in some), sets):
            yield (some, *rest)


def _setting_up(asked: Asked) -> Iterator[Line]:
    """Each time before and after, at so many per cent of its hire; in full where the list says nothing of it."""
    rows = asked.list.tariff.setting_up
    row = best_row(asked, rows, lambda row: (row.percent, -row.free_minutes)) or SettingUp(HUNDRED)
    for period in asked.request.setting_up:
        start, end = moment(period.start), moment(period.end)
        if end - start <= row.free_minutes:
            continue
        during = replace(asked, spell=spell(asked.list, asked.request, start, end - row.free_minutes))
        then = _rooms(during)
        whole = then.pence
        pence = asked.list.tariff.rounding(whole * Fraction(row.percent) / 100)
        line = change(asked, SETTING_UP, "", then.rooms[0].name, pence, charges=then.rooms[0].charges)
        yield replace(
            line,
            quantity=row.percent,
            unit=Unit.PERCENT,
            unit_price=Money(whole, asked.list.tariff.currency),
            period=period.local(asked.request.zone),
            minimum=during.length,
        )


def _sum(lines: Sequence[Line]) -> int:
    return sum([line.amount.pence for line in lines])
