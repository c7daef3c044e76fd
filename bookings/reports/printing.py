"""How numbers are printed: rounded half up, here and nowhere earlier."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.reports.nouns import noun
from bookings.reports.values import State, Unit, Value
from venues.money import Money

PLACES = {
    Unit.PERCENT: 1,
    Unit.POUNDS: 2,
    Unit.PER_HOUR: 2,
    Unit.HOURS: 1,
    Unit.HOURS_A_WEEK: 1,
    Unit.COUNT: 0,
    Unit.A_MONTH: 0,
    Unit.RATIO: 2,
    Unit.DAYS: 0,
    Unit.MINUTES: 0,
    Unit.PER_HUNDRED: 1,
}


def half_up(number: Fraction, places: int) -> str:
    """A number to so many decimals, a half going away from zero."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if number < 0 and whole else ""
    digits = str(whole).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def exact(number: Fraction, places: int = 4) -> str:
    """For machines: to four decimals, without idle zeros."""
    text = half_up(number, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_money(pounds: Fraction, currency: str) -> str:
    return str(Money(int(half_up(pounds * 100, 0)), currency))


def in_unit(number: Fraction, unit: Unit, currency: str) -> str:
    """`11.72` pounds an hour as people read it."""
    if unit is Unit.POUNDS:
        return as_money(number, currency)
    if unit is Unit.PER_HOUR:
        return _("%(money)s an hour") % {"money": as_money(number, currency)}
    text = with_commas(half_up(number, PLACES[unit]))
    words = {
        Unit.PERCENT: f"{text}%",
        Unit.HOURS: _("%(number)s h") % {"number": text},
        Unit.HOURS_A_WEEK: _("%(number)s h a week") % {"number": text},
        Unit.DAYS: ngettext("%(number)s day", "%(number)s days", round(number)) % {"number": text},
        Unit.MINUTES: ngettext("%(number)s minute", "%(number)s minutes", round(number)) % {"number": text},
        Unit.PER_HUNDRED: _("%(number)s for 100 sessions") % {"number": text},
        Unit.A_MONTH: _("%(number)s a month") % {"number": text},
    }
    return words.get(unit, text)


def with_commas(digits: str) -> str:
    """10,485.5: thousands apart, as money has them."""
    whole, point, rest = digits.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}{point}{rest}"


def shown(value: Value, currency: str) -> str:
    """What stands on the page: the number, n of m, or why there is none."""
    if value.state is State.OK and value.amount is not None:
        rises = value.signed and half_up(value.amount, PLACES[value.unit]).strip("-0.") and value.amount > 0
        return ("+" if rises else "") + in_unit(value.amount, value.unit, currency)
    if value.state is State.FEW:
        return _few(value, currency)
    return {
        State.NOTHING: _nothing(value),
        State.NOT_APPLICABLE: _("not applicable here"),
        State.NOT_RECORDED: _("not recorded"),
        State.NOT_KNOWN: _("not known"),
        State.NOT_ON_RECORD: _("not on record"),
        State.ON_APPLICATION: _("on application"),
        State.MORE_IS_ASKED: _("depends on what else is asked"),
        State.NOT_OFFERED: _("not offered"),
        State.CONFIDENTIAL: str(State.CONFIDENTIAL),
        State.IN_WORDS: _("told in words"),
    }.get(value.state, _("not known"))


def _nothing(value: Value) -> str:
    """Where none is known of, those of which nothing is recorded are named, as they may be many."""
    missing = value.behind.missing
    if missing:
        return _("not recorded of any of %(n)s %(things)s") % {"n": missing, "things": noun(value.behind.what, missing)}
    return _("none, as there were no %(things)s") % {"things": noun(value.behind.what, 0)}


def _few(value: Value, currency: str) -> str:
    """Fewer than five: n of m, and no percentage or middle value."""
    n = value.behind.n or 0
    things = _("%(n)s %(things)s") % {"n": n, "things": noun(value.behind.what, n)}
    if value.top is None or value.bottom is None:
        return _("%(things)s, too few for a figure") % {"things": things}
    if value.of is Unit.COUNT:
        return _("%(n)s of %(things)s") % {"n": half_up(value.top, 0), "things": things}
    return _("%(n)s of %(m)s (%(things)s)") % {
        "n": in_unit(value.top, value.of, currency),
        "m": in_unit(value.bottom, value.of, currency),
        "things": things,
    }


def parts_units(value: Value) -> tuple[Unit, Unit]:
    """What stands above and below the line of its division; without one, its own unit above."""
    if value.unit in (Unit.PER_HOUR, Unit.POUNDS):
        return Unit.POUNDS, value.of
    return (value.unit if value.bottom is None else value.of), value.of


def made_of(value: Value, currency: str) -> str:
    """Numerator and denominator as people read them; nothing where there is no division."""
    if value.state is not State.OK or value.top is None or value.bottom is None:
        return ""
    above = parts_units(value)[0]
    if value.unit not in (Unit.PERCENT, Unit.PER_HOUR, Unit.POUNDS):
        return ""
    return f"{in_unit(value.top, above, currency)} ÷ {in_unit(value.bottom, value.of, currency)}"


def based_on(value: Value) -> str:
    """How many stand behind a value, and how many were not recorded."""
    parts = []
    n = value.behind.n
    if n is not None and value.behind.among is not None and value.state is State.OK:
        things = noun(value.behind.what, value.behind.among)
        parts.append(_("%(n)s of %(m)s %(things)s") % {"n": n, "m": value.behind.among, "things": things})
    elif n is not None and value.state is State.OK:
        parts.append(_("%(n)s %(things)s") % {"n": n, "things": noun(value.behind.what, n)})
    if value.behind.missing and value.state is not State.NOTHING:
        parts.append(_("not recorded: %(n)s") % {"n": value.behind.missing})
    return "; ".join(parts)
