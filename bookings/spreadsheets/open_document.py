"""Tables as one OpenDocument spreadsheet, a sheet each: ODF 1.3, part 3. The same tables give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bookings.spreadsheets.cells import Cell, Percent, Table, clean, harmless, in_pounds
from venues.money import Money

MIME = "application/vnd.oasis.opendocument.spreadsheet"
PLACES = (0, 1, 2, 3, 4)  # decimals for which there is a look
NAMED = (
    ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
    ("fo", "xsl-fo-compatible"), ("meta", "meta"),
)  # fmt: skip
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{where}:1.0"' for name, where in NAMED)
BEGINS = '<?xml version="1.0" encoding="UTF-8"?>'


def _number_styles() -> str:
    """How numbers look with so many decimals, alone and as a percentage."""
    found = []
    for places in PLACES:
        number = f'<number:number number:decimal-places="{places}" number:min-integer-digits="1"'
        found += [
            f'<number:number-style style:name="n{places}">{number} number:grouping="true"/></number:number-style>',
            f'<number:percentage-style style:name="p{places}">{number}/><number:text>%</number:text>'
            "</number:percentage-style>",
            *(
                f'<style:style style:name="{look}{places}" style:family="table-cell" '
                f'style:data-style-name="{data}{places}"/>'
                for look, data in (("number", "n"), ("percent", "p"))
            ),
        ]
    return "".join(found)


CONTENT = (
    f'{BEGINS}<office:document-content {SPACES} office:version="1.3">'
    '<office:automatic-styles><number:date-style style:name="iso"><number:year number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="iso"/>'
    '<style:style style:name="heading" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="wide" style:family="table-column">'
    '<style:table-column-properties style:column-width="5cm"/></style:style>'
    f"{_number_styles()}</office:automatic-styles><office:body><office:spreadsheet>"
)
ENDS = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    f'{BEGINS}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
    f'manifest:media-type="{MIME}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    + "</manifest:manifest>"
)


def write_ods(tables: Sequence[Table], file: IO[bytes], *, title: str = "", language: str = "en-gb") -> None:
    """Row by row into the file; the kind of document stands first and uncompressed, as the format asks."""
    with ZipFile(file, "w") as packed:
        packed.writestr(ZipInfo("mimetype"), MIME, ZIP_STORED)
        packed.writestr(ZipInfo("META-INF/manifest.xml"), MANIFEST, ZIP_DEFLATED)
        packed.writestr(ZipInfo("meta.xml"), _meta(title, language), ZIP_DEFLATED)
        packed.writestr(ZipInfo("styles.xml"), _styles(language), ZIP_DEFLATED)
        member = ZipInfo("content.xml")  # without the hour of writing, as the others
        member.compress_type = ZIP_DEFLATED
        with packed.open(member, "w", force_zip64=True) as content:
            content.write(CONTENT.encode())
            for table in tables:
                for line in _sheet(table):
                    content.write(line.encode())
            content.write(ENDS.encode())


def _meta(title: str, language: str) -> str:
    spoken, _dash, country = language.partition("-")
    tag = f"{spoken}-{country.upper()}" if country else spoken
    return (
        f'{BEGINS}<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3">'
        f"<office:meta><dc:title>{escape(clean(title))}</dc:title><dc:language>{tag}</dc:language></office:meta>"
        "</office:document-meta>"
    )


def _styles(language: str) -> str:
    """The language of every cell that says no other, so that it is read aloud in it."""
    spoken, _dash, country = language.partition("-")
    return (
        f'{BEGINS}<office:document-styles {SPACES} office:version="1.3"><office:styles>'
        f'<style:default-style style:family="table-cell"><style:text-properties fo:language="{spoken}" '
        f'fo:country="{country.upper() or "none"}"/></style:default-style></office:styles></office:document-styles>'
    )


def _sheet(table: Table) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(table.name)}>"
    yield f"<table:title>{escape(clean(table.says))}</table:title>" if table.says else ""
    naming, others = (
        f'<table:table-column table:style-name="wide" table:number-columns-repeated="{n}"/>' if n else ""
        for n in (table.names, len(table.columns) - table.names)
    )
    yield f"<table:table-header-columns>{naming}</table:table-header-columns>{others}" if naming else others
    yield f"<table:table-header-rows><table:table-row>{''.join(map(_heading, table.columns))}</table:table-row>"
    yield "</table:table-header-rows>"
    for row in table.rows():
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    yield "</table:table>"


def _heading(words: str) -> str:
    return _filled('"string" table:style-name="heading"', harmless(clean(words)))


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Money):
        said = f'"currency" office:currency={quoteattr(cell.currency)} office:value="{in_pounds(cell)}"'
        return _filled(said, str(cell))
    if isinstance(cell, date):
        return _filled(f'"date" office:date-value="{cell.isoformat()}" table:style-name="day"', cell.isoformat())
    if isinstance(cell, Percent):
        said = f'"percentage" office:value="{cell.number / 100:f}"'
        return _filled(f'{said} table:style-name="percent{_places(cell.number)}"', str(cell))
    if isinstance(cell, Decimal):
        return _filled(f'"float" office:value="{cell}" table:style-name="number{_places(cell)}"', f"{cell:,}")
    if isinstance(cell, int):
        return _filled(f'"float" office:value="{cell}"', str(cell))
    return _filled('"string"', harmless(clean(cell)))


def _places(number: Decimal) -> int:
    """Its decimals, of those for which there is a look."""
    exponent = number.as_tuple().exponent
    return min(max(-exponent, 0), PLACES[-1]) if isinstance(exponent, int) else 0


def _filled(kind: str, text: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell office:value-type={kind}>{lines}</table:table-cell>"
