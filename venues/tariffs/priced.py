"""What a request comes to, in each way of hiring that fits; told line by line where somebody asks for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from venues.money import Money
from venues.tariffs.hiring import Hired
from venues.tariffs.on_top import by_rate
from venues.tariffs.quotes import TAX, Held, Line, Other, Quote, Request, money
from venues.tariffs.tariff import TO_THE_PENNY, Tariff


@dataclass(frozen=True)
class Priced:
    """One way of hiring, priced."""

    hired: Hired
    more: tuple[Line, ...]
    off_bonds: tuple[Line, ...]
    open_facts: tuple[str, ...]
    pence: int

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.hired.lines, *self.more)


@dataclass(frozen=True)
class Price:
    """What a request comes to, and the standard price beside it; told line by line where somebody asks for that."""

    request: Request
    ways: Sequence[Priced]  # the one that holds first
    in_standard: Priced
    held: tuple[Held, ...]
    deposits: tuple[Held, ...]
    open_facts: tuple[str, ...]

    @property
    def pence(self) -> int:
        return self.ways[0].pence

    @property
    def total(self) -> Money:
        return money(self.pence, self._tariff.currency)

    @property
    def standard(self) -> Money:
        return money(self.in_standard.pence, self._tariff.currency)

    @cached_property
    def quote(self) -> Quote:
        """Its lines take as long as all else: a search works out thousands of prices and tells a few."""
        tariff, best = self._tariff, self.ways[0]
        currency, tax = tariff.currency, _tax(tariff, best)
        return Quote(
            category=self.request.category,
            lines=best.lines,
            total=self.total,
            standard=self.standard,
            standard_net=money(self.in_standard.pence - _tax(tariff, self.in_standard), currency),
            net=money(best.pence - tax, currency),
            tax=money(tax, currency),
            product=best.hired.asked.product.code,
            others=tuple(Other(way.hired.asked.product.code, money(way.pence, currency)) for way in self.ways[1:]),
            bonds=self.held,
            deposits=self.deposits,
            open_facts=self.open_facts,
            off_bonds=best.off_bonds,
        )

    @property
    def _tariff(self) -> Tariff:
        return self.ways[0].hired.asked.list.tariff


def _tax(tariff: Tariff, priced: Priced) -> int:
    """The tax in a price: its own lines, or what the prices have inside, rounded once for each rate of it."""
    if tariff.tax is None:
        return 0
    if not tariff.tax.included:
        return sum(line.amount.pence for line in priced.lines if line.kind == TAX)
    inside = by_rate(priced.lines).items()
    return sum(TO_THE_PENNY(Fraction(pence) * Fraction(rate) / (100 + Fraction(rate))) for rate, pence in inside)
