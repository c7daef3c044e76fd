"""What comes back by how much notice: a scale of steps, and for whom it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from venues.money import Money
from venues.tariffs.when import ALWAYS, When


class Notice(StrEnum):
    """What notice is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


class Counted(StrEnum):
    """Which days count."""

    FULL = "full"
    DATES = "dates"
    CLEAR = "clear"


@dataclass(frozen=True)
class Refund:
    """From so much notice on: so many per cent come back, less a fee, and what is kept has bounds. Sums in pence.

    `text` is how the scale writes the per cent ("66.67", or "2/3" for two thirds to the penny).
    """

    at_least: int
    percent: Fraction
    text: str
    fee: int = 0
    least_kept: int = 0
    most_kept: int | None = None

    def of(self, paid: Money) -> Money:
        """What comes back of this sum, half a penny in favour of whoever paid; never less than nothing."""
        back = paid.pence * self.percent / 100 - self.fee
        back = min(back, Fraction(paid.pence - self.least_kept))
        if self.most_kept is not None:
            back = max(back, Fraction(paid.pence - self.most_kept))
        return Money(int(max(back, Fraction(0)) + Fraction(1, 2)), paid.currency)


@dataclass(frozen=True)
class Scale:
    """The longest notice first; with less notice than the last step asks for, nothing comes back.

    `unless_relet`: nothing is charged where somebody else books the hours; `as_credit`: what comes back of a part
    is no money but a credit for another hire.
    """

    notice: Notice
    steps: tuple[Refund, ...]
    counted: Counted = Counted.FULL
    unless_relet: bool = False
    as_credit: bool = False

    def step(self, notice: int) -> Refund | None:
        """What holds with so much notice."""
        return next((step for step in self.steps if notice >= step.at_least), None)


@dataclass(frozen=True)
class ScaleRow:
    """A scale of a price list, and the category, room or occasion it is for; of those that hold, the narrowest."""

    scale: Scale
    when: When = ALWAYS
    rank: int = 0
