"""Why this price: each line of a quote as a sentence, and the refusal where there is no price."""

from __future__ import annotations

from typing import cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.clock import span_words
from venues.periods import Period
from venues.tariffs.quotes import Line, NoPrice
from venues.tariffs.words.names import Names
from venues.tariffs.words.times import length_words


def line_words(line: Line, names: Names) -> str:
    """Main hall, Tuesday 3 March 2026, 1pm to 3pm: 2 hours at £9.40 an hour (Affiliated, Afternoons)."""
    facts = {
        "room": names.room(line.room),
        "hours": length_words(line.quantity),
        "price": line.unit_price,
        "rule": names.rule(line.category, line.band),
    }
    if line.period is None:
        return _("%(room)s: the shortest hire is %(minimum)s, so %(hours)s more at %(price)s an hour (%(rule)s)") % {
            **facts,
            "minimum": length_words(line.minimum or 0),
        }
    return _("%(room)s, %(when)s: %(hours)s at %(price)s an hour (%(rule)s)") % {
        **facts,
        "when": _when_words(line.period),
    }


def no_price_words(refusal: NoPrice, names: Names, zone: ZoneInfo) -> str:
    """The refusal in words: who, where and when, on the clock of the place."""
    return _("The price list has no price for %(category)s in %(room)s, %(when)s.") % {
        "category": names.category(refusal.category),
        "room": names.room(refusal.room),
        "when": _when_words(refusal.when.local(zone)),
    }


def _when_words(period: Period) -> str:
    """The period on the clock it is told in, with the reason where that clock miscounts the hours."""
    zone = cast(ZoneInfo, period.start.tzinfo)  # a quote tells its times on the hall’s clock
    words = span_words(period.start, period.end, zone)
    if period.start.utcoffset() == period.end.utcoffset():
        return words
    return _("%(when)s (the clocks change)") % {"when": words}
