"""The same price list, dearer or cheaper by so many per cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from venues.money import Money
from venues.tariffs.tariff import Tariff


def raised(tariff: Tariff, percent: Decimal, *, to: int) -> Tariff:
    """Every price raised, then rounded half up to whole steps of so many pence; what is free stays free."""
    return replace(
        tariff,
        rates=tuple(replace(rate, per_hour=_raised(rate.per_hour, percent, to)) for rate in tariff.rates),
    )


def _raised(price: Money, percent: Decimal, to: int) -> Money:
    steps = (price.pence * (100 + percent) / 100 / to).quantize(Decimal(1), ROUND_HALF_UP)
    return Money(int(steps) * to, price.currency)
