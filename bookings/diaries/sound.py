"""Whether a zipped spreadsheet is sound: whole, and not too large once it is unpacked.

It is asked before the library reads it. That waits for ever for the end of a table that was cut off, and takes
a sheet as one block from its first cell to its last: a single cell far away, or one that is said to stand
a million times, would fill the memory.
"""

from __future__ import annotations

import io
import re
import zlib
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from bookings.diaries.faults import Unreadable

MOST_UNPACKED = 60_000_000
XLSX_CELL = re.compile(rb'\sr="([A-Z]{1,4})(\d{1,9})"')
ODS_ROW = re.compile(rb"<table:table-row([^>]*)(?<!/)>(.*?)</table:table-row>", re.DOTALL)
ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]*)>")
ROWS_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="(\d+)"')


def refuse_unsound(content: bytes, *, rows: int, columns: int) -> None:
    """Raise Unreadable for what is broken, or would be larger than that."""
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            parts = {info.filename: _unpacked(packed, info) for info in packed.infolist() if _is_sheet(info)}
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise Unreadable(_("The file is broken. Save it anew as XLSX, ODS or CSV.")) from fault
    for name, part in parts.items():
        _refuse_half(part)
        tall, wide = _ods(part) if name == "content.xml" else _xlsx(part)
        if tall > rows or wide > columns:
            raise Unreadable(_("A sheet has cells far outside the table. Copy the table into a new, empty file."))


def _refuse_half(part: bytes) -> None:
    """Every part is one whole document, and none has a declaration of its own: those can grow without end."""
    try:
        if b"<!DOCTYPE" in part:
            raise ExpatError
        ParserCreate().Parse(part, True)
    except (ExpatError, ValueError, LookupError) as fault:
        raise Unreadable(_("The file is broken. Save it anew as XLSX, ODS or CSV.")) from fault


def _is_sheet(info: ZipInfo) -> bool:
    """Pictures and the like are not looked into."""
    return info.filename.endswith((".xml", ".rels"))


def _unpacked(packed: ZipFile, info: ZipInfo) -> bytes:
    with packed.open(info) as part:
        content = part.read(MOST_UNPACKED + 1)
    if len(content) > MOST_UNPACKED:
        raise Unreadable(_("The file is too large once it is unpacked. Bring in a year at a time."))
    return content


def _xlsx(part: bytes) -> tuple[int, int]:
    tall = wide = 0
    for letters, number in XLSX_CELL.findall(part):
        tall, wide = max(tall, int(number)), max(wide, _column(letters))
    return tall, wide


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ods(part: bytes) -> tuple[int, int]:
    """Empty rows and cells may be said to stand a million times: those that hold something may not."""
    tall = wide = 0
    for attributes, inside in ODS_ROW.findall(part):
        held = [cell for cell in ODS_CELL.findall(inside) if b"value-type" in cell]
        if held:
            tall += _times(ROWS_REPEATED, attributes)
            wide = max(wide, sum(_times(COLUMNS_REPEATED, cell) for cell in held))
    return tall, wide


def _times(repeated: re.Pattern[bytes], attributes: bytes) -> int:
    found = repeated.search(attributes)
    return int(found[1]) if found else 1
