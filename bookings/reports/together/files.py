"""Several halls for a spreadsheet: the rows of each report's own file, with the hall before them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bookings.reports.machine_copy import COLUMNS, NUMBERS, period_of, row_of, rows
from bookings.reports.main_figures import MAIN
from bookings.reports.open_document import as_number, number
from bookings.reports.together.folding import wording
from bookings.reports.together.hall import Hall
from bookings.reports.together.pooled import Pool
from bookings.reports.values import Figure, Report, Value
from bookings.spreadsheets import Cell, Table, harmless, write_ods

VENUE = "venue"
TOGETHER = "small halls together"
Told = dict[str, str]


def as_csv(halls: Sequence[Hall], pools: Sequence[Pool]) -> str:
    """A row for every value of each hall, this year's and last year's; what small halls tell together comes last."""
    return _written(_rows(halls, pools))


def reports_as_csv(reports: Sequence[Report]) -> str:
    """Every figure of each, in the edition that they have."""
    return _written({VENUE: report.venue, **row} for report in reports for row in rows(report))


def as_ods(halls: Sequence[Hall], pools: Sequence[Pool]) -> bytes:
    """A sheet with a hall a row, what each figure means, and every value for machines."""
    said, file = [wording()[id] for id in MAIN], io.BytesIO()
    columns = (_("Hall"), *(figure.name for figure in said))
    meanings = (_("Figure"), _("Name"), _("What it means"))
    tables = [
        Table(_("Side by side"), columns, lambda: map(_side_by_side, halls), _("The main figures, a hall a row"), 1),
        Table(_("What it means"), meanings, lambda: map(_meaning, _all(halls)), names=2),
        Table(_("For machines"), (VENUE, *COLUMNS), lambda: map(_for_machines, _rows(halls, pools)), "", 1),
    ]
    write_ods(tables, file, title=_("Halls side by side"), language=get_language() or "en-gb")
    return file.getvalue()


def _written(told: Iterable[Told]) -> str:
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow((VENUE, *COLUMNS))
    lines.writerows([text if name in NUMBERS else harmless(text) for name, text in row.items()] for row in told)
    return written.getvalue()


def _side_by_side(hall: Hall) -> list[Cell]:
    report = hall.report
    given = (report.figure(id).value if id in report.headlines else None for id in MAIN)
    return [report.venue, *(number(value, report.currency) if value else _("see the note") for value in given)]


def _all(halls: Sequence[Hall]) -> list[Figure]:
    return [*(wording()[figure.id] for figure in halls[0].report.figures), halls[0].step_free]


def _meaning(figure: Figure) -> tuple[str, str, str]:
    return figure.id, figure.name, figure.definition


def _for_machines(row: Told) -> list[Cell]:
    return [as_number(text) if name in NUMBERS else text for name, text in row.items()]


def _rows(halls: Sequence[Hall], pools: Sequence[Pool]) -> Iterator[Told]:
    for hall in halls:
        yield from ({VENUE: hall.report.venue, **row} for row in rows(hall.report))
        yield from _of(hall.report.venue, hall.step_free, hall)
    told = [pool for pool in pools if pool.figures]
    for place, pool in enumerate(told, 1):
        name = TOGETHER if len(told) == 1 else f"{TOGETHER}, {place}"
        for figure in pool.figures:
            yield from _of(name, figure, halls[0])


def _of(venue: str, figure: Figure, hall: Hall) -> Iterable[Told]:
    values: list[Value] = [*figure.values, *(row for table in figure.tables for row in table.rows)]
    return ({VENUE: venue, **row_of(value, period_of(hall.report))} for value in values)
