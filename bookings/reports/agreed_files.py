"""The agreed figures as files: a tagged PDF, rows for machines, a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bookings.documents import drawn_once
from bookings.reports.agreed import Agreed
from bookings.reports.machine_copy import COLUMNS, NUMBERS, in_lines
from bookings.reports.pdf import LOOK
from bookings.spreadsheets import Cell, Table, write_ods

Row = Sequence[Cell]


def as_pdf(context: Mapping[str, Any]) -> bytes:
    """Drawn once an hour for as long as nothing that it shows has changed. Raises NoPdf where Pango is missing."""
    return drawn_once("documents/for_funder.html", LOOK, context)


def as_csv(paper: Agreed) -> bytes:
    return in_lines(paper.rows).encode()


def as_ods(paper: Agreed) -> bytes:
    """A sheet in words, one of what they mean, and the rows for machines."""
    file = io.BytesIO()
    in_words = (_("Figure"), _("What"), _("In words"), _("Made of"), _("Last year"), _("Change from last year"))
    meanings = (_("Figure"), _("Name"), _("What it means"))
    found = [
        Table(_("In words"), in_words, lambda: _in_words(paper), _("The figures in words"), names=2),
        Table(_("What it means"), meanings, lambda: _meanings(paper), _("What each figure means"), names=2),
        Table(_("For machines"), COLUMNS, lambda: _for_machines(paper), _("The figures, for machines"), 1),
    ]
    write_ods(found, file, title=f"{paper.title}: {paper.period}", language=get_language() or "en-gb")
    return file.getvalue()


def _in_words(paper: Agreed) -> Iterator[Row]:
    yield "", paper.title, paper.period
    yield "", paper.edition, paper.as_at
    if paper.number:
        yield "", _("Report %(number)s") % {"number": paper.number}, _("issued %(day)s") % {"day": paper.issued_on}
    if paper.corrects:
        yield "", _("Corrects"), paper.corrects
    if paper.told.note:
        yield "", _("In our words"), paper.told.note
    yield from (("", _("What people said: %(who)s") % {"who": who}, words) for words, who in paper.told.quotes)
    for question in paper.every:
        for sheet in question.sheets:
            for table in sheet.all_lines:
                for line in table.lines:
                    made = "; ".join(filter(None, (line.made_of, line.based_on)))
                    what, change = f"{table.title or sheet.name}: {line.label}", str(line.change or "")
                    yield line.id, what, line.shown, made, line.last_year, change
                if table.note:
                    yield sheet.id, table.title, table.note
            yield from ((sheet.id, _("Note"), flag) for flag in sheet.flags)


def _meanings(paper: Agreed) -> Iterator[Row]:
    for question in paper.every:
        yield from ((sheet.id, sheet.name, sheet.definition) for sheet in question.sheets)


def _for_machines(paper: Agreed) -> Iterator[Row]:
    for row in paper.rows:
        yield tuple(_as_number(text) if name in NUMBERS else text for name, text in row.items())


def _as_number(text: str) -> Cell:
    return Decimal(text) if text and not text.startswith("[") else text
