"""What a price list says otherwise than the one before it, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from venues.tariffs.grid import grid_rates, other_rates
from venues.tariffs.tariff import Tariff
from venues.tariffs.words.definitions import product_limits, time_sentences
from venues.tariffs.words.names import Names
from venues.tariffs.words.price_changes import price_changes
from venues.tariffs.words.rates import rate_words
from venues.tariffs.words.rules import Section, rule_words, table_words

NAMED = (
    *("bands", "seasons", "named_days", "occasions", "products", "limits"),
    *("adjustments", "fees", "extras", "bonds", "deposits"),
)
HEAD = ": "  # what a sentence is about stands before it


def what_changed(old: Tariff, new: Tariff, names: Names) -> list[Section]:
    """Section by section, none empty; `names` are those of rooms and categories. Dates are not compared."""
    before = _with_the_names_of(new, old)
    then, now = _told(before, names), _told(new, names)
    titles = {section.code: section.title for section in (*now.values(), *then.values())}
    sections = [
        Section("names", _("Names"), tuple(_new_names(old, new))),
        Section("prices", _("Prices"), tuple(price_changes(before, new, names))),
        *(
            Section(code, title, tuple(_compared(_sentences(then, code), _sentences(now, code))))
            for code, title in titles.items()
        ),
    ]
    return [section for section in sections if section.sentences]


def _with_the_names_of(new: Tariff, old: Tariff) -> Tariff:
    """The old list with the new names of what goes on under its code, so that a name is told as changed only once."""
    changed: dict[str, Any] = {}
    for table in NAMED:
        called = _renamed(getattr(old, table), getattr(new, table))
        changed[table] = tuple(replace(row, name=called.get(row.code, row.name)) for row in getattr(old, table))
    return replace(old, **changed)


def _new_names(old: Tariff, new: Tariff) -> Iterator[str]:
    for table in NAMED:
        before = _called(getattr(old, table))
        for code, name in _renamed(getattr(old, table), getattr(new, table)).items():
            yield _("“%(old)s” is now called “%(new)s”.") % {"old": before[code], "new": name}


def _renamed(old: Iterable[Any], new: Iterable[Any]) -> dict[str, str]:
    """The new names by code, of what had another."""
    before = _called(old)
    return {code: name for code, name in _called(new).items() if before.get(code, name) != name}


def _called(rows: Iterable[Any]) -> dict[str, str]:
    """Names by code; rows of one code that have several names have none that could change."""
    names: dict[str, set[str]] = {}
    for row in rows:
        names.setdefault(row.code, set()).add(row.name)
    return {code: found.pop() for code, found in names.items() if len(found) == 1}


def _told(tariff: Tariff, places: Names) -> dict[str, Section]:
    """All that a list says beside the prices of its grid, its hours and ways of hiring among it, by section."""
    names = Names.of(tariff, places.rooms, places.categories)
    rules = {section.code: section for section in rule_words(tariff, names, shown=frozenset(grid_rates(tariff)))}
    rules.pop("after", None)  # told by the questions
    limits = ((product.name, product_limits(product)) for product in tariff.products if not product.sessions)
    ways = tuple(_("%(name)s: %(words)s") % {"name": name, "words": words} for name, words in limits if words)
    rates = (words for rate in other_rates(tariff) for words in rate_words(tariff, [rate], names))
    more = (
        Section("rates", _("Hire"), tuple(rates)),  # one by one, so that each is found again
        Section("times", _("Times and days"), tuple(time_sentences(tariff, names))),
        Section("products", _("Ways of hiring"), (*ways, *_sentences(rules, "products"))),
        Section("occasions", _("What a hire is for"), tuple(table_words("occasions", tariff, names))),
        Section("facts", _("What is asked"), tuple(table_words("facts", tariff, names))),
    )
    return rules | {section.code: section for section in more}


def _sentences(told: dict[str, Section], code: str) -> tuple[str, ...]:
    return told[code].sentences if code in told else ()


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Sentences about the same thing are told as changed, all others as new or gone."""
    gone = [sentence for sentence in old if sentence not in new]
    come = [sentence for sentence in new if sentence not in old]
    for sentence in come:
        before = next((each for each in gone if _are_about_one(each, sentence)), None)
        if before is None and len(gone) == len(come) == 1 and not (_head(gone[0]) or _head(sentence)):
            before = gone[0]
        if before is None:
            yield _("New: %(what)s") % {"what": sentence}
            continue
        gone = [each for each in gone if each is not before]
        words = _("%(now)s (before: %(then)s)")
        yield words % {"now": sentence.rstrip("."), "then": before.removeprefix(_head(sentence)).rstrip(".")}
    for sentence in gone:
        yield _("Gone: %(what)s") % {"what": sentence}


def _are_about_one(one: str, other: str) -> bool:
    return bool(_head(one)) and _head(one) == _head(other)


def _head(sentence: str) -> str:
    """Projector: ."""
    head, found, _rest = sentence.partition(HEAD)
    return f"{head}{found}" if found else ""
