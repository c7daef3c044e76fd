"""A venue as the text of its file: the same venue always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

import tomli_w

from venues import tariffs
from venues.fair_use import Cap, FairUse, Hours, KeptHours
from venues.files.contents import FORMAT, AccessRow, ClosureRow, HoursRow, RoomRow, TermCalendarRow, VenueFile, VenueRow
from venues.tariffs import Tariff
from venues.tariffs.document import DAYS

DAY = 24 * 60


def write(file: VenueFile) -> str:
    """The text that `read` turns into this very file."""
    return "\n".join("\n".join(lines) + "\n" for lines in _tables(file))


def _tables(file: VenueFile) -> Iterator[list[str]]:
    """The tables in the order of the manual; what is absent is left out."""
    operator = file.operator
    yield list(_lines({"format": FORMAT}))
    yield _table("[operator]", {"slug": operator.slug, "name": operator.name, "currency": operator.currency})
    for category in operator.categories:
        yield _table("[[operator.categories]]", _entries(category))
    yield _table("[venue]", _venue(file.venue))
    for cell in file.cells:
        yield _table("[[cells]]", _unusual(cell))
    for entrance in file.entrances:
        yield _table("[[entrances]]", _entries(entrance))
    for room in file.rooms:
        yield from _room(room)
    for hours in file.hours:
        yield _table("[[hours]]", _hours(hours))
    for closure in file.closures:
        yield _table("[[closures]]", _closure(closure))
    if file.school_terms:
        yield _school_terms(file.school_terms)
    yield from _fair_use(file.fair_use)
    for tariff in file.tariffs:
        yield from _tariff(tariff)
    for answer in file.access:
        yield _table("[[access]]", _answer(answer))


def _entries(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _unusual(row: Any) -> dict[str, Any]:
    """Without what is as it is everywhere."""
    return {field.name: getattr(row, field.name) for field in fields(row) if getattr(row, field.name) != field.default}


def _venue(row: VenueRow) -> dict[str, Any]:
    entries = _unusual(row)
    for key in entries.keys() & {"quiet_from", "quiet_until"}:
        entries[key] = f"{entries[key]:%H:%M}"
    if row.quiet_days:
        entries["quiet_days"] = [DAYS[day] for day in row.quiet_days]
    return entries


def _room(room: RoomRow) -> Iterator[list[str]]:
    entries = _entries(room)
    layouts = entries.pop("layouts")
    if not room.requests_wait_together:  # as in most rooms
        del entries["requests_wait_together"]
    yield _table("[[rooms]]", entries)
    for layout in layouts:
        yield _table("[[rooms.layouts]]", _entries(layout))


def _hours(row: HoursRow) -> dict[str, Any]:
    return {
        **_times(row),
        "cells": row.cells or None,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }


def _times(hours: HoursRow | Hours) -> dict[str, Any]:
    return {
        "days": [DAYS[day] for day in hours.days],
        "from": _time(hours.opens),
        "to": _time(hours.closes if hours.closes <= DAY else hours.closes - DAY),
    }


def _fair_use(rules: FairUse) -> Iterator[list[str]]:
    for cap in rules.caps:
        yield _table("[[peak_caps]]", _cap(cap))
    for kept in rules.kept:
        yield _table("[[kept_hours]]", _kept(kept))


def _cap(row: Cap) -> dict[str, Any]:
    all_branches = row.all_branches or None  # left out where it is as it mostly is
    return {"name": row.name, **_times(row.hours), "most_hours": row.most_hours, "all_branches": all_branches}


def _kept(row: KeptHours) -> dict[str, Any]:
    whom = [word for word, is_for in (("new", row.for_new), ("young", row.for_young)) if is_for]
    return {"for": whom, **_times(row.hours), "room": row.room, "days_before": row.days_before}


def _closure(row: ClosureRow) -> dict[str, Any]:
    return {
        "from": row.starts,
        "to": row.ends,
        "cells": row.cells or None,
        "cause": row.cause,
        "note": row.note,
    }


def _school_terms(row: TermCalendarRow) -> list[str]:
    """A term is one line."""
    entries = _entries(row)
    rows = [
        {key: value for key, value in {"name": term.name, "from": term.first, "to": term.last}.items() if value}
        for term in entries.pop("terms")
    ]
    return [*_table("[school_terms]", entries), *(_list("terms", rows) if rows else [])]


def _tariff(tariff: Tariff) -> Iterator[list[str]]:
    """As the database keeps it, but for dates, which TOML can write itself; a row is one line.

    Bands and extras are tables of their own, below the rest.
    """
    document = tariffs.write(tariff)
    bands, extras = document.pop("bands"), document.pop("extras", ())
    for key in document.keys() & {"valid_from", "valid_to"}:
        document[key] = date.fromisoformat(document[key])
    for days in document.get("named_days", ()):
        if "on" in days:
            days["on"] = [date.fromisoformat(day) for day in days["on"]]
    terms = {key: value for key, value in document.items() if not isinstance(value, list)}
    lists = [_list(key, rows) for key, rows in document.items() if isinstance(rows, list)]
    yield [*_table("[[tariffs]]", terms), *chain.from_iterable(lists)]
    for band in bands:
        yield _table("[[tariffs.bands]]", band)
    for extra in extras:
        prices = extra.pop("prices")
        yield [*_table("[[tariffs.extras]]", extra), *_list("prices", prices)]


def _list(key: str, rows: list[dict[str, Any]]) -> list[str]:
    return [f"{key} = [", *(f"  {_inline(row)}," for row in rows), "]"]


def _answer(row: AccessRow) -> dict[str, Any]:
    without = dict.fromkeys(("picture", "submission_key"))
    return {**_entries(row), "entrance": row.entrance or None, "room": row.room or None, **without}


def _table(head: str, entries: Mapping[str, Any]) -> list[str]:
    return [head, *_lines(entries)]


def _lines(entries: Mapping[str, Any]) -> Iterator[str]:
    for key, value in entries.items():
        if value is not None and value != "":
            yield f"{key} = {_value(value)}"


def _inline(entries: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(_lines(entries)) + " }"


def _value(value: Any) -> str:
    """One value on one line."""
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    if isinstance(value, Decimal):
        value = float(value)
    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def _time(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
