"""Numbers of an access guide as people say them: kept in millimetres, told in centimetres."""

from __future__ import annotations

import re
from decimal import Decimal
from math import inf

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from venues.access.values import Values
from venues.access.vocabulary import Fact

IN_METRES_FROM = 2000  # as the sign at a height barrier has it
BOUNDS = {"least": gettext_lazy("at least %(measure)s"), "most": gettext_lazy("at most %(measure)s")}
MEASURES = {
    "m": gettext_lazy("%(number)s m"),
    "grad": gettext_lazy("1 in %(number)s"),
    "int": gettext_lazy("%(number)s"),
}
IN_GUIDANCE = re.compile(r"(?:(\d+) (\w+) )?(\d+) mm\b")


def span_words(fact: Fact, values: Values) -> str:
    """85 cm; at least 85 cm; no steps at the entrance."""
    if values.at_least == values.at_most:
        return number_words(fact, int(values.at_least))
    if values.at_most == inf:
        return BOUNDS["least"] % {"measure": number_words(fact, int(values.at_least))}
    return BOUNDS["most"] % {"measure": number_words(fact, int(values.at_most))}


def number_words(fact: Fact, number: int) -> str:
    """One answer in the fact's own unit, as it is said."""
    if number == 0 and fact.none:
        return _(fact.none)
    if fact.value == "mm":
        return length_words(number)
    if fact.value == "h":
        return ngettext("%(number)s hour", "%(number)s hours", number) % {"number": number}
    if fact.counts == "steps":
        return ngettext("%(number)s step", "%(number)s steps", number) % {"number": number}
    if fact.counts == "wheelchair users":
        return _("%(number)s; for more, talk to the hall") % {"number": number}
    return MEASURES[fact.value] % {"number": number}


def length_words(millimetres: int) -> str:
    """A length to the millimetre, never rounded: 77.5 cm; 2.1 m."""
    if millimetres >= IN_METRES_FROM:
        return _("%(number)s m") % {"number": _plain(Decimal(millimetres) / 1000)}
    return _("%(number)s cm") % {"number": _plain(Decimal(millimetres) / 10)}


def doubt_words(fact: Fact, millimetres: int) -> str:
    """Asks back where a length is not what there mostly is; else nothing."""
    usual = fact.usual
    if not usual.is_span or usual.at_least <= millimetres <= usual.at_most:
        return ""
    if millimetres < usual.at_least:
        words = _("%(typed)s cm is very little here. Did you type it in centimetres?")
    else:
        words = _("%(typed)s cm is %(metres)s metres, which is very much here. Did you type it in centimetres?")
    return tenfold_words(fact, millimetres) or words % _typed(millimetres)


def tenfold_words(fact: Fact, millimetres: int) -> str:
    """Asks back where a length is ten times what there mostly is, as who types 850 for 85 cm; else nothing."""
    if not (fact.usual.is_span and fact.usual.at_least <= millimetres / 10 <= fact.usual.at_most < millimetres):
        return ""
    return _("%(typed)s cm is %(metres)s metres. Did you mean %(meant)s cm?") % _typed(millimetres)


def _typed(millimetres: int) -> dict[str, str]:
    names = {"typed": 10, "metres": 1000, "meant": 100}
    return {name: _plain(Decimal(millimetres) / by) for name, by in names.items()}


def guidance_words(measure: str) -> str:
    """What guidance asks for, its millimetres told as people say them; "2400 by 4800 mm" is a pair."""
    return IN_GUIDANCE.sub(_told, measure)


def _told(found: re.Match[str]) -> str:
    first, between, last = found.groups()
    pair = [length_words(int(number)) for number in (first, last) if number]
    return f" {between} ".join(pair)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
