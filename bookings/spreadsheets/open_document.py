"""Tables as one OpenDocument spreadsheet, a sheet each: ODF 1.3, part 3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from bookings.spreadsheets.cells import Cell, Table, clean, harmless, in_pounds
from venues.money import Money

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"'
    for name, where in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)
BEGINS = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3">'
    '<office:automatic-styles><number:date-style style:name="iso"><number:year number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
ENDS = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(tables: Sequence[Table], file: IO[bytes]) -> None:
    """Row by row into the file; the kind of document stands first and uncompressed, as the format asks."""
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", MIME, ZIP_STORED)
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        with packed.open("content.xml", "w", force_zip64=True) as content:
            content.write(BEGINS.encode())
            for table in tables:
                for line in _sheet(table):
                    content.write(line.encode())
            content.write(ENDS.encode())


def _sheet(table: Table) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(table.name)}><table:table-header-rows>"
    yield _row(table.columns)
    yield "</table:table-header-rows>"
    for row in table.rows():
        yield _row(row)
    yield "</table:table>"


def _row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Money):
        said = f'"currency" office:currency={quoteattr(cell.currency)} office:value="{in_pounds(cell)}"'
        return _filled(said, str(cell))
    if isinstance(cell, date):
        return _filled(f'"date" office:date-value="{cell.isoformat()}" table:style-name="day"', cell.isoformat())
    if isinstance(cell, int):
        return _filled(f'"float" office:value="{cell}"', str(cell))
    return _filled('"string"', harmless(clean(cell)))


def _filled(kind: str, text: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell office:value-type={kind}>{lines}</table:table-cell>"
