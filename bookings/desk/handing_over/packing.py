"""The download of the handover: every table as CSV and in one ODS file, every document as PDF, in one zip file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.text import slugify
from django.utils.translation import get_language

from bookings.desk.handing_over.facts import Handover
from bookings.desk.handing_over.tables import tables
from bookings.desk.price_grid import grid_of
from bookings.documents import LOOK, NoPdf, drawn
from bookings.spreadsheets import csv_lines, write_ods
from venues import files
from venues.models import Conditions

IN_MEMORY = 5_000_000  # bytes; beyond that the file grows on the disk


def pack(found: Handover) -> IO[bytes]:
    """From its beginning. Where this machine can draw no PDF, the documents are left out."""
    packed: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # whoever answers with it closes it
    sheets = tables(found)
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for table in sheets:
            with archive.open(f"csv/{slugify(table.name)}.csv", "w") as member:
                for lines in csv_lines(table):
                    member.write(lines)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as spreadsheet:
            write_ods(sheets, spreadsheet)
            spreadsheet.seek(0)
            with archive.open(f"{found.venue.slug}.ods", "w") as member:
                while part := spreadsheet.read(2**16):
                    member.write(part)
        for name, document in _documents(found):
            archive.writestr(name, document)
    packed.seek(0)
    return packed


def _documents(found: Handover) -> Iterator[tuple[str, bytes]]:
    """The page itself, the price lists that hold or will, and the conditions of hire that hold."""
    venue, language = found.venue, get_language()
    file, conditions = files.from_database(venue), Conditions.objects.current(venue)
    lists = [row for row in file.tariffs if row.valid_to is None or row.valid_to >= found.today]
    try:
        yield "handover.pdf", _drawn("handover", {"found": found, "venue": venue, "language": language})
        for tariff in lists:
            context = {"grid": grid_of(tariff, file), "venue": venue, "language": language}
            yield f"prices-{tariff.valid_from.isoformat()}.pdf", _drawn("prices", context)
        if conditions is not None:
            conditions.venue = venue
            context = {"conditions": conditions, "venue": venue, "language": language}
            yield f"conditions-{conditions.number}.pdf", _drawn("conditions", context)
    except NoPdf:
        return


def _drawn(name: str, context: Mapping[str, Any]) -> bytes:
    return drawn(f"documents/{name}.html", LOOK, context)
