"""Why this price: each line of a quote as a sentence."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import span_words
from venues.money import Money
from venues.periods import Period
from venues.tariffs import quotes
from venues.tariffs.quotes import Line, Unit
from venues.tariffs.words.names import Names
from venues.tariffs.words.numbers import number_words, percent_words, units_words
from venues.tariffs.words.times import length_words, long_words

RATES = (quotes.HIRE, quotes.MINIMUM, quotes.ROUNDED)  # what a rate of the list costs; other lines have a row's name
POUND = 100  # a share that is further off its sum than any rounding is held by its least or its most


def line_words(line: Line, names: Names) -> str:
    """Main hall, Tuesday 3 March 2026, 1pm to 3pm: 2 hours at £9.40 an hour (Affiliated, Afternoons)."""
    head = [names.room(line.room)] if line.room else []
    if line.kind not in RATES:
        head.append(_name(line, names))
    if line.period is not None:
        head.append(when_words(line.period))
    return _("%(what)s: %(why)s") % {"what": ", ".join(head), "why": reason_words(line, names)}


def short_line_words(line: Line, names: Names) -> str:
    """2 hours at £9.40 an hour (Affiliated, Afternoons), where the room and the date stand beside it."""
    if line.kind in RATES:
        return reason_words(line, names)
    return _("%(what)s: %(why)s") % {"what": _name(line, names), "why": reason_words(line, names)}


def reason_words(line: Line, names: Names) -> str:
    """How much of what at which price, by which rule, and its tax."""
    words = _reason(line, names)
    if line.tax is None or line.kind == quotes.TAX:
        return words
    facts = {"words": words, "tax": names.tax_name, "percent": percent_words(line.tax)}
    return (_("%(words)s, with %(tax)s at %(percent)s") if line.tax else _("%(words)s, without %(tax)s")) % facts


def when_words(period: Period) -> str:
    """The period on the clock it is told in, with the reason where that clock miscounts the hours."""
    zone = cast(ZoneInfo, period.start.tzinfo)  # a quote tells its times on the hall’s clock
    words = span_words(period.start, period.end, zone)
    if period.start.utcoffset() == period.end.utcoffset():
        return words
    return _("%(when)s (the clocks change)") % {"when": words}


def _reason(line: Line, names: Names) -> str:
    if line.kind == quotes.LIMIT:
        return _limited(line)
    if line.kind in (quotes.ADJUSTMENT, quotes.AGREED):
        return _adjusted(line)
    if line.kind not in RATES:
        return _counted(line, names)

    facts = {
        "length": length_words(line.minimum or 0),
        "hire": _counted(line, names),
        "more": _counted(line, names, more=True),
        "rule": names.rule(line.category, line.band, line.product, line.occasion),
    }
    if line.kind == quotes.MINIMUM:
        return _("the shortest hire is %(length)s, so %(more)s (%(rule)s)") % facts
    if line.kind == quotes.ROUNDED:
        return _("rounded up to %(length)s, so %(more)s (%(rule)s)") % facts
    return _("%(hire)s (%(rule)s)") % facts


def _name(line: Line, names: Names) -> str:
    """What the list calls the row."""
    if line.kind == quotes.SETTING_UP:
        return _("Setting up and clearing away")
    if line.kind == quotes.AGREED:
        return _("Agreed with you")
    if line.kind == quotes.TAX:
        return names.tax_name
    return names.row(line.kind, line.code)


def _limited(line: Line) -> str:
    facts = {"price": line.unit_price, "length": length_words(line.minimum or 0)}
    if line.amount.pence > 0:
        return _("never less than %(price)s") % facts
    pattern = _("never more than %(price)s for %(length)s") if line.minimum else _("never more than %(price)s")
    return pattern % facts


def _adjusted(line: Line) -> str:
    less = line.quantity < 0 if line.unit is Unit.PERCENT else line.unit_price.pence < 0
    facts: dict[str, object] = {
        "sum": line.unit_price,
        "price": Money(abs(line.unit_price.pence), line.unit_price.currency),
    }
    if abs(line.amount.pence - _exact_change(line)) >= 1:
        return _("%(change)s, and the price then rounded") % {"change": _change(line, facts, less=less)}
    return _change(line, facts, less=less)


def _exact_change(line: Line) -> Fraction:
    """What an adjustment comes to before anything is rounded."""
    if line.unit is Unit.PERCENT:
        return Fraction(line.unit_price.pence) * Fraction(line.quantity) / 100
    return Fraction(line.unit_price.pence) * Fraction(line.quantity) / line.per


def _change(line: Line, facts: dict[str, object], *, less: bool) -> str:
    if line.unit is Unit.PERCENT:
        pattern = _("%(percent)s off %(sum)s") if less else _("%(percent)s on top of %(sum)s")
        return pattern % {**facts, "percent": percent_words(abs(Decimal(line.quantity)))}
    if line.unit is Unit.MINUTE:
        pattern = _("%(hours)s at %(price)s an hour less") if less else _("%(hours)s at %(price)s an hour more")
        return pattern % {**facts, "hours": length_words(int(line.quantity))}
    return (_("%(price)s less") if less else _("%(price)s more")) % facts


def _counted(line: Line, names: Names, *, more: bool = False) -> str:
    """A quantity of a unit at its price."""
    price, many = _unit_price(line), 1 if line.quantity == 1 else 2
    facts = {"count": number_words(line.quantity), "price": price}
    match line.unit:
        case Unit.MINUTE:
            return _time(int(line.quantity), line.per, price, more=more)
        case Unit.PERCENT:
            return _share(line, names)
        case Unit.SESSION:
            return ngettext("%(count)s session at %(price)s", "%(count)s sessions at %(price)s each", many) % facts
        case Unit.DAY:
            return ngettext("%(count)s day at %(price)s", "%(count)s days at %(price)s each", many) % facts
        case Unit.PERSON:
            return ngettext("%(count)s person at %(price)s", "%(count)s people at %(price)s each", many) % facts
        case Unit.TIME if line.minimum and line.quantity == 1:
            return _("%(price)s for up to %(length)s") % {**facts, "length": long_words(line.minimum)}
        case Unit.TIME if line.quantity == 1:
            pattern = _("%(price)s for the whole time") if line.kind == quotes.HIRE else _("%(price)s each time")
            return pattern % facts
        case Unit.BOOKING if line.quantity == 1:
            return _("%(price)s for the whole booking") % facts
        case Unit.FACT:
            return _("%(many)s (%(question)s)") % {"many": _many(line, price), "question": names.question(line.of)}
    return _many(line, price)


def _time(minutes: int, per: int, price: str, *, more: bool) -> str:
    facts = {"hours": length_words(minutes), "price": price, "per": length_words(per)}
    if per == 60:
        return (_("%(hours)s more at %(price)s an hour") if more else _("%(hours)s at %(price)s an hour")) % facts
    if per == minutes and not more:
        return _("%(price)s for %(hours)s") % facts
    pattern = (
        _("%(hours)s more at %(price)s for every %(per)s") if more else _("%(hours)s at %(price)s for every %(per)s")
    )
    return pattern % facts


def _many(line: Line, price: str) -> str:
    facts = {"count": number_words(line.quantity), "price": price, "per": line.per}
    if line.unit not in (Unit.ITEM, Unit.FACT) or line.per == 1:
        return (_("%(count)s at %(price)s") if line.quantity == 1 else _("%(count)s at %(price)s each")) % facts
    if line.quantity == line.per:
        return _("%(price)s for %(count)s") % facts
    return _("%(count)s at %(price)s for every %(per)s") % facts


def _share(line: Line, names: Names) -> str:
    """7% of £65.79, and what bounds it where the sum is not so many per cent."""
    words, facts = _of_what(line, names), {"bound": line.amount}
    over = line.amount.pence - Fraction(line.unit_price.pence) * Fraction(line.quantity) / 100
    if over >= POUND:
        return _("%(share)s, but never less than %(bound)s") % {"share": words, **facts}
    if over <= -POUND:
        return _("%(share)s, but never more than %(bound)s") % {"share": words, **facts}
    return words


def _of_what(line: Line, names: Names) -> str:
    facts = {"percent": percent_words(Decimal(line.quantity)), "sum": line.unit_price}
    if line.of == "standard_hire":
        return _("%(percent)s of %(sum)s, the standard price of the hire") % facts
    if line.of == "total":
        return _("%(percent)s of %(sum)s, the total so far") % facts
    if line.of in ("", "hire"):
        return _("%(percent)s of %(sum)s") % facts
    return _("%(percent)s of %(sum)s (%(question)s)") % {**facts, "question": names.question(line.of)}


def _unit_price(line: Line) -> str:
    """£14.45, with the units in which the list tells it."""
    return units_words(line.units, line.unit_price) if line.units else str(line.unit_price)
