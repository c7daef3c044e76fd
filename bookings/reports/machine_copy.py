"""The report for machines: a row for every value in every unit."""

from __future__ import annotations

import csv
import io

from bookings.reports.printing import PLACES, exact, half_up
from bookings.reports.values import Report, State, Value
from bookings.spreadsheets import harmless

COLUMNS = (
    "figure_id", "period", "room", "category", "numerator", "denominator", "value", "unit", "n_missing",
)  # fmt: skip
SIGNS = {
    State.NOTHING: "[z]",
    State.NOT_APPLICABLE: "[z]",
    State.CONFIDENTIAL: "[c]",
    State.NOT_RECORDED: "[x]",
    State.NOT_KNOWN: "[x]",
    State.NOT_ON_RECORD: "[x]",
    State.FEW: "",
}


def as_csv(report: Report) -> str:
    """`value` is rounded as printed, numerator and denominator are not; last year's rows carry its own period."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for edition in filter(None, (report, report.before)):
        period = f"{edition.span.first.isoformat()}/{edition.span.until.isoformat()}"
        rows.writerows(_row(value, period) for value in edition.all_values())
    return written.getvalue()


def _row(value: Value, period: str) -> list[str]:
    return [
        value.id,
        period,
        harmless(value.room),
        harmless(value.category),
        "" if value.top is None else exact(value.top),
        "" if value.bottom is None else exact(value.bottom),
        _printed(value),
        str(value.unit),
        str(value.behind.missing),
    ]


def _printed(value: Value) -> str:
    if value.state is State.OK and value.amount is not None:
        return half_up(value.amount, PLACES[value.unit])
    return SIGNS.get(value.state, "[x]")
