"""Hires that no published case has, worked out by hand from the same price lists, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from venues.bank_holidays import bank_holidays
from venues.files import read_with_cases
from venues.tariffs.cases import Offered, Verdict, judged, read_cases

LISTS = Path(__file__).parents[1] / "data" / "tariffs"
each_list = pytest.mark.parametrize("path", sorted((LISTS / "more").glob("*.json")), ids=lambda path: path.stem)


@each_list
def test_every_hire_comes_to_what_the_list_says_or_is_refused_for_the_reason_it_gives(path: Path) -> None:
    rows = json.loads(path.read_bytes())["cases"]
    verdicts = [_judged(row, _offered(path)) for row in rows]
    assert [_told(verdict, row) for verdict, row in zip(verdicts, rows, strict=True)] == [
        row.get("refused", {}) for row in rows
    ]


def _offered(path: Path) -> Offered:
    file, words = read_with_cases((LISTS / f"{path.stem}.toml").read_bytes())
    rooms = {room.code: room.name for room in file.rooms}
    categories = {row.code: row.name for row in file.operator.categories}
    return Offered(rooms, categories, file.tariffs, file.venue.tz, bank_holidays(file.venue.nation), words)


def _judged(row: dict[str, Any], offered: Offered) -> Verdict:
    return judged(read_cases(json.dumps({"cases": [{"expected_total": "0.00", **row}]})).cases[0], offered)


def _told(verdict: Verdict, row: dict[str, Any]) -> object:
    """The name of the refusal, else the sums that differ from what the row expects."""
    if verdict.refusal is not None or "refused" in row:
        return type(verdict.refusal).__name__
    return {what: sum_ for what, sum_ in verdict.got.items() if sum_ != verdict.expected[what]}
