"""A whole price list read back in sentences that a treasurer knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from venues.tariffs.rows import Adjustment, Bond, Deposit, ExtraPrice, Fee, Limit, Rate, SettingUp
from venues.tariffs.tariff import Tariff
from venues.tariffs.when import ALWAYS, When
from venues.tariffs.words.amounts import amount_words, between_words
from venues.tariffs.words.cancelling import scale_words
from venues.tariffs.words.conditions import when_words
from venues.tariffs.words.counting import after_words, counting_sentences, question_words
from venues.tariffs.words.definitions import product_sentences, time_sentences
from venues.tariffs.words.names import Names, all_of
from venues.tariffs.words.numbers import percent_words, price_words
from venues.tariffs.words.rates import Said, merged, rate_words, tax_words
from venues.tariffs.words.times import length_words

Charged = Fee | ExtraPrice | Bond | Deposit


@dataclass(frozen=True)
class Section:
    """Sentences that belong together; `code` names the section for pages."""

    code: str
    title: str
    sentences: tuple[str, ...]


def rule_words(tariff: Tariff, names: Names, *, shown: Collection[Rate] = ()) -> list[Section]:
    """The list section by section, none empty; without prices that are shown beside it, and the bands of these."""
    rates = [rate for rate in tariff.rates if rate not in shown]
    grid_bands = {code for rate in shown for code in rate.when.band}
    sections = [
        Section("times", _("Times and days"), tuple(time_sentences(tariff, names, told=grid_bands))),
        Section("rates", _("Hire"), tuple(rate_words(tariff, rates, names))),
        Section("products", _("Ways of hiring"), tuple(product_sentences(tariff, names))),
        Section("counting", _("How hours are counted"), tuple(counting_sentences(tariff, names))),
        Section("setting_up", _("Setting up and clearing away"), tuple(_setting_up(tariff, names))),
        Section("priced_as", _("Who pays as somebody else"), tuple(_priced_as(tariff, names))),
        Section("limits", _("Never more, never less"), tuple(_limits(tariff, names))),
        Section("adjustments", _("More or less"), tuple(_adjustments(tariff, names))),
        Section("fees", _("Fees"), tuple(_charges(tariff, names, tariff.fees, each_time=_("each time")))),
        Section("extras", _("Extras, if you ask for them"), tuple(_extras(tariff, names))),
        Section("bonds", _("Held, and given back afterwards"), tuple(_charges(tariff, names, tariff.bonds))),
        Section("deposits", _("Part of the price, due on booking"), tuple(_charges(tariff, names, tariff.deposits))),
        Section("cancellation", _("If you cancel"), tuple(scale_sentences(tariff, names))),
        Section("after", _("Known afterwards"), tuple(after_words(tariff))),
    ]
    return [section for section in sections if section.sentences]


def scale_sentences(tariff: Tariff, names: Names) -> Iterator[str]:
    """Every scale of the list, each with whom it is for; what is for everybody else comes last."""
    for row in sorted(tariff.scales, key=lambda row: row.when == ALWAYS):
        words = scale_words(row.scale, tariff.currency)
        if len(tariff.scales) == 1 and row.when == ALWAYS:
            yield words
        else:
            yield _named(when_words(row.when, names, tariff.currency) or _("Otherwise"), words)


def _setting_up(tariff: Tariff, names: Names) -> Iterator[str]:
    for row in tariff.setting_up:
        yield _with_when(tariff, _setting_up_price(row), row.when, names)


def _setting_up_price(row: SettingUp) -> str:
    if not row.percent:
        return _("Free")
    facts = {"percent": percent_words(row.percent), "length": length_words(row.free_minutes)}
    if row.percent == 100:
        return (_("The first %(length)s free, the rest charged as hire") if row.free_minutes else _("As hire")) % facts
    if row.free_minutes:
        return _("The first %(length)s free, the rest at %(percent)s of what it would cost as hire") % facts
    return _("%(percent)s of what the time would cost as hire") % facts


def _priced_as(tariff: Tariff, names: Names) -> Iterator[str]:
    for row in tariff.priced_as:
        yield _("%(who)s: pays what %(category)s pays") % {
            "who": capfirst(when_words(row.when, names, tariff.currency)) or _("Everybody"),
            "category": names.category(row.category),
        }


def _limits(tariff: Tariff, names: Names) -> Iterator[str]:
    for row in tariff.limits:
        yield _named(row.name, _with_when(tariff, _limit(tariff, row), row.when, names))


def _limit(tariff: Tariff, row: Limit) -> str:
    of = {"hire": _("the hire of a room is"), "total": _("all together is")}.get(row.of)
    if of is None:
        of = _("%(extras)s together are") % {"extras": all_of([e.name for e in tariff.extras if e.group == row.of])}
    words = _("%(what)s %(limits)s") % {
        "what": of,
        "limits": all_of(list(between_words(row.least, row.most, tariff.currency))),
    }
    if row.by_day:
        words = _("%(limit)s, each day") % {"limit": words}
    if row.minutes:
        length = length_words(row.minutes)
        words = _("%(limit)s, which covers %(length)s; more time is charged on top") % {
            "limit": words,
            "length": length,
        }
    return words


def _adjustments(tariff: Tariff, names: Names) -> Iterator[str]:
    for row in sorted(tariff.adjustments, key=lambda each: each.order):
        yield _named(row.name, _with_when(tariff, _adjustment(row, tariff.currency), row.when, names))


def _adjustment(row: Adjustment, currency: str) -> str:
    if row.percent is not None:
        pattern = _("%(percent)s less") if row.percent < 0 else _("%(percent)s more")
        return pattern % {"percent": percent_words(abs(row.percent))}
    price = row.per_hour or row.flat
    if price is None:  # the reader asks for one of the three
        return ""
    less = price.pence < 0
    sum_words = price_words(price, currency).removeprefix("−")
    if row.per_hour:
        return (_("%(sum)s an hour less") if less else _("%(sum)s an hour more")) % {"sum": sum_words}
    return (_("%(sum)s less") if less else _("%(sum)s more")) % {"sum": sum_words}


def _extras(tariff: Tariff, names: Names) -> Iterator[str]:
    for extra in tariff.extras:
        words = _alternatives(tariff, names, extra.prices, each_time=_("each time"))
        if extra.tax is not None:
            words = f"{words}, {tax_words(extra.tax, names)}"
        if extra.stock is not None:
            words = _("%(words)s (there are %(count)s)") % {"words": words, "count": extra.stock}
        yield _named(extra.name, words)


def _charges(
    tariff: Tariff, names: Names, rows: Sequence[Fee | Bond | Deposit], *, each_time: str = ""
) -> Iterator[str]:
    """One sentence for each code: its rows are alternatives."""
    for code in dict.fromkeys(row.code for row in rows):
        same = [row for row in rows if row.code == code]
        yield _named(same[0].name, _alternatives(tariff, names, same, each_time=each_time))


def _alternatives(tariff: Tariff, names: Names, rows: Iterable[Charged], *, each_time: str) -> str:
    """£50.00 each time (Wedding); £25.00 each time (otherwise)."""
    ordered = sorted(rows, key=lambda row: (row.when == ALWAYS, -row.rank))
    prices = [
        ", ".join((amount_words(row.way, names, tariff.currency, each_time=each_time), *_more(row, names)))
        for row in ordered
    ]
    alternatives = merged([Said(row.when, price) for row, price in zip(ordered, prices, strict=True)])
    if len(alternatives) == 1:
        return _with_when(tariff, alternatives[0].price, alternatives[0].when, names)
    return "; ".join(
        _with_when(tariff, each.price, each.when, names, otherwise=_("otherwise")) for each in alternatives
    )


def _more(row: Charged, names: Names) -> Iterator[str]:
    if isinstance(row, Fee):
        if row.tax is not None:
            yield tax_words(row.tax, names)
        if row.from_bond:
            yield _("taken from the bond")


def _with_when(tariff: Tariff, words: str, when: When, names: Names, *, otherwise: str = "") -> str:
    conditions = when_words(when, names, tariff.currency) or otherwise
    return _("%(words)s (%(when)s)") % {"words": words, "when": conditions} if conditions else words


def _named(name: str, words: str) -> str:
    return _("%(name)s: %(words)s") % {"name": name, "words": words}


def table_words(table: str, tariff: Tariff, names: Names) -> list[str]:
    """What one table of the document says; of a list with one row in that table, what that row says."""
    return list(TABLES[table](tariff, names))


TABLES: dict[str, Callable[[Tariff, Names], Iterable[str]]] = {
    "rates": lambda tariff, names: rate_words(tariff, tariff.rates, names),
    "bands": lambda tariff, _names: [band.name for band in tariff.bands],
    "seasons": lambda tariff, names: time_sentences(replace(tariff, bands=(), named_days=()), names),
    "named_days": lambda tariff, names: time_sentences(replace(tariff, bands=(), seasons=()), names),
    "occasions": lambda tariff, _names: [occasion.name for occasion in tariff.occasions],
    "products": lambda tariff, _names: [product.name for product in tariff.products],
    "facts": lambda tariff, _names: [question_words(tariff, fact) for fact in tariff.facts],
    "setting_up": _setting_up,
    "priced_as": _priced_as,
    "limits": _limits,
    "adjustments": _adjustments,
    "fees": lambda tariff, names: _charges(tariff, names, tariff.fees, each_time=_("each time")),
    "extras": _extras,
    "bonds": lambda tariff, names: _charges(tariff, names, tariff.bonds),
    "deposits": lambda tariff, names: _charges(tariff, names, tariff.deposits),
    "cancellation": scale_sentences,
}
