"""Money: whole minor units and a currency; never a float."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


@dataclass(frozen=True)
class Money:
    """A sum in the minor unit of its currency (pence for GBP).

    Adding or comparing two currencies raises ValueError.
    """

    pence: int
    currency: str = "GBP"

    def __post_init__(self) -> None:
        if not isinstance(self.pence, int):
            raise ValueError("money is a whole number of pence")

    def __add__(self, other: Money) -> Money:
        return Money(self.pence + self._same(other).pence, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.pence - self._same(other).pence, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.pence, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.pence * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.pence < self._same(other).pence

    def __le__(self, other: Money) -> bool:
        return self.pence <= self._same(other).pence

    def __bool__(self) -> bool:
        return self.pence != 0

    def __str__(self) -> str:
        sign = "−" if self.pence < 0 else ""
        pounds, pence = divmod(abs(self.pence), 100)
        symbol = SIGNS.get(self.currency, f"{self.currency} ")
        return f"{sign}{symbol}{pounds:,}.{pence:02d}"

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return other


def total(sums: Iterable[Money], currency: str = "GBP") -> Money:
    """The sum; nothing at all is zero of the currency."""
    result = Money(0, currency)
    for money in sums:
        result += money
    return result


def to_pence(amount: Decimal) -> int:
    """Pounds to whole pence, half up."""
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def from_text(text: str, currency: str = "GBP") -> Money:
    """`"8.50"` as Money; raises ValueError for anything but pounds with at most two decimals."""
    amount = Decimal(text)
    if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"{text} is not a sum of money")
    return Money(to_pence(amount), currency)
