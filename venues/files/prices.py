"""The price lists of a venue file, each a dated version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from venues.files.contents import OperatorRow, RoomRow
from venues.files.table import NAME, Table, fault_in_text
from venues.tariffs import Fault as TariffFault
from venues.tariffs import Tariff, TariffFaults, check, read
from venues.tariffs.words import fault_words

TARIFFS = 100
ROWS = {
    "bands": 50,
    "seasons": 50,
    "named_days": 100,
    "occasions": 100,
    "products": 100,
    "facts": 100,
    "rates": 5000,
    "limits": 500,
    "adjustments": 500,
    "fees": 500,
    "extras": 500,
    "bonds": 500,
    "deposits": 100,
    "setting_up": 100,
    "priced_as": 100,
    "cancellation": 100,
}
PRICES = 100  # of one extra


def read_tariffs(top: Table, operator: OperatorRow, rooms: Sequence[RoomRow]) -> tuple[Tariff, ...]:
    """Every version; one that is open-ended ends the day before the next begins."""
    found = [
        (table, tariff)
        for table in top.tables("tariffs", TARIFFS)
        if (tariff := _tariff(table, operator, rooms)) is not None
    ]
    found.sort(key=lambda pair: pair[1].valid_from)
    tariffs = ended_by_the_next([tariff for _table, tariff in found], [tariff.valid_from for _table, tariff in found])
    for (earlier, later), (table, _tariff_read) in zip(pairwise(tariffs), found[1:], strict=True):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            words = _("“%(earlier)s” is in force on %(day)s too; two price lists cannot hold on one day.")
            table.fault("valid_from", words % {"earlier": earlier.name, "day": later.valid_from})
    return tuple(tariffs)


def ended_by_the_next(tariffs: Iterable[Tariff], first_days: Iterable[date]) -> list[Tariff]:
    """The same price lists; each open-ended one ends the day before the next first day."""
    days = sorted(set(first_days))
    ended = []
    for tariff in tariffs:
        after = next((day for day in days if day > tariff.valid_from), None)
        if tariff.valid_to is None and after:
            tariff = replace(tariff, valid_to=after - timedelta(days=1))
        ended.append(tariff)
    return ended


def _tariff(table: Table, operator: OperatorRow, rooms: Sequence[RoomRow]) -> Tariff | None:
    """The price list, or None with its faults noted; the tariff's own reader judges its form."""
    table.asked.extend(table.data)
    before = len(table.faults)
    if _has_too_many_rows(table):
        return None
    _look_at_names(table)
    try:
        tariff = read(table.data, operator.currency)
    except TariffFaults as refusal:
        _note(table, refusal.faults)
        _note(table, _strangers(table, operator, rooms))
        return None

    _note(table, check(tariff, {room.code: {} for room in rooms}, [row.code for row in operator.categories]))
    if operator.standard and tariff.standard != operator.standard:
        words = _("The standard price is that of the operator’s standard category, “%(standard)s”.")
        table.fault("standard", words % {"standard": operator.standard})
    return tariff if len(table.faults) == before else None


def _has_too_many_rows(table: Table) -> bool:
    """Whether some list is longer than anyone would write; it is noted and nothing in it read."""
    before = len(table.faults)
    found: list[tuple[str, object, int]] = [(key, table.data.get(key), most) for key, most in ROWS.items()]
    found += [(f"extras[{index}].prices", row.get("prices"), PRICES) for index, row in _tables(table, "extras")]
    for place, rows, most in found:
        if isinstance(rows, list) and len(rows) > most:
            words = _("There are %(count)d of these; at most %(most)d can be kept.")
            table.fault(place, words % {"count": len(rows), "most": most})
    return len(table.faults) > before


def _strangers(table: Table, operator: OperatorRow, rooms: Sequence[RoomRow]) -> Iterator[TariffFault]:
    """Rooms and categories that the venue does not have, told even where the list cannot be read as a whole."""
    categories, codes = {row.code for row in operator.categories}, {room.code for room in rooms}
    known = {"category": categories, "room": codes, "rooms": codes, "with_room": codes}
    for list_place, row in _rows_with_conditions(table):
        for key in known.keys() & row.keys():
            several, place = row[key], f"{list_place}.{key}"
            for value in several if isinstance(several, list) else [several]:
                if isinstance(value, str) and value not in known[key] and not table.has_fault(place):
                    yield TariffFault(place, "no_such_category" if key == "category" else "no_such_room", value=value)


def _rows_with_conditions(table: Table) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key in ROWS:
        for index, row in _tables(table, key):
            yield f"{key}[{index}]", row
            if isinstance(row.get("when"), dict):
                yield f"{key}[{index}].when", row["when"]
    for index, extra in _tables(table, "extras"):
        for number, price in enumerate(extra["prices"] if isinstance(extra.get("prices"), list) else ()):
            if isinstance(price, dict):
                yield f"extras[{index}].prices[{number}]", price


def _tables(table: Table, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a list that are tables, with their places."""
    rows = table.data.get(key)
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield index, row


def _look_at_names(table: Table) -> None:
    """Names that would not do on a page."""
    names = {"name": table.data.get("name")}
    for key in ROWS:
        for index, row in _tables(table, key):
            names |= {f"{key}[{index}].{entry}": row[entry] for entry in ("name", "question") if entry in row}
    for place, name in names.items():
        if isinstance(name, str) and name.isprintable() and len(name) <= NAME:
            fault = fault_in_text(name, NAME)
            if fault:
                table.fault(place, fault)


def _note(table: Table, faults: Iterable[TariffFault]) -> None:
    for fault in faults:
        table.fault(fault.place, fault_words(fault))
