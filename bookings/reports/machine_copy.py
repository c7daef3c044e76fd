"""The report for machines: a row for every value in every unit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from bookings.reports.printing import PLACES, exact, half_up
from bookings.reports.values import Report, State, Value
from bookings.spreadsheets import harmless

COLUMNS = (
    "figure_id", "period", "room", "category", "numerator", "denominator", "value", "unit", "n_missing",
)  # fmt: skip
NUMBERS = frozenset({"numerator", "denominator", "value", "n_missing"})  # the columns that hold numbers
SIGNS = {
    State.NOTHING: "[z]",
    State.NOT_APPLICABLE: "[z]",
    State.CONFIDENTIAL: "[c]",
    State.NOT_RECORDED: "[x]",
    State.NOT_KNOWN: "[x]",
    State.NOT_ON_RECORD: "[x]",
    State.FEW: "",
}
DRAFT = "draft"  # in the place of a figure's id


def draft() -> str:
    """What stands on each copy of a report that was made to leave the house, and not issued."""
    return _("Draft: not issued. Please do not hand it on.")


def as_csv(report: Report) -> str:
    """Its rows, with what a spreadsheet would take for a formula told as text."""
    return in_lines(rows(report))


def in_lines(found: Iterable[dict[str, str]]) -> str:
    """Rows by the names of the columns."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    lines.writerows([text if name in NUMBERS else harmless(text) for name, text in row.items()] for row in found)
    return written.getvalue()


def rows(report: Report) -> Iterator[dict[str, str]]:
    """`value` is rounded as printed, numerator and denominator are not; last year's rows carry its own period.

    A draft says in its first row that it is one.
    """
    if report.is_draft:
        yield {**dict.fromkeys(COLUMNS, ""), "figure_id": DRAFT, "period": period_of(report), "value": f"[{draft()}]"}
    for edition in filter(None, (report, report.before)):
        yield from (row_of(value, period_of(edition)) for value in edition.all_values())


def period_of(report: Report) -> str:
    """From its first day up to the day after its last."""
    return f"{report.span.first.isoformat()}/{report.span.until.isoformat()}"


def row_of(value: Value, period: str) -> dict[str, str]:
    """One value, by the names of the columns."""
    cells = (
        value.id,
        period,
        value.room,
        value.category,
        "" if value.top is None else exact(value.top),
        "" if value.bottom is None else exact(value.bottom),
        printed(value),
        str(value.unit),
        str(value.behind.missing),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def printed(value: Value) -> str:
    """Rounded as on the page, or the sign that stands for why there is none."""
    if value.state is State.OK and value.amount is not None:
        return half_up(value.amount, PLACES[value.unit])
    return SIGNS.get(value.state, "[x]")
