"""Every way of charging in words: £12.00 an hour; up to 4 hours £50.00, then £10.00 an hour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from venues.tariffs.rows import DAY
from venues.tariffs.ways import (
    HOUR,
    Flat,
    GreaterOf,
    OnApplication,
    Once,
    PerDay,
    PerFact,
    PerItem,
    PerPerson,
    PerSession,
    PerTime,
    Price,
    Share,
    Steps,
    Tier,
    Way,
)
from venues.tariffs.words.names import Names
from venues.tariffs.words.numbers import number_words, percent_words, price_words
from venues.tariffs.words.times import length_words, long_words

Simple = (PerTime, PerSession, PerDay, Flat, Once, PerPerson)


def amount_words(way: Way, names: Names, currency: str, *, each_time: str = "") -> str:
    """What is charged; `each_time` is added to a sum that is charged for each date, such as “each time”."""
    if isinstance(way, Simple):
        return _simple(way, currency, each_time)
    match way:
        case PerItem():
            return "; ".join(_tiers(way, currency))
        case Steps():
            return ", ".join(_steps(way, currency))
        case Share():
            return share_words(way, names, currency)
        case GreaterOf(price=price, share=share):
            return _("%(sum)s or, where that is more, %(share)s") % {
                "sum": price_words(price, currency),
                "share": share_words(share, names, currency),
            }
        case PerFact():
            return _per_fact(way, names, currency)
        case OnApplication():
            return _("price on application")


def _simple(way: PerTime | PerSession | PerDay | Flat | Once | PerPerson, currency: str, each_time: str) -> str:
    """One price for one of something."""
    if not way.price.pence:
        return _("free")
    facts = {"price": price_words(way.price, currency), "each_time": each_time}
    match way:
        case PerTime():
            return _per_time(way, currency)
        case PerSession():
            return _("%(price)s a session") % facts
        case PerDay():
            return _("%(price)s a day") % facts
        case Once():
            return _("%(price)s for the whole booking") % facts
        case PerPerson():
            return _("%(price)s a person") % facts
        case Flat():
            return f"{facts['price']} {each_time}" if each_time else facts["price"]


def share_words(share: Share, names: Names, currency: str) -> str:
    """7% of the hire, at least £5.00."""
    bases = {
        "hire": _("the hire"),
        "standard_hire": _("the standard price of the hire"),
        "total": _("the total"),
    }
    base = bases.get(share.of) or _("the answer to “%(question)s”") % {"question": names.question(share.of)}
    words = _("%(percent)s of %(base)s") % {"percent": percent_words(share.percent), "base": base}
    return ", ".join((words, *between_words(share.least, share.most, currency)))


def between_words(least: Price | None, most: Price | None, currency: str) -> Iterator[str]:
    """At least this, at most that."""
    if least is not None:
        yield _("at least %(price)s") % {"price": price_words(least, currency)}
    if most is not None:
        yield _("at most %(price)s") % {"price": price_words(most, currency)}


def _per_time(way: PerTime, currency: str) -> str:
    facts = {"price": price_words(way.price, currency), "length": length_words(way.minutes)}
    if way.minutes == HOUR:
        return (_("%(price)s an hour or part of one") if way.whole else _("%(price)s an hour")) % facts
    return (_("%(price)s for every %(length)s or part of it") if way.whole else _("%(price)s for %(length)s")) % facts


def _tiers(way: PerItem, currency: str) -> Iterator[str]:
    """1 to 4: £2.50 each; 5 or more: £10.00 together."""
    if len(way.tiers) == 1 and way.tiers[0].least <= 1:
        yield _tier_price(way.tiers[0], way.lot, currency)
        return
    for tier, following in pairwise((*way.tiers, None)):
        assert tier is not None  # only the last one's follower is None
        facts = {
            "least": tier.least,
            "most": following.least - 1 if following else None,
            "price": _tier_price(tier, way.lot, currency),
        }
        if following is None:
            yield _("%(least)s or more: %(price)s") % facts
        elif facts["least"] == facts["most"]:
            yield _("%(least)s: %(price)s") % facts
        else:
            yield _("%(least)s to %(most)s: %(price)s") % facts


def _tier_price(tier: Tier, lot: int, currency: str) -> str:
    if not tier.price.pence:
        return _("free")
    facts = {"price": price_words(tier.price, currency), "lot": lot}
    if tier.for_all:
        return _("%(price)s for all together") % facts
    return (_("%(price)s each") if lot == 1 else _("%(price)s for every %(lot)s or part of them")) % facts


def _steps(way: Steps, currency: str) -> Iterator[str]:
    for step in way.steps:
        length = long_words(step.up_to * DAY if way.by_day else step.up_to)
        price = price_words(step.price, currency) if step.price.pence else _("free")
        yield _("up to %(length)s %(price)s") % {"length": length, "price": price}
    if isinstance(way.beyond, PerTime):
        yield _("then %(price)s") % {"price": _per_time(way.beyond, currency)}
    elif way.beyond is not None:
        yield _("then %(price)s a day") % {"price": price_words(way.beyond, currency)}


def _per_fact(way: PerFact, names: Names, currency: str) -> str:
    facts = {
        "price": price_words(way.price, currency),
        "question": names.question(way.fact),
        "each": number_words(way.each),
        "free": number_words(way.free),
    }
    words = _("%(price)s for each") if way.each == 1 else _("%(price)s for every %(each)s or part of them")
    words = _("%(charge)s in answer to “%(question)s”") % {"charge": words % facts, "question": facts["question"]}
    if not way.free:
        return words
    free = ngettext("%(words)s, the first one free", "%(words)s, the first %(free)s free", way.free)
    return free % {"words": words, **facts}
