"""What may be known outside of one hall's quarter, as its own page and files: as in a row among other halls."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.reports.agreed import Agreed
from bookings.reports.machine_copy import rows
from bookings.reports.packs import BESIDE
from bookings.reports.presenting import Sheet, by_question, edition_words, sheet_of, title_of
from bookings.reports.together.hall import Hall


def quarter_of(hall: Hall) -> Agreed:
    """The main figures without their lines, each with its definition; the same in rows for machines."""
    report = hall.report
    span, sheets = report.span, {figure.id: sheet_of(figure, report) for figure in report.figures}
    return Agreed(
        number=0,
        title=title_of(report.venue),
        operator=report.operator,
        period=_("%(first)s to %(last)s") % {"first": day_words(span.first), "last": day_words(span.last)},
        counted="",  # a full quarter is over
        as_at=_("as at %(day)s") % {"day": day_words(span.as_at.astimezone(span.zone).date())},
        edition=edition_words(report.edition),
        headlines=by_question(_with_beside(sheets[id], sheets) for id in report.headlines),
        every=by_question(sheets.values()),
        has_last_year=report.before is not None,
        change=None,
        rows=tuple(rows(report)),
    )


def _with_beside(sheet: Sheet, sheets: dict[str, Sheet]) -> Sheet:
    return replace(sheet, beside=sheets.get(BESIDE.get(sheet.id, "")))
