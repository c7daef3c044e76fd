"""Small groups by one sum, and by another: one less the other would tell of the groups between the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from bookings.models import IssuedReport
from bookings.reports.disclosure import hide
from bookings.reports.freezing import values_of
from bookings.reports.span import year_before
from bookings.reports.values import Figure, Report

SMALL = "A12"


def without_another_sum(whole: Report, issued: Iterable[IssuedReport]) -> Report:
    """The desk's report, without small groups where one of these tells them of some of its days by another sum."""
    label = whole.figure(SMALL).value.label
    other = next((each.number for each in issued if _shares_days(whole, each) and _told_by(each) - {label}), None)
    return whole if other is None else _without(whole, other)


def _told_by(issued: IssuedReport) -> set[str]:
    """Its label says the sum."""
    every = (value for part in ("values", "before") for value in values_of(issued.figures, part))
    return {value.label for value in every if value.figure == SMALL and value.is_told}


def _shares_days(whole: Report, issued: IssuedReport) -> bool:
    theirs = list(_stretches(issued.first, issued.until))
    mine = _stretches(whole.span.first, whole.span.until)
    return any(first < end and start < until for first, until in mine for start, end in theirs)


def _stretches(first: date, until: date) -> Iterator[tuple[date, date]]:
    """With those of last year, which stand beside."""
    yield first, until
    yield year_before(first), year_before(until)


def _without(report: Report, number: int) -> Report:
    figures = tuple(_hidden(each, number) if each.id == SMALL else each for each in report.figures)
    return replace(report, figures=figures, before=_without(report.before, number) if report.before else None)


def _hidden(figure: Figure, number: int) -> Figure:
    words = _("Not given: report %(number)s tells it by another sum, and the two could be subtracted.")
    return replace(figure, values=tuple(map(hide, figure.values)), flags=(*figure.flags, words % {"number": number}))
