"""What rooms cost, in sentences; prices that differ in one thing only are told together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from venues.tariffs.rows import Rate
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import When
from venues.tariffs.words.amounts import amount_words
from venues.tariffs.words.conditions import when_words
from venues.tariffs.words.definitions import product_words
from venues.tariffs.words.names import Names
from venues.tariffs.words.numbers import percent_words
from venues.tariffs.words.times import length_words

SHARED = ("category", "room", "band", "occasion", "dates", "product")  # conditions of which one must hold
LISTED = ("room", "category", "band")  # what a sentence lists with a price each


@dataclass(frozen=True)
class Said:
    """A price in words and when it holds."""

    when: When
    price: str


def rate_words(tariff: Tariff, rates: Sequence[Rate], names: Names) -> list[str]:
    """Community group, Main hall, Evenings: £8.50 an hour, at least 2 hours."""
    ways = _ways(tariff, names)
    sentences = []
    left = merged([Said(rate.when, _price(tariff, rate, names)) for rate in rates])
    while left:
        first, *others = left
        about, alike = _listed(first, others)
        left = [each for each in others if each not in alike]
        sentences.append(capfirst(_sentence(about, [first, *alike], lambda when: _words(tariff, when, names, ways))))
    return sentences


def merged(said: Sequence[Said]) -> list[Said]:
    """Those with the same price that differ in one condition only, made one."""
    found: list[Said] = []
    for each in said:
        for index, other in enumerate(found):
            both = _both(other, each)
            if both is not None:
                found[index] = both
                break
        else:
            found.append(each)
    return found if len(found) == len(said) else merged(found)


def _both(one: Said, other: Said) -> Said | None:
    """One for both, where the price is the same and one condition gives other codes."""
    if one.price != other.price:
        return None
    for name in SHARED:
        codes, more = getattr(one.when, name), getattr(other.when, name)
        if codes and more and _without(one.when, name) == _without(other.when, name):
            return Said(_with(one.when, name, tuple(dict.fromkeys(codes + more))), one.price)
    return None


def _listed(first: Said, others: Sequence[Said]) -> tuple[str, list[Said]]:
    """Those that are as the first but for one condition and the price, and which condition that is."""
    for name in LISTED:
        alike = [
            each
            for each in others
            if getattr(each.when, name)
            and getattr(first.when, name)
            and _without(each.when, name) == _without(first.when, name)
        ]
        if alike:
            return name, alike
    return "", []


def _sentence(about: str, said: Sequence[Said], words: Callable[[When], str]) -> str:
    head = words(_without(said[0].when, about) if about else said[0].when)
    if not about:
        return _("%(head)s: %(price)s") % {"head": head or _("Everybody, any room"), "price": said[0].price}

    prices = "; ".join(
        _("%(what)s %(price)s") % {"what": words(_only(each.when, about)), "price": each.price} for each in said
    )
    return _("%(head)s: %(prices)s") % {"head": head, "prices": prices} if head else prices


def _ways(tariff: Tariff, names: Names) -> dict[str, str]:
    """Ways of hiring with what they may be had for, to be told once; of sessions the bands tell."""
    return {product.code: product_words(product, names) for product in tariff.products if not product.sessions}


def _words(tariff: Tariff, when: When, names: Names, ways: dict[str, str]) -> str:
    """When a price holds; a way of hiring that is told in full is taken out of `ways`."""
    return when_words(when, names, tariff.currency, product=lambda code: ways.pop(code, "") or names.product(code))


def _price(tariff: Tariff, rate: Rate, names: Names) -> str:
    """The price with what this rate alone says of minimum, part-hours, tax and which price goes first."""
    said = [amount_words(rate.way, names, tariff.currency)]
    if rate.minimum_minutes:
        said.append(_("at least %(length)s") % {"length": length_words(rate.minimum_minutes)})
    if rate.step_minutes and rate.step_minutes > 1:
        said.append(_("by whole steps of %(length)s") % {"length": length_words(rate.step_minutes)})
    if rate.grace_minutes:
        said.append(_("up to %(length)s over not counted") % {"length": length_words(rate.grace_minutes)})
    if rate.tax is not None:
        said.append(tax_words(rate.tax, names))
    if rate.rank:
        goes = _("(goes before other prices)") if rate.rank > 0 else _("(only where no other price applies)")
        return f"{', '.join(said)} {goes}"
    return ", ".join(said)


def tax_words(percent: Decimal, names: Names) -> str:
    """With VAT at 20%."""
    facts = {"tax": names.tax_name, "percent": percent_words(percent)}
    return (_("with %(tax)s at %(percent)s") if percent else _("without %(tax)s")) % facts


def _without(when: When, name: str) -> When:
    return _with(when, name, ())


def _with(when: When, name: str, codes: tuple[str, ...]) -> When:
    changes: dict[str, Any] = {name: codes}
    return replace(when, **changes)


def _only(when: When, name: str) -> When:
    return When(**{name: getattr(when, name)})
