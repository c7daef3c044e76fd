"""Text with commas, semicolons or tabs between its cells, as spreadsheets save it."""

from __future__ import annotations

import codecs
import csv
import io

from django.utils.translation import gettext as _

from bookings.diaries.faults import Unreadable

SEPARATORS = ",;\t"


def read_text(content: bytes) -> list[list[str]]:
    """The rows; raises Unreadable where it is no text."""
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable(_("This is no spreadsheet. Send a CSV, ODS or XLSX file."))
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as fault:
        raise Unreadable(_("The file cannot be read as CSV: %(fault)s.") % {"fault": fault}) from fault


def _decoded(content: bytes) -> str:
    """UTF-8 where it is that; else what Windows wrote before."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
