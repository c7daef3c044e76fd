"""A table as comma-separated lines: UTF-8 with a mark, so that Excel reads its letters too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date

from bookings.spreadsheets.cells import Cell, Table, clean, harmless, in_pounds
from venues.money import Money

BATCH = 500  # rows written at a time


def csv_lines(table: Table) -> Iterator[bytes]:
    """In pieces of some hundred rows."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(harmless, table.columns))
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(table.rows(), 1):
        writer.writerow(_as_text(row))
        if number % BATCH == 0:
            yield _emptied(written)
    yield _emptied(written)


def _emptied(written: io.StringIO) -> bytes:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text.encode()


def _as_text(row: Sequence[Cell]) -> Iterator[str]:
    for cell in row:
        if cell is None:
            yield ""
        elif isinstance(cell, Money):
            yield in_pounds(cell)
        elif isinstance(cell, date):
            yield cell.isoformat()
        else:
            yield harmless(clean(cell)) if isinstance(cell, str) else str(cell)
