"""By how much a figure differs from last year's, of the two numbers as they are printed.

So it tells nothing that the two do not: what is hidden in either year has no change.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.printing import half_up, in_unit
from bookings.reports.values import Unit


@dataclass(frozen=True)
class Change:
    """In the figure's own unit, and of last year's, which no share has; as people read it."""

    absolute: str
    percent: str

    def __str__(self) -> str:
        return f"{self.absolute} ({self.percent})" if self.percent else self.absolute


def change(now: str, then: str, unit: Unit, currency: str) -> Change | None:
    """`now` and `then` are as `machine_copy.printed` has them; None where one of them is no number."""
    try:
        this_year, last_year = Fraction(now), Fraction(then)
    except ValueError:
        return None
    more = this_year - last_year
    absolute = _absolute(more, unit, currency) if more else _("no change")
    if unit is Unit.PERCENT:
        return Change(absolute, "")
    return Change(absolute, _in_percent(more, last_year) if last_year or not more else _("it was 0"))


def _absolute(more: Fraction, unit: Unit, currency: str) -> str:
    """A share goes up by points, and not by per cent."""
    words = in_unit(abs(more), unit, currency)
    if unit is Unit.PERCENT:
        words = _("%(number)s points") % {"number": half_up(abs(more), 1)}
    return _sign(more) + words


def _in_percent(more: Fraction, last_year: Fraction) -> str:
    return f"{_sign(more)}{half_up(abs(more / last_year) * 100, 1)}%" if more else "0.0%"


def _sign(more: Fraction) -> str:
    return "+" if more > 0 else "-"
