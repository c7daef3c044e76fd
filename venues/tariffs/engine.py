"""The price of a hire: the minutes in each band, at that band's price per hour.

Each part of a hire that one rate covers without a break is one line. The price of a room is rounded
once, half up to the penny, and its lines share it out so that they add up: each is what the rounded
sum grows by. Rooms are priced one by one and added.

Minimum hire: in each room the longest minimum of the rates that the hire touches is set against
the whole hire, and the minutes missing are charged at the rate of its last part, as though the
hirers had stayed on at that price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from venues.money import Money
from venues.periods import Period
from venues.tariffs.clock import Stretch, local_time, stretches
from venues.tariffs.quotes import HIRE, MINIMUM, Line, NoPrice, Quote, Request
from venues.tariffs.rows import Rate
from venues.tariffs.tariff import Tariff


class Charge(NamedTuple):
    """Minutes at a rate: from and to on the clock, or the minimum that they fill up to."""

    rate: Rate
    minutes: int
    start: int = 0
    end: int = 0
    minimum: int | None = None
    pence: int = 0


def quote(tariff: Tariff, request: Request) -> Quote:
    """The price of this request, and the standard price beside it.

    Raises NoPrice where either is not in the list, TariffFaults where the list contradicts itself.
    """
    parts = stretches(tariff.week, request.period, request.zone)
    charges = list(_charges(tariff, request, request.category, parts))
    total = sum(charge.pence for charge in charges)
    standard = total
    if request.category != tariff.standard:
        beside = _charges(tariff, request, tariff.standard, parts)
        standard = sum(charge.pence for charge in beside)

    return Quote(
        category=request.category,
        lines=tuple(_line(charge, request.zone) for charge in charges),
        total=Money(total, tariff.currency),
        standard=Money(standard, tariff.currency),
    )


def _charges(tariff: Tariff, request: Request, category: str, parts: Sequence[Stretch]) -> Iterator[Charge]:
    for room in request.rooms:
        hire = _hire(tariff, room, category, parts, request.zone)
        minimum = max(tariff.minimum_of(charge.rate) for charge in hire)
        missing = minimum - sum(charge.minutes for charge in hire)
        if missing > 0:
            hire.append(Charge(hire[-1].rate, missing, minimum=minimum))
        yield from _shared_out(hire)


def _shared_out(charges: Sequence[Charge]) -> Iterator[Charge]:
    """Each charge with what the sum, rounded half up, grows by: a quarter and three quarters of £4.50 make £4.50."""
    sixtieths, before = 0, 0
    for charge in charges:
        sixtieths += charge.minutes * charge.rate.per_hour.pence
        upto = (sixtieths * 2 + 60) // 120
        yield charge._replace(pence=upto - before)
        before = upto


def _hire(tariff: Tariff, room: str, category: str, parts: Sequence[Stretch], zone: ZoneInfo) -> list[Charge]:
    """One charge for each unbroken part under the same rate."""
    rates = tariff.prices.get((category, room), {})
    charges: list[Charge] = []
    for start, end, band in parts:
        rate = rates.get(band)
        if rate is None:
            raise NoPrice(room, category, _local(start, end, zone))
        if charges and charges[-1].rate is rate:
            start = charges.pop().start
        charges.append(Charge(rate, end - start, start, end))
    return charges


def _line(charge: Charge, zone: ZoneInfo) -> Line:
    rate, topped_up = charge.rate, charge.minimum is not None
    return Line(
        kind=MINIMUM if topped_up else HIRE,
        room=rate.room,
        category=rate.category,
        band=rate.band,
        quantity=charge.minutes,
        unit_price=rate.per_hour,
        amount=Money(charge.pence, rate.per_hour.currency),
        period=None if topped_up else _local(charge.start, charge.end, zone),
        minimum=charge.minimum,
    )


def _local(start: int, end: int, zone: ZoneInfo) -> Period:
    return Period(local_time(start, zone), local_time(end, zone))
