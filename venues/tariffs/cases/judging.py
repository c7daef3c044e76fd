"""Whether a price list agrees with the cases, to the penny."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from venues.money import Money
from venues.tariffs.cancelling import percent_back, refund
from venues.tariffs.cases.asking import Offered, asked
from venues.tariffs.cases.reading import Case, Probe, RefundCase
from venues.tariffs.cases.unsaid import CannotTell
from venues.tariffs.engine import quote
from venues.tariffs.quotes import Quote, Refusal
from venues.tariffs.tariff import Tariff

Sums = Mapping[str, int | Fraction | None]  # pence or per cent, by what they are


@dataclass(frozen=True)
class Verdict:
    """What was expected and what came out, with the quotes that say why; or what stood in the way."""

    id: str
    expected: Sums
    got: Sums = field(default_factory=dict)
    quotes: tuple[tuple[Tariff, Quote], ...] = ()
    refusal: Refusal | CannotTell | None = None
    tariff: Tariff | None = None

    @property
    def agrees(self) -> bool:
        return self.refusal is None and all(self.got.get(what) == sum_ for what, sum_ in self.expected.items())


def judged(case: Case, offered: Offered) -> Verdict:
    """The dates of a case priced one by one, and added."""
    quotes: list[tuple[Tariff, Quote]] = []
    tariff = None
    try:
        for tariff, request in asked(case, offered):
            quotes.append((tariff, quote(tariff, request)))
    except (Refusal, CannotTell) as refusal:
        return Verdict(case.id, case.expected, refusal=refusal, tariff=tariff)
    got = _sums([quoted for _tariff, quoted in quotes])
    return Verdict(case.id, case.expected, {what: got[what] for what in case.expected}, tuple(quotes))


def _sums(quotes: Iterable[Quote]) -> dict[str, int | None]:
    """All dates together; a bond is held once, the largest of them."""
    quotes = list(quotes)
    taxed = all(quoted.net is not None and quoted.tax is not None for quoted in quotes)
    return {
        "total": _pence(quoted.total for quoted in quotes),
        "bond": max(_pence(bond.amount for bond in quoted.bonds) for quoted in quotes),
        "net": _pence(quoted.net for quoted in quotes if quoted.net) if taxed else None,
        "tax": _pence(quoted.tax for quoted in quotes if quoted.tax) if taxed else None,
        "off_bond": _pence(line.amount for quoted in quotes for line in quoted.off_bonds),
    }


def _pence(sums: Iterable[Money]) -> int:
    return sum(money.pence for money in sums)


def refunded(case: RefundCase, offered: Offered, currency: str) -> Verdict:
    """What comes back under the scale that was in force on the day of the hire."""
    expected = {"refund": case.expected}
    starts, given_up = (moment.replace(tzinfo=offered.zone) for moment in (case.starts, case.cancelled_at))
    try:
        scale = offered.tariff_on(case.starts.date()).cancellation
        if scale is None:
            raise CannotTell("no_scale", case.starts.date())
    except CannotTell as refusal:
        return Verdict(case.id, expected, refusal=refusal)
    back = refund(scale, Money(case.paid, currency), starts, given_up, offered.zone, offered.days_off)
    return Verdict(case.id, expected, {"refund": back.pence})


def probed(probe: Probe) -> Verdict:
    """What comes back with so much notice under a published scale."""
    expected = {"percent": probe.expected}
    if probe.scale is None:
        return Verdict(probe.id, expected, refusal=CannotTell("bad_scale", probe.id))
    return Verdict(probe.id, expected, {"percent": percent_back(probe.scale, probe.notice)})
