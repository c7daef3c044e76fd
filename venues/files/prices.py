"""The price lists of a venue file, each a dated version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from venues.files.contents import OperatorRow, RoomRow
from venues.files.table import EARLIEST, LATEST, NAME, Table, fault_in_text
from venues.tariffs import Fault as TariffFault
from venues.tariffs import Tariff, TariffFaults, check, read
from venues.tariffs.words import fault_words

TARIFFS = 100
ROWS = {"bands": 50, "rates": 5000}


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
    for key, most in ROWS.items():
        rows = table.data.get(key)
        if isinstance(rows, list) and len(rows) > most:
            words = _("There are %(count)d of these; at most %(most)d can be kept.")
            table.fault(key, words % {"count": len(rows), "most": most})
            return None
    _look_for_what_a_tariff_cannot_know(table)
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


def _strangers(table: Table, operator: OperatorRow, rooms: Sequence[RoomRow]) -> Iterator[TariffFault]:
    """Rooms and categories that the venue does not have, told even where the list cannot be read as a whole."""
    known = {"category": {row.code for row in operator.categories}, "room": {room.code for room in rooms}}
    rates: Any = table.data.get("rates")
    for index, rate in enumerate(rates if isinstance(rates, list) else ()):
        for key, codes in known.items():
            value, place = rate.get(key) if isinstance(rate, dict) else None, f"rates[{index}].{key}"
            if isinstance(value, str) and value not in codes and not table.has_fault(place):
                yield TariffFault(place, f"no_such_{key}", value=value)


def _look_for_what_a_tariff_cannot_know(table: Table) -> None:
    """Years out of reach, and names that would not do on a page."""
    for key in ("valid_from", "valid_to"):
        day = table.data.get(key)
        if isinstance(day, datetime) or not isinstance(day, date):
            continue
        if not EARLIEST <= day <= LATEST:
            words = _("The year %(year)d is out of reach: dates lie between %(first)d and %(last)d.")
            table.fault(key, words % {"year": day.year, "first": EARLIEST.year, "last": LATEST.year})

    bands: Any = table.data.get("bands")
    names = {"name": table.data.get("name")}
    for index, band in enumerate(bands if isinstance(bands, list) else ()):
        names[f"bands[{index}].name"] = band.get("name") if isinstance(band, dict) else None
    for place, name in names.items():
        if isinstance(name, str) and name.isprintable() and len(name) <= NAME:
            fault = fault_in_text(name, NAME)
            if fault:
                table.fault(place, fault)


def _note(table: Table, faults: Iterable[TariffFault]) -> None:
    for fault in faults:
        table.fault(fault.place, fault_words(fault))
