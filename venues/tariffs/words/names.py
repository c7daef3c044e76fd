"""What the codes of a price list are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from venues.tariffs import days, quotes
from venues.tariffs.rows import HOURLY, Kind
from venues.tariffs.tariff import Tariff

Called = Mapping[str, str]  # names by code

KINDS = {  # the list of a document whose rows a kind of line names by code
    quotes.LIMIT: "limits",
    quotes.ADJUSTMENT: "adjustments",
    quotes.FEE: "fees",
    quotes.EXTRA: "extras",
    "bond": "bonds",
    "deposit": "deposits",
}


@dataclass(frozen=True)
class Names:
    """Names by code, in the order they are shown; a code without a name says itself.

    `dates` are seasons and named days, `facts` the questions that are asked (those of `money` for a sum),
    `rows` what costs money beside the rates, by kind, and `tax` what the tax is called.
    """

    rooms: Called = field(default_factory=dict)
    categories: Called = field(default_factory=dict)
    bands: Called = field(default_factory=dict)
    dates: Called = field(default_factory=dict)
    occasions: Called = field(default_factory=dict)
    products: Called = field(default_factory=dict)
    facts: Called = field(default_factory=dict)
    money: frozenset[str] = frozenset()
    rows: Mapping[str, Called] = field(default_factory=dict)
    tax: str = ""

    @classmethod
    def of(cls, tariff: Tariff, rooms: Called, categories: Called) -> Names:
        """What this list calls things."""
        return cls(
            rooms=rooms,
            categories=categories,
            bands=_by_code(tariff.bands),
            dates=_by_code((*tariff.seasons, *tariff.named_days)),
            occasions=_by_code(tariff.occasions),
            products=_by_code(tariff.products),
            facts={fact.code: fact.question for fact in tariff.facts},
            money=frozenset(fact.code for fact in tariff.facts if fact.kind is Kind.MONEY),
            rows={kind: _by_code(getattr(tariff, rows)) for kind, rows in KINDS.items()},
            tax=tariff.tax.name if tariff.tax else "",
        )

    @classmethod
    def written(cls, documents: Iterable[Mapping[str, Any]], rooms: Called, categories: Called) -> Names:
        """What several lists of a venue call things, as they are kept; of two names the later list's holds."""
        lists = list(documents)

        def called(*tables: str, by: str = "name") -> dict[str, str]:
            return {row["code"]: row[by] for document in lists for table in tables for row in document.get(table) or ()}

        return cls(
            rooms=rooms,
            categories=categories,
            bands=called("bands"),
            dates=called("seasons", "named_days"),
            occasions=called("occasions"),
            products=called("products"),
            facts=called("facts", by="question"),
            money=frozenset(code for code, kind in called("facts", by="kind").items() if kind == Kind.MONEY),
            rows={kind: called(table) for kind, table in KINDS.items()},
            tax=next((document["tax"]["name"] for document in reversed(lists) if document.get("tax")), ""),
        )

    def room(self, code: str) -> str:
        """A room; rooms priced as one are joined by a plus sign."""
        if "+" in code:
            return _("%(rooms)s together") % {"rooms": all_of([self.room(each) for each in code.split("+")])}
        return self.rooms.get(code, code)

    def category(self, code: str) -> str:
        return self.categories.get(code, code)

    def band(self, code: str) -> str:
        return self.bands.get(code, code)

    def on(self, code: str) -> str:
        """A season, or days with a name."""
        return self.dates.get(code, code)

    def occasion(self, code: str) -> str:
        return self.occasions.get(code, code)

    def product(self, code: str) -> str:
        if code == HOURLY:
            return self.products.get(code, _("By the hour"))
        return self.products.get(code, code)

    def question(self, fact: str) -> str:
        """How a fact is asked for."""
        usual = {
            "people": _("How many people?"),
            quotes.OCCASION: _("What is it for?"),
            days.TERM: _("Is it in school term?"),
        }
        return self.facts.get(fact) or usual.get(fact, fact)

    def row(self, kind: str, code: str) -> str:
        """A limit, an adjustment, a fee, an extra, a bond or a deposit."""
        return self.rows.get(kind, {}).get(code, code)

    @property
    def tax_name(self) -> str:
        return self.tax or _("Tax")

    def rule(self, category: str, band: str | None, product: str = "", occasion: str = "") -> str:
        """Who, what for, in which way and in which band: the head of the rate that a line went by."""
        head = [self.category(category)]
        if occasion:
            head.append(self.occasion(occasion))
        if product and product != HOURLY:
            head.append(self.product(product))
        if band is not None:
            head.append(self.band(band))
        return ", ".join(head)


def all_of(words: list[str]) -> str:
    """Hall, Kitchen and Stage."""
    return _joined(words, _("%(words)s and %(last)s"))


def one_of(words: list[str]) -> str:
    """Hall, Kitchen or Stage."""
    return _joined(words, _("%(words)s or %(last)s"))


def _joined(words: list[str], pattern: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return pattern % {"words": ", ".join(words[:-1]), "last": words[-1]}


def _by_code(rows: Iterable[Any]) -> dict[str, str]:
    return {row.code: row.name for row in rows}
