"""What is said beside a question of a price list: what an extra costs, and what an answer will be worth afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.tariffs.rows import Extra
from venues.tariffs.tariff import Tariff
from venues.tariffs.ways import GreaterOf, PerFact, Share
from venues.tariffs.when import ALWAYS
from venues.tariffs.words.amounts import amount_words
from venues.tariffs.words.conditions import when_words
from venues.tariffs.words.names import Names
from venues.tariffs.words.numbers import price_words


def extra_words(extra: Extra, names: Names, currency: str) -> str:
    """£5.00 each time (Community group); £10.00 each time (otherwise). There are 2."""
    ordered = sorted(extra.prices, key=lambda price: (price.when == ALWAYS, -price.rank))
    said = []
    for price in ordered:
        otherwise = _("otherwise") if len(ordered) > 1 else ""
        conditions = when_words(price.when, names, currency) or otherwise
        words = amount_words(price.way, names, currency, each_time=_("each time"))
        said.append(_("%(words)s (%(when)s)") % {"words": words, "when": conditions} if conditions else words)
    words = "; ".join(dict.fromkeys(said))
    if extra.stock is None:
        return words
    there_are = ngettext("There is %(count)d.", "There are %(count)d.", extra.stock) % {"count": extra.stock}
    return f"{words}. {there_are}"


def open_words(tariff: Tariff, fact: str, names: Names) -> str:
    """What is added when the answer is known: Electricity, £0.33 for each in answer to “…”."""
    said = "; ".join(_hanging_on(tariff, fact, names))
    facts = {"question": names.question(fact), "what": said}
    if fact == tariff.overrun:
        return _("“%(question)s” Those minutes are charged as hire, and added afterwards.") % facts
    if not said:
        return _("“%(question)s” What depends on it is added afterwards.") % facts
    return _("“%(question)s” This is added afterwards: %(what)s.") % facts


def _hanging_on(tariff: Tariff, fact: str, names: Names) -> Iterator[str]:
    """Each fee or adjustment whose price hangs on it, by its name."""
    for row in tariff.adjustments:
        if fact in row.when.facts:
            yield row.name
    for fee in tariff.fees:
        if isinstance(fee.way, PerFact) and fee.way.fact == fact:
            words = _each(fee.way, tariff.currency)
        elif fact in fee.when.facts or _share_of(fee.way) == fact:
            words = amount_words(fee.way, names, tariff.currency, each_time=_("each time"))
        else:
            continue
        yield _("%(name)s, %(words)s") % {"name": fee.name, "words": words}


def _each(way: PerFact, currency: str) -> str:
    """£0.33 for each, the first 25 free; the question stands beside it."""
    facts = {"price": price_words(way.price, currency), "each": way.each, "free": way.free}
    words = _("%(price)s for each") if way.each == 1 else _("%(price)s for every %(each)s or part of them")
    if not way.free:
        return words % facts
    free = ngettext("%(words)s, the first one free", "%(words)s, the first %(free)s free", way.free)
    return free % {"words": words % facts, "free": way.free}


def _share_of(way: object) -> str:
    share = way.share if isinstance(way, GreaterOf) else way
    return share.of if isinstance(share, Share) else ""
