"""A hall of two rooms and a kitchen, as a diary may name them; and rows read for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bookings.diaries.faults import Where
from bookings.diaries.names import Names, RoomName
from bookings.diaries.reading import Reading, read_diary
from bookings.diaries.rows import DiaryRow
from bookings.diaries.said import Said
from bookings.diaries.sheets import read
from tests.bookings.diaries.spreadsheets import as_csv

NAMES = Names(
    rooms=(
        RoomName("main", "Main hall", frozenset([1])),
        RoomName("kitchen", "Kitchen", frozenset([2])),
        RoomName("meeting", "Meeting room", frozenset([3])),
        RoomName("suite", "Hall and kitchen suite", frozenset([1, 2])),
    ),
    categories={"standard": "Standard", "community": "Community group"},
    standard="standard",
)
NOTHING_SAID = Said()
FULL = ["date", "start", "end", "room", "hirer", "hirer_kind", "category"]
A_ROW = ["2026-03-14", "19:00", "21:00", "Main hall", "Choir", "informal", "community"]


def read_rows(*rows: Sequence[str], said: Said = NOTHING_SAID, names: Names = NAMES) -> Reading:
    return read_diary(read(as_csv(rows)), said, names)


def read_one(**cells: str) -> Reading:
    """A row that is all right but for these cells."""
    whole = {**dict(zip(FULL, A_ROW, strict=True)), **cells}
    return read_rows(list(whole), list(whole.values()))


def a_row(starts: str = "2025-09-02 19:00", *, hours: float = 2, row: int = 2, **fields: Any) -> DiaryRow:
    begins = datetime.fromisoformat(starts)
    defaults: dict[str, Any] = {"rooms": ("main",), "hirer": "Choir", "kind": "informal", "category": "community"}
    return DiaryRow(Where("", row), begins, begins + timedelta(hours=hours), **{**defaults, **fields})


def weekly(first: str, dates: int, *, every: int = 1, **fields: Any) -> list[DiaryRow]:
    begins = datetime.fromisoformat(first)
    return [a_row(str(begins + timedelta(weeks=every * n)), row=n + 2, **fields) for n in range(dates)]
