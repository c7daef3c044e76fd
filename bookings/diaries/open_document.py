"""Which cells of an ODS file are merged: the library that reads it tells that of XLSX alone."""

from __future__ import annotations

import io
from collections import defaultdict
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

CONTENT = "content.xml"
CELLS = ("table:table-cell", "table:covered-table-cell")
Range = tuple[tuple[int, int], tuple[int, int]]


def merged_cells(content: bytes) -> dict[str, list[Range]]:
    """By the name of the sheet, first and last cell of each range, as row and column; none where it is no ODS."""
    with ZipFile(io.BytesIO(content)) as packed:
        if CONTENT not in packed.namelist():
            return {}
        part = packed.read(CONTENT)
    found = _Found()
    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.Parse(part, True)
    return found.ranges


class _Found:
    """Where the reading stands, and what it has met; a table inside a cell is none of ours."""

    def __init__(self) -> None:
        self.ranges: dict[str, list[Range]] = defaultdict(list)
        self.name, self.depth = "", 0
        self.row = self.column = self.rows = 0

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.name, self.row = said.get("table:name", ""), 0
        elif self.depth != 1:
            return
        elif tag == "table:table-row":
            self.column, self.rows = 0, _number(said, "table:number-rows-repeated")
        elif tag in CELLS:
            tall, wide = _number(said, "table:number-rows-spanned"), _number(said, "table:number-columns-spanned")
            if tall > 1 or wide > 1:
                last = (self.row + tall - 1, self.column + wide - 1)
                self.ranges[self.name].append(((self.row, self.column), last))
            self.column += _number(said, "table:number-columns-repeated")

    def end(self, tag: str) -> None:
        if tag == "table:table":
            self.depth -= 1
        elif tag == "table:table-row" and self.depth == 1:
            self.row += self.rows


def _number(said: dict[str, str], name: str) -> int:
    text = said.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1
