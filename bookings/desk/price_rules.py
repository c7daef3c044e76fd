"""The rules of a price list below its grid, one by one: which there are, what each says, and what names another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from bookings.desk.price_grid import names_in
from venues.files import VenueFile
from venues.tariffs import Fault, Tariff, TariffFaults, read, write
from venues.tariffs.words import fault_words
from venues.tariffs.words.rules import table_words

Document = dict[str, Any]
Row = Mapping[str, Any]

TABLES = {  # the tables of a list below its grid, in the order of the page; what the list as a value calls them
    "extras": "extras",
    "fees": "fees",
    "bonds": "bonds",
    "deposits": "deposits",
    "adjustments": "adjustments",
    "limits": "limits",
    "cancellation": "scales",
    "occasions": "occasions",
    "facts": "facts",
    "seasons": "seasons",
    "named_days": "named_days",
    "setting_up": "setting_up",
    "priced_as": "priced_as",
}
ALTERNATIVES = ("fees", "bonds", "deposits")  # rows of one code are one rule
PLACE = re.compile(r"(?P<table>[a-z_]+)\[(?P<number>[0-9]+)\](?:\.(?P<rest>.+))?")


@dataclass(frozen=True)
class Rule:
    """Rows of a table that belong together; none for a rule that is still to be written."""

    table: str
    places: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        """What its address has, counted from one."""
        return self.places[0] + 1

    def held(self, document: Document) -> list[dict[str, Any]]:
        return [document[self.table][place] for place in self.places]


def document_of(tariff: Tariff) -> Document:
    """The list as plain data, its terms of giving up always as rows."""
    document = write(tariff)
    scales = document.get("cancellation")
    return document if scales is None or isinstance(scales, list) else {**document, "cancellation": [scales]}


def rules_in(document: Document, table: str) -> list[Rule]:
    """The rules of one table; fees, bonds and deposits of one code are one rule."""
    rows: Sequence[Row] = document.get(table, ())
    if table not in ALTERNATIVES:
        return [Rule(table, (place,)) for place in range(len(rows))]
    codes = dict.fromkeys(row["code"] for row in rows)
    return [Rule(table, tuple(place for place, row in enumerate(rows) if row["code"] == code)) for code in codes]


def with_rows(document: Document, rule: Rule, rows: Sequence[Row]) -> Document:
    """The list with these rows in the place of those of the rule; every other row stays as it is."""
    kept = list(document.get(rule.table, ()))
    common = min(len(rows), len(rule.places))
    for place, row in zip(rule.places, rows[:common], strict=False):
        kept[place] = row
    more = rule.places[-1] + 1 if rule.places else len(kept)
    kept[more:more] = rows[common:]
    gone = set(rule.places[common:])
    left = [row for place, row in enumerate(kept) if place not in gone]
    others = {key: value for key, value in document.items() if key != rule.table}
    return {**others, rule.table: left} if left else others


def without_rule(document: Document, rule: Rule) -> Document:
    """The list when this rule is taken away; with the question for minutes over, these are not charged any more."""
    left = with_rows(document, rule, ())
    codes = [row.get("code") for row in rule.held(document)]
    if rule.table == "facts" and left.get("overrun") in codes:
        del left["overrun"]
    return left


def words_of(tariff: Tariff, file: VenueFile, rule: Rule) -> str:
    """The rule as the public list says it."""
    value = TABLES.get(rule.table, rule.table)
    rows = getattr(tariff, value)
    alone: dict[str, Any] = {value: tuple(rows[place] for place in rule.places)}
    return " ".join(table_words(rule.table, replace(tariff, **alone), names_in(file, tariff)))


def in_words(faults: Sequence[Fault]) -> list[tuple[str, str]]:
    return [(fault.place, fault_words(fault)) for fault in faults]


def what_names_it(tariff: Tariff, file: VenueFile, rule: Rule) -> list[str]:
    """The rules, prices and times of the list that would be left hanging without this one, as sentences."""
    document = document_of(tariff)
    without = without_rule(document, rule)
    try:
        read(without, tariff.currency)
    except TariffFaults as refusal:
        places = (_before(document, without, fault.place) for fault in refusal.faults)
        return list(dict.fromkeys(said_at(tariff, file, place) for place in places))
    return []


def _before(document: Document, without: Document, place: str) -> str:
    """Where the row of this place stood while the rule was still in the list."""
    read_place = PLACE.match(place)
    if not read_place or read_place["table"] not in without:
        return place
    table = read_place["table"]
    row = without[table][int(read_place["number"])]
    number = next(index for index, other in enumerate(document[table]) if other is row)
    return f"{table}[{number}]"


def said_at(tariff: Tariff, file: VenueFile, place: str) -> str:
    """What stands at a place of the list such as `fees[3].occasion`, in a sentence."""
    read_place = PLACE.match(place)
    rows = getattr(tariff, TABLES.get(read_place["table"], read_place["table"]), ()) if read_place else ()
    if not read_place or int(read_place["number"]) >= len(rows):
        return _("The list itself")
    return words_of(tariff, file, Rule(read_place["table"], (int(read_place["number"]),)))


def with_sentences(words: str, tariff: Tariff, file: VenueFile) -> str:
    """A fault that speaks of another row by its place, with the sentence of that row instead."""
    tables = "|".join((*TABLES, "rates"))
    pattern = rf"\b(?:{tables})\[[0-9]+\](?:\.prices\[[0-9]+\])?"
    return re.sub(pattern, lambda found: f"“{said_at(tariff, file, found[0])}”", words)
