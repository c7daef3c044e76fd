"""A dated price list of a venue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from venues.tariffs.rows import (
    Adjustment,
    Band,
    Bond,
    Deposit,
    Extra,
    FactAsked,
    Fee,
    Limit,
    NamedDays,
    Occasion,
    PricedAs,
    Product,
    Rate,
    Season,
    SettingUp,
    Tax,
)
from venues.tariffs.scales import Scale, ScaleRow
from venues.tariffs.ways import Once
from venues.tariffs.when import ALWAYS

if TYPE_CHECKING:
    from venues.tariffs.compiled import Compiled


class Way(StrEnum):
    """Which way a sum is rounded."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


class Choice(StrEnum):
    """Who chooses where a hire could be had in more than one way: whoever hires, or the price."""

    CHEAPEST = "cheapest"
    HIRER = "hirer"


@dataclass(frozen=True)
class Rounding:
    """The price of a hire, to whole steps of so many pence, and which way; `together`: all its rooms at once."""

    pence: int = 1
    way: Way = Way.HALF_UP
    together: bool = False

    def __call__(self, amount: Fraction | int) -> int:
        """The amount in pence, rounded; what is below nothing is rounded like its opposite."""
        if self.pence == 1 and amount.denominator == 1:
            return amount.numerator
        if amount < 0:
            return -self(-amount)
        if self.pence == 1 and self.way is Way.HALF_UP:  # as nearly always
            return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)
        steps = Fraction(amount, self.pence)
        whole, rest = divmod(steps.numerator, steps.denominator)
        twice = rest * 2
        up = {
            Way.HALF_UP: twice >= steps.denominator,
            Way.HALF_EVEN: twice > steps.denominator or (twice == steps.denominator and whole % 2 == 1),
            Way.UP: rest > 0,
            Way.DOWN: False,
        }[self.way]
        return (whole + up) * self.pence

    @cached_property
    def to_pence(self) -> Rounding:
        """For what is no price of a hire: to the penny, the same way."""
        return TO_THE_PENNY if self.way is Way.HALF_UP else Rounding(way=self.way)


TO_THE_PENNY = Rounding()  # as tax always is


@dataclass(frozen=True)
class Tariff:
    """Prices in force from one date to another, inclusive.

    `standard` is the category whose price stands beside every other. Minutes: the shortest hire that is
    charged for, the step that a hire is rounded up to, and what may be over a step without being counted.
    `unit_pence` is what a unit costs where prices are told in units.
    """

    name: str
    valid_from: date
    valid_to: date | None
    standard: str
    minimum_minutes: int
    bands: tuple[Band, ...]
    rates: tuple[Rate, ...]
    currency: str = "GBP"
    step_minutes: int = 1
    grace_minutes: int = 0
    unit_pence: int | None = None
    rounding: Rounding = Rounding()
    choice: Choice = Choice.CHEAPEST
    tax: Tax | None = None
    overrun: str | None = None
    seasons: tuple[Season, ...] = ()
    named_days: tuple[NamedDays, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    products: tuple[Product, ...] = ()
    facts: tuple[FactAsked, ...] = ()
    limits: tuple[Limit, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    fees: tuple[Fee, ...] = ()
    extras: tuple[Extra, ...] = ()
    bonds: tuple[Bond, ...] = ()
    deposits: tuple[Deposit, ...] = ()
    setting_up: tuple[SettingUp, ...] = ()
    priced_as: tuple[PricedAs, ...] = ()
    scales: tuple[ScaleRow, ...] = ()

    def minimum_of(self, rate: Rate) -> int:
        """The shortest hire that this rate is charged for, in minutes."""
        return self.minimum_minutes if rate.minimum_minutes is None else rate.minimum_minutes

    @property
    def cancellation(self) -> Scale | None:
        """The scale for whatever has none of its own; `scale_for` finds the one that holds for a hire."""
        return next((row.scale for row in self.scales if row.when == ALWAYS), None)

    @property
    def is_plain(self) -> bool:
        """Whether a grid of hourly prices says all that it says."""
        bare = Tariff(
            self.name,
            self.valid_from,
            self.valid_to,
            self.standard,
            self.minimum_minutes,
            self.bands,
            self.rates,
            self.currency,
        )
        return self == bare and all(rate.is_plain for rate in self.rates) and not any(b.named for b in self.bands)

    @cached_property
    def is_the_same_every_week(self) -> bool:
        """Whether the same hour of the week costs the same on every date, the first of a booking and the last."""
        if self.seasons or self.named_days:
            return False
        rows = (
            *(self.rates + self.limits + self.adjustments + self.fees),
            *(self.setting_up + self.priced_as + tuple(price for extra in self.extras for price in extra.prices)),
        )
        return not any(
            row.when.dates_booked or row.when.date_number or isinstance(getattr(row, "way", None), Once) for row in rows
        )

    def with_rates(self, rates: tuple[Rate, ...]) -> Tariff:
        return replace(self, rates=rates)

    @cached_property
    def compiled(self) -> Compiled:
        """The look-ups that make a quote quick; raises TariffFaults where the list contradicts itself."""
        from venues.tariffs.compiled import Compiled

        return Compiled.of(self)
