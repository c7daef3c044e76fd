"""What the words of worked cases mean in this venue: the table [cases], which only `price_cases` uses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from venues.files.contents import OperatorRow, RoomRow
from venues.files.table import Table
from venues.tariffs import Tariff
from venues.tariffs.cases.calling import CaseWords, key
from venues.tariffs.cases.telling import BANK_HOLIDAY, PEOPLE, TERM_TIME
from venues.tariffs.document import shown
from venues.tariffs.rows import HOURLY

Codes = Mapping[str, Collection[str]]
TABLES = ("category", "room", "product", "occasion", "extra", "fact")
FREE = (*PEOPLE, *BANK_HOLIDAY, *TERM_TIME)  # facts that every price list knows of


def read_cases_table(
    top: Table, operator: OperatorRow, rooms: Sequence[RoomRow], tariffs: Sequence[Tariff]
) -> CaseWords:
    """The words, each code one that the venue or a price list has; nothing where the table is left out."""
    table = top.maybe("cases", top.table)
    if table is None or top.faults:  # what a faulty list would have named cannot be told
        return CaseWords()
    codes: Codes = {
        "category": {row.code for row in operator.categories},
        "room": {room.code for room in rooms},
        "product": {HOURLY, *(row.code for tariff in tariffs for row in tariff.products)},
        "occasion": {row.code for tariff in tariffs for row in tariff.occasions},
        "extra": {row.code for tariff in tariffs for row in tariff.extras},
        "fact": {*FREE, *(row.code for tariff in tariffs for row in tariff.facts)},
    }
    told = _told(table, "facts", codes)
    words = table.maybe("map", table.table)
    found = {name: _words(words, name, codes) for name in TABLES} if words else {}
    values = _values(words) if words else {}
    if words:
        words.nothing_else()
    table.nothing_else()
    return CaseWords(**found, value=values, told=told)


def _words(words: Table, name: str, codes: Codes) -> dict[str, Any]:
    """One table of words, each meaning a code, a list of rooms, or a table of several things."""
    table = words.maybe(name, words.table)
    if table is None:
        return {}
    for said, meant in table.data.items():
        if isinstance(meant, Mapping) and name in ("category", "room", "product", "occasion"):
            several = Table(meant, f"{table.place}.{said}", table.faults, table.subject)
            for part in ("category", "room", "product", "occasion"):
                several.asked.append(part)
                if part in meant:
                    _look(several, part, part, meant[part], codes)
            _told(several, "facts", codes)
            several.nothing_else()
        else:
            _look(table, said, name, meant, codes)
    return {key(said): meant for said, meant in table.data.items()}


def _look(table: Table, said: str, name: str, meant: object, codes: Codes) -> None:
    """Note a code that there is not; an empty one says nothing."""
    for code in meant if name == "room" and isinstance(meant, list) else [meant]:
        if not isinstance(code, str) or (code and code not in codes[name]):
            words = _("“%(value)s” is not one of: %(choices)s.")
            table.fault(said, words % {"value": shown(code), "choices": ", ".join(sorted(codes[name]))})


def _told(table: Table, name: str, codes: Codes) -> dict[str, Any]:
    """Facts that hold unless a case says otherwise."""
    facts = table.maybe(name, table.table)
    if facts is None:
        return {}
    for code, value in facts.data.items():
        _look(facts, code, "fact", code, codes)
        _look_at_value(facts, code, value)
    return dict(facts.data)


def _values(words: Table) -> dict[str, Any]:
    table = words.maybe("value", words.table)
    if table is None:
        return {}
    for said, value in table.data.items():
        if "=" not in said:
            table.fault(said, _('Write the fact and its words, such as "purpose=a party".'))
        _look_at_value(table, said, value)
    return {key(said): value for said, value in table.data.items()}


def _look_at_value(table: Table, name: str, value: object) -> None:
    if not isinstance(value, str | bool | int):
        table.fault(name, _("“%(value)s” is not text, a whole number, true or false.") % {"value": shown(value)})
