"""Numbers, per cents and prices in words, and ranges of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.money import Money
from venues.tariffs.ways import Price
from venues.tariffs.when import Number, Range


def number_words(number: Number) -> str:
    """12.5 and not 12.50."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent_words(percent: Number) -> str:
    return _("%(number)s%%") % {"number": number_words(percent)}


def price_words(price: Price, currency: str) -> str:
    """£8.50; a price in units says both, since the list tells it so."""
    half = Fraction(1, 2) if price.pence >= 0 else Fraction(-1, 2)
    money = Money(int(price.pence + half), currency)
    return units_words(price.text, money) if " " in price.text else str(money)


def units_words(text: str, money: Money) -> str:
    """1.35 units (£14.45), where a list is told in units."""
    number = text.partition(" ")[0]
    words = ngettext("%(number)s unit (%(money)s)", "%(number)s units (%(money)s)", 1 if number == "1" else 2)
    return words % {"number": number, "money": money}


def range_words(of: Range, say: Callable[[Number], str], first: Callable[[Number], str] | None = None) -> str:
    """At least 20 people; `first` says a number that is followed by another (20 to 50 people)."""
    low = None if of.low is None else (first or say if of.high is not None else say)(of.low)
    high = None if of.high is None else say(of.high)
    if low is None or high is None:
        return _lower(low, of) if low is not None else _upper(high or "", of)
    if of.low == of.high:
        return _("exactly %(number)s") % {"number": high}
    if not (of.low_out or of.high_out):
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    return _("%(low)s but %(high)s") % {"low": _lower(low, of), "high": _upper(high, of)}


def _lower(number: str, of: Range) -> str:
    return (_("more than %(number)s") if of.low_out else _("at least %(number)s")) % {"number": number}


def _upper(number: str, of: Range) -> str:
    return (_("less than %(number)s") if of.high_out else _("up to %(number)s")) % {"number": number}
