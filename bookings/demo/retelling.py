"""A venue file told as if it had been written today: its dates moved, nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import tomli_w

from bookings.demo.seasons import nth_weekday

TOLD_ON = date(2026, 11, 2)  # the Monday that the files beside this speak from
YEARS = range(-2, 2)

Rows = list[dict[str, Any]]
Moment = TypeVar("Moment", date, datetime)


def retold(path: Path, today: date) -> bytes:
    """The file as it would stand today."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    weeks = timedelta(weeks=(today - TOLD_ON).days // 7)
    years = today.year - TOLD_ON.year
    content["hours"] = [told for row in content["hours"] for told in _hours(row, today.year)]
    content["closures"] = list(_closures(content.get("closures", []), today.year, weeks))
    for tariff in content["tariffs"]:
        for key in {"valid_from", "valid_to"} & set(tariff):
            tariff[key] = _in_year(tariff[key], tariff[key].year + years)
    for claim in content["access"]:
        if "checked" in claim:
            claim["checked"] = min(claim["checked"] + weeks, today)
    for room in content["rooms"]:
        for layout in room["layouts"]:
            if "assessed_on" in layout:
                layout["assessed_on"] += weeks
    return tomli_w.dumps(content).encode()


def _hours(row: dict[str, Any], year: int) -> Iterator[dict[str, Any]]:
    """Summer hours come round every year."""
    if "valid_from" not in row:
        yield row
        return
    for ahead in YEARS:
        yield {
            **row,
            "valid_from": _in_year(row["valid_from"], year + ahead),
            "valid_to": _in_year(row["valid_to"], year + ahead),
        }


def _closures(rows: Rows, year: int, weeks: timedelta) -> Iterator[dict[str, Any]]:
    """Christmas and polling day come round; works and feasts stay as long ago as they were."""
    for row in rows:
        if row["cause"] == "holiday":
            yield from (_yearly(row, year + ahead) for ahead in YEARS)
        elif row["cause"] == "poll":
            yield from (_polling_day(row, year + ahead) for ahead in YEARS)
        else:
            yield {**row, "from": row["from"] + weeks, "to": row["to"] + weeks}


def _yearly(row: dict[str, Any], year: int) -> dict[str, Any]:
    first, last = row["from"], row["to"]
    return {**row, "from": _in_year(first, year), "to": _in_year(last, year + last.year - first.year)}


def _polling_day(row: dict[str, Any], year: int) -> dict[str, Any]:
    """The first Thursday of May."""
    day = nth_weekday(year, 5, 3, 1)
    first, last = (datetime.combine(day, row[key].time()) for key in ("from", "to"))
    return {**row, "from": first, "to": last}


def _in_year(day: Moment, year: int) -> Moment:
    return day.replace(year=year)
