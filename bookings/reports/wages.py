"""The Real Living Wage: what an hour's room is measured against. Dated rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bookings.counting import LONDON, UK

SOURCE = "Living Wage Foundation, UK rate outside London"
OF_LONDON = "Living Wage Foundation, London rate"


@dataclass(frozen=True)
class Wage:
    payable_by: date
    an_hour: Fraction
    source: str = SOURCE


REAL_LIVING_WAGE = (
    Wage(date(2023, 5, 14), Fraction("10.90")),
    Wage(date(2024, 5, 1), Fraction("12.00")),
    Wage(date(2025, 5, 1), Fraction("12.60")),
    Wage(date(2026, 5, 1), Fraction("13.45")),
)


WAGES: Mapping[str, Sequence[Wage]] = {
    UK: REAL_LIVING_WAGE,
    LONDON: (
        Wage(date(2023, 5, 14), Fraction("11.95"), OF_LONDON),
        Wage(date(2024, 5, 1), Fraction("13.15"), OF_LONDON),
        Wage(date(2025, 5, 1), Fraction("13.85"), OF_LONDON),
        Wage(date(2026, 5, 1), Fraction("14.80"), OF_LONDON),
    ),
}


def of_region(region: str, added: Iterable[Wage]) -> tuple[Wage, ...]:
    """Those that this version brings and those that site staff added, by day; theirs rules where both have one."""
    by_day = {wage.payable_by: wage for wage in (*WAGES[region], *added)}
    return tuple(by_day[day] for day in sorted(by_day))


def in_force(day: date, wages: Sequence[Wage] = REAL_LIVING_WAGE) -> Fraction | None:
    """The rate whose last day for being paid is past; None before the first on record."""
    past = [wage.an_hour for wage in wages if wage.payable_by < day]
    return past[-1] if past else None
