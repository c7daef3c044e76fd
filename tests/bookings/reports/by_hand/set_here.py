"""What the hall set of how its report counts; what is usual is written down here once more."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bookings.models import HowWeCount
from venues.models import Venue


@dataclass(frozen=True)
class SetHere:
    """Hours in minutes of the day, money in pence, an income in pounds."""

    evening: range = range(17 * 60, 22 * 60)
    weekday_peak: range = range(17 * 60, 22 * 60)
    weekend_peak: range = range(9 * 60, 17 * 60)
    pay: Fraction = Fraction(1)
    a_head: int = 200
    london: bool = False
    small: int = 10_000
    areas: frozenset[str] = frozenset()


def set_here(venue: Venue) -> SetHere:
    row = HowWeCount.objects.filter(venue=venue).first()
    if row is None:
        return SetHere()
    return SetHere(
        evening=range(row.evening_since, row.evening_until),
        weekday_peak=range(row.weekday_peak_since, row.weekday_peak_until),
        weekend_peak=range(row.weekend_peak_since, row.weekend_peak_until),
        pay=Fraction(row.pay_percent, 100),
        a_head=row.a_head,
        london=row.region == "london",
        small=row.small_income,
        areas=frozenset(row.areas),
    )
