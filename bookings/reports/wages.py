"""The Real Living Wage: what an hour's room is measured against. Dated rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

SOURCE = "Living Wage Foundation, UK rate outside London"


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


def with_added(added: Iterable[Wage]) -> tuple[Wage, ...]:
    """Those that this version brings and those that site staff added, by day; theirs rules where both have one."""
    by_day = {wage.payable_by: wage for wage in (*REAL_LIVING_WAGE, *added)}
    return tuple(by_day[day] for day in sorted(by_day))


def in_force(day: date, wages: Sequence[Wage] = REAL_LIVING_WAGE) -> Fraction | None:
    """The rate whose last day for being paid is past; None before the first on record."""
    past = [wage.an_hour for wage in wages if wage.payable_by < day]
    return past[-1] if past else None
