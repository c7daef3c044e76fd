"""The school terms that a venue goes by, from a venue file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from venues.files.contents import TermCalendarRow, TermRow
from venues.files.table import LINE, NAME, Table

TERMS = 120  # twenty years of six


def read_school_terms(top: Table) -> TermCalendarRow | None:
    """None where the venue goes by no school."""
    table = top.maybe("school_terms", top.table)
    if table is None:
        return None
    tables = table.tables("terms", TERMS)
    row = TermCalendarRow(
        code=table.code("code"),
        name=table.text("name", 120),
        source=table.words("source", LINE),
        read_on=table.maybe("read_on", table.day),
        terms=tuple(_term(each) for each in tables),
    )
    _refuse_overlaps(tables, row.terms)
    table.nothing_else()
    return row


def _term(table: Table) -> TermRow:
    row = TermRow(name=table.words("name", NAME), first=table.day("from"), last=table.day("to"))
    if table.is_sound and row.last < row.first:
        table.fault("to", _("It ends before it begins."))
    table.nothing_else()
    return row


def _refuse_overlaps(tables: Sequence[Table], rows: Sequence[TermRow]) -> None:
    sound = sorted(
        ((row, table) for row, table in zip(rows, tables, strict=True) if table.is_sound),
        key=lambda pair: pair[0].first,
    )
    for (earlier, _table), (later, table) in pairwise(sound):
        if later.first <= earlier.last:
            words = _("It begins on %(first)s, before the one before it has ended, on %(last)s.")
            table.fault("from", words % {"first": later.first, "last": earlier.last})
