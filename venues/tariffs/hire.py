"""What the hire of a room comes to, or of rooms that are priced as one.

Each part of a hire that one rate covers without a break is one line. Their sum is rounded once, and the
lines share it out so that they add up: each is what the rounded sum grows by.

Shortest hire: the longest minimum of the rates that the hire touches is set against the whole hire, and
the minutes missing are charged at the rate of its last part, as though the hirers had stayed on at that
price. A hire that is rounded up to a whole step is filled up in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from venues.periods import Period
from venues.tariffs.amounts import Basis, Sum, by_time, sums_so_far
from venues.tariffs.asked import Asked
from venues.tariffs.clock import Part, local_period, local_time
from venues.tariffs.days import Slice
from venues.tariffs.quotes import HIRE, MINIMUM, ROUNDED, AskThem, Line, NoPrice, Unit, money
from venues.tariffs.rows import Rate
from venues.tariffs.tariff import Rounding
from venues.tariffs.ways import OnApplication, PerSession, PerTime

NOTHING = Sum(Unit.MINUTE, 0, 0, 0)


@dataclass(slots=True)
class Charge:
    """A line in the making; `now` is what it comes to with the adjustments made so far, in pence."""

    rate: Rate
    sum: Sum
    start: int = 0
    end: int = 0
    slice: Slice | None = None
    kind: str = HIRE
    minimum: int | None = None
    pence: int = 0
    now: Fraction | int = 0

    @property
    def minutes(self) -> int:
        return int(self.sum.quantity) if self.kind != HIRE or not self.end else self.end - self.start


@dataclass(slots=True)
class RoomHire:
    """The charges of one room, or of rooms priced as one; `minutes` is how long is charged for.

    `open_facts` are what more of the price hangs on, and only time will tell.
    """

    rooms: frozenset[str]
    charges: list[Charge]
    minutes: int
    open_facts: list[str] = field(default_factory=list)

    @property
    def pence(self) -> int:
        return sum([charge.pence for charge in self.charges])

    @property
    def name(self) -> str:
        return "+".join(sorted(self.rooms))

    def lines(self, asked: Asked) -> list[Line]:
        name = self.name
        return [_line(name, charge, asked) for charge in self.charges]


def hire_of(asked: Asked, unit: frozenset[str]) -> RoomHire:
    """Raises NoPrice where some part of it has none, FactMissing where a price hangs on what was not said."""
    candidates = _candidates(asked, unit)
    product = asked.product
    if product.sessions:
        if not asked.is_inside_its_sessions:
            raise _no_price(asked, unit, asked.start, asked.end)
        pieces: Sequence[Part] = [Part(slot.start, slot.end, slot.part.slice) for slot in asked.slots]
    else:
        pieces = asked.parts
    winners = asked.list.winners(candidates)
    rates = [winners[piece.slice] for piece in pieces]
    whole = rates[0]
    if whole is not None and whole.is_for_the_whole:
        charged = _counted(asked, [whole], asked.length)
        hire = RoomHire(unit, [], charged)
        for each in sums_so_far(whole.way, Basis(asked, charged), hire.open_facts):
            hire.charges.append(Charge(whole, each, asked.start, asked.end, pieces[0].slice))
        return _rounded(asked, hire)
    groups = _groups(asked, unit, pieces, rates)
    if product.charged_minutes is not None:
        minutes = product.charged_minutes * (len(asked.slots) or 1)
        return _rounded(asked, _cut_to(unit, groups, minutes, ROUNDED))
    if isinstance(groups[0].rate.way, PerSession):
        return _rounded(asked, RoomHire(unit, groups, asked.length))
    taken = sum([charge.minutes for charge in groups])
    used = [charge.rate for charge in groups]
    counted = _counted_steps(asked, used, taken) if asked.list.counts_steps else taken
    minimum = _shortest(asked, used)
    hire = _cut_to(unit, groups, counted, ROUNDED) if counted != taken else RoomHire(unit, groups, taken)
    if minimum > counted:
        hire = _cut_to(unit, hire.charges, minimum, MINIMUM)
    return _rounded(asked, hire)


def _candidates(asked: Asked, unit: frozenset[str]) -> tuple[int, ...]:
    code = asked.product.like or asked.product.code
    found = asked.list.candidates((asked.category, unit, asked.rooms, asked.request.occasion, code))
    if not found.perhaps:
        return found.always
    rates = asked.list.tariff.rates
    more = [
        index
        for index in found.perhaps
        if asked.may_hold(rates[index].when) and asked.holds_of_the_hire(rates[index].when)
    ]
    return tuple(sorted((*found.always, *more)))


def _groups(asked: Asked, unit: frozenset[str], pieces: Sequence[Part], rates: Sequence[Rate | None]) -> list[Charge]:
    """One charge for each unbroken part under the same rate; cut where adjustments and caps of a day need it."""
    found: list[Charge] = []
    number = 0  # of the pieces in the last of them
    before: Part | None = None
    for piece, rate in zip(pieces, rates, strict=True):
        if rate is None or rate.is_for_the_whole:
            if rate is not None and isinstance(rate.way, OnApplication):
                raise AskThem("+".join(sorted(unit)))
            raise _no_price(asked, unit, piece.start, piece.end)
        if before is not None and found[-1].rate is rate and _goes_on(asked, rate, before, piece):
            number += 1
            found[-1].end = piece.end
        else:
            if found:
                found[-1].sum = _sum(found[-1].rate, number, found[-1].end - found[-1].start)
            found.append(Charge(rate, NOTHING, piece.start, piece.end, piece.slice))
            number = 1
        before = piece
    found[-1].sum = _sum(found[-1].rate, number, found[-1].end - found[-1].start)
    return found


def _goes_on(asked: Asked, rate: Rate, before: Part, piece: Part) -> bool:
    """Whether a piece is charged in one with the piece before, which is at the same rate."""
    if before.end != piece.start and not isinstance(rate.way, PerSession):
        return False
    if asked.list.limits_days:
        zone = asked.request.zone
        if local_time(before.start, zone).date() != local_time(piece.start, zone).date():
            return False
    return asked.list.is_adjusted_alike(before.slice, piece.slice)


def _sum(rate: Rate, sessions: int, minutes: int) -> Sum:
    if isinstance(rate.way, PerSession):
        basis_price = rate.way.price
        return Sum(Unit.SESSION, sessions, basis_price.pence, basis_price.pence * sessions, text=basis_price.text)
    assert isinstance(rate.way, PerTime), "all else prices the whole hire"
    return by_time(rate.way, minutes)


def _cut_to(unit: frozenset[str], charges: Iterable[Charge], minutes: int, kind: str) -> RoomHire:
    """The charges for exactly so many minutes: what is over falls from the end, what is missing is added there."""
    left, kept = minutes, []
    for charge in charges:
        if left <= 0:
            break
        if charge.minutes > left:
            charge = replace(charge, sum=_sum(charge.rate, 1, left))
        kept.append(charge)
        left -= min(charge.minutes, left)
    if left > 0:
        last = kept[-1]
        kept.append(Charge(last.rate, _sum(last.rate, 1, left), slice=last.slice, kind=kind, minimum=minutes))
    return RoomHire(unit, kept, minutes)


def _counted(asked: Asked, rates: Sequence[Rate], minutes: int) -> int:
    """How long is charged for: whole steps, and not less than the shortest hire."""
    return max(_counted_steps(asked, rates, minutes), _shortest(asked, rates))


def _shortest(asked: Asked, rates: Sequence[Rate]) -> int:
    return max([asked.list.tariff.minimum_of(rate) for rate in rates])


def _counted_steps(asked: Asked, rates: Sequence[Rate], minutes: int) -> int:
    tariff = asked.list.tariff
    step = max(tariff.step_minutes if rate.step_minutes is None else rate.step_minutes for rate in rates)
    grace = max(tariff.grace_minutes if rate.grace_minutes is None else rate.grace_minutes for rate in rates)
    whole, over = divmod(minutes, step)
    if over and (over > grace or not whole):
        whole += 1
    return whole * step


def _rounded(asked: Asked, hire: RoomHire) -> RoomHire:
    share_out(asked.list.tariff.rounding, hire.charges)
    return hire


def share_out(rounding: Rounding, charges: Iterable[Charge]) -> None:
    """Give each charge what the rounded sum grows by: a quarter and three quarters of £4.50 make £4.50."""
    upto: Fraction | int = 0
    before = 0
    for charge in charges:
        upto = upto + charge.sum.exact if upto else charge.sum.exact
        after = rounding(upto)
        charge.pence = after - before
        charge.now = charge.pence
        before = after


def _no_price(asked: Asked, unit: frozenset[str], start: int, end: int) -> NoPrice:
    return NoPrice("+".join(sorted(unit)), asked.category, local_period(start, end, asked.request.zone))


def _line(name: str, charge: Charge, asked: Asked) -> Line:
    currency, zone = asked.list.tariff.currency, asked.request.zone
    rate, reckoned = charge.rate, charge.sum
    period: Period | None = None
    if charge.kind == HIRE and charge.end:
        period = local_period(charge.start, charge.end, zone)
    tax = asked.list.tariff.tax
    return Line(
        kind=charge.kind,
        room=name,
        category=asked.category,
        band=_band(rate, charge.slice),
        quantity=reckoned.quantity,
        unit_price=money(reckoned.price if type(reckoned.price) is int else round(reckoned.price), currency),
        amount=money(charge.pence, currency),
        period=period,
        minimum=charge.minimum if charge.minimum is not None else reckoned.covers,
        unit=reckoned.unit,
        per=reckoned.per,
        units=reckoned.text if reckoned.text.endswith("units") else "",
        product="" if asked.product.code == "hour" else asked.product.code,
        occasion=asked.request.occasion or "" if rate.when.occasion else "",
        tax=rate.tax if rate.tax is not None else (tax.percent if tax else None),
        of=reckoned.of,
    )


def _band(rate: Rate, piece: Slice | None) -> str | None:
    """The band of the rate in which the charge lies."""
    if piece is None or len(rate.when.band) == 1:
        return rate.when.band[0] if rate.when.band else None
    return next((code for code in rate.when.band if code in piece.bands), None)
