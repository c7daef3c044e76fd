"""A spreadsheet as text: every cell of every sheet as a string, and the row as the spreadsheet numbers it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from bookings.diaries.comma_separated import read_text
from bookings.diaries.faults import Unreadable
from bookings.diaries.open_document import Range, merged_cells
from bookings.diaries.sound import refuse_unsound

MOST_BYTES = 4_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 80
ZIPPED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Line:
    """One row; empty cells are empty strings."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True)
class Sheet:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Workbook:
    sheets: tuple[Sheet, ...]

    def as_document(self) -> list[Any]:
        """For keeping, until it is brought in."""
        return [[sheet.name, [[line.number, *line.cells] for line in sheet.lines]] for sheet in self.sheets]

    @classmethod
    def from_document(cls, document: Iterable[Any]) -> Workbook:
        return cls(
            tuple(
                Sheet(name, tuple(Line(number, tuple(cells)) for number, *cells in lines)) for name, lines in document
            )
        )


def read(content: bytes) -> Workbook:
    """CSV, ODS or XLSX, told by what is inside; raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1_000_000})
    if content.startswith(OLD):
        words = _("This is an old Excel file, or one with a password. Save it as XLSX, ODS or CSV, without a password.")
        raise Unreadable(words)
    sheets = _sheets(content) if content.startswith(ZIPPED) else [("", read_text(content), [])]
    book = Workbook(tuple(_sheet(name, rows, merged) for name, rows, merged in sheets))
    if sum(len(sheet.lines) for sheet in book.sheets) > MOST_ROWS:
        raise Unreadable(_("That is more than %(most)s rows. Bring in a year at a time.") % {"most": f"{MOST_ROWS:,}"})
    if not any(sheet.lines for sheet in book.sheets):
        raise Unreadable(_("There is nothing in the file."))
    return book


def _sheets(content: bytes) -> list[tuple[str, list[list[str]], Sequence[Range]]]:
    refuse_unsound(content, rows=MOST_ROWS * 10, columns=MOST_COLUMNS * 10)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(content)) as book:
            shown = [each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
            merged = merged_cells(content)
            return [_cells(book.get_sheet_by_name(name), merged.get(name, [])) for name in shown]
    except CalamineError as fault:
        raise Unreadable(_("The file cannot be read as a spreadsheet. Save it anew as XLSX, ODS or CSV.")) from fault


def _cells(sheet: CalamineSheet, merged: Sequence[Range]) -> tuple[str, list[list[str]], Sequence[Range]]:
    rows = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return sheet.name, rows, sheet.merged_cell_ranges or merged


def _sheet(name: str, rows: list[list[str]], merged: Sequence[Range]) -> Sheet:
    """Merged cells all say what the first of them says."""
    for (top, left), (bottom, right) in merged:
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = rows[top][left]
    lines = [
        Line(number, tuple(" ".join(cell.split()) for cell in row[:MOST_COLUMNS])) for number, row in enumerate(rows, 1)
    ]
    return Sheet(name, tuple(line for line in lines if not line.is_empty))


def as_text(cell: str | float | date | time | timedelta) -> str:
    """As somebody would have typed it: 2026-03-14, 19:00, 12.5."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if cell == int(cell) else str(round(cell, 9))
