"""The same price list, dearer or cheaper by so many per cent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, TypeVar, cast

from venues.tariffs.tariff import Tariff
from venues.tariffs.ways import Price

Part = TypeVar("Part")


def raised(tariff: Tariff, percent: Decimal, *, to: int) -> Tariff:
    """Every price of a rate raised, then rounded half up to whole steps of so many pence; what is free stays free.

    Where prices are told in units, it is the unit that is raised, and all that is told in units with it.
    Fees, extras, bonds, limits, per cents and sums off stay as they are.
    """
    unit = tariff.unit_pence
    if unit:
        dearer_unit = _raised(Decimal(unit), percent, to)

        def in_units(price: Price) -> Price:
            dearer = Fraction(price.pence * dearer_unit, unit)
            return replace(price, pence=dearer) if is_in_units(price) else price

        tariff = replace(_each_price(tariff, in_units), unit_pence=dearer_unit)

    def dearer(price: Price) -> Price:
        return price if is_in_units(price) else Price.of(_raised(Decimal(int(price.pence)), percent, to))

    return tariff.with_rates(tuple(replace(rate, way=_each_price(rate.way, dearer)) for rate in tariff.rates))


def is_in_units(price: Price) -> bool:
    return price.text.endswith("units")


def _each_price(part: Part, change: Callable[[Price], Price]) -> Part:
    """A list, or a part of it, with each price in it changed, however deep."""
    found: Any = part
    if isinstance(found, Price):
        found = change(found)
    elif isinstance(found, tuple):
        found = tuple(_each_price(each, change) for each in found)
    elif is_dataclass(part) and not isinstance(part, type):
        found = replace(part, **{each.name: _each_price(getattr(part, each.name), change) for each in fields(part)})
    return cast(Part, found)


def _raised(pence: Decimal, percent: Decimal, to: int) -> int:
    return int((pence * (100 + percent) / 100 / to).quantize(Decimal(1), ROUND_HALF_UP)) * to
