"""What stands in a line of the copy for machines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

NOTHING, NOT_KNOWN = "[z]", "[x]"


class Told(NamedTuple):
    id: str
    unit: str
    top: Fraction | None
    bottom: Fraction | None
    value: str
    missing: int | None = None  # None: not checked


def half_up(amount: Fraction, places: int) -> str:
    sign, whole = "-" if amount < 0 else "", abs(amount) * 10**places
    rounded = whole.numerator // whole.denominator + (1 if whole % 1 >= Fraction(1, 2) else 0)
    if not rounded:
        sign = ""
    digits = str(rounded).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def percent(id: str, top: Fraction | int, bottom: Fraction | int, n: int | None = None, **more: int) -> Told:
    """`n` sessions, requests, answers or groups stand behind the denominator; None: hours alone."""
    top, bottom = Fraction(top), Fraction(bottom)
    if not bottom:
        return Told(id, "%", top, bottom, NOTHING, **more)
    few = n is not None and n < 5
    return Told(id, "%", top, bottom, "" if few else half_up(100 * top / bottom, 1), **more)


def of_count(id: str, top: int, bottom: int, **more: int) -> Told:
    """A share of things that are counted themselves."""
    return percent(id, top, bottom, bottom, **more)


def per(id: str, unit: str, top: Fraction | int, bottom: Fraction | int, places: int = 2, **more: int) -> Told:
    """So much for each: printed whatever n is."""
    top, bottom = Fraction(top), Fraction(bottom)
    value = half_up(top / bottom, places) if bottom else NOTHING
    return Told(id, unit, top, bottom, value, **more)


def number(id: str, count: int, unit: str = "n", **more: int) -> Told:
    return Told(id, unit, Fraction(count), None, str(count), **more)


def in_hours(id: str, amount: Fraction, **more: int) -> Told:
    return Told(id, "h", amount, None, half_up(amount, 1), **more)


def in_pounds(id: str, pence: int | Fraction, **more: int) -> Told:
    return Told(id, "£", Fraction(pence) / 100, None, half_up(Fraction(pence) / 100, 2), **more)


def nearest_rank(values: Sequence[Fraction], share: int) -> Fraction | None:
    """The smallest value such that so many per cent are no larger; None of fewer than five."""
    if len(values) < 5:
        return None
    rank = -(-len(values) * share // 100)
    return sorted(values)[rank - 1]


def median(id: str, unit: str, values: Sequence[Fraction], share: int = 50, places: int = 1) -> Told:
    found = nearest_rank(values, share)
    if found is not None:
        return Told(id, unit, found, None, half_up(found, places))
    return Told(id, unit, None, None, "" if values else NOTHING)
