"""A figure counted by one setting, and by another: one less the other would tell of the groups between the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from bookings.counting import USUAL
from bookings.models import IssuedReport
from bookings.reports.disclosure import hide
from bookings.reports.freezing import figures_told
from bookings.reports.set_by_the_hall import A_HEAD, AREA, PAY, REGION, SMALL
from bookings.reports.span import year_before
from bookings.reports.stretches import Stretch
from bookings.reports.values import Figure, Report

OF_PEOPLE = (PAY, REGION, A_HEAD, SMALL, AREA)  # the others move hours and requests alone


def without_another_setting(whole: Report, issued: Iterable[IssuedReport]) -> Report:
    """The desk's report, without each figure that one of these tells of some of its days by another setting."""
    told: dict[str, int] = {}
    for each in issued:
        if _shares_days(whole, each):
            told |= dict.fromkeys(_set_otherwise(whole, each) & figures_told(each.figures), each.number)
    return _without(whole, told) if told else whole


def _set_otherwise(whole: Report, issued: IssuedReport) -> set[str]:
    """The ids of figures; where a report names no such setting it was as is usual."""
    then, now = dict(issued.parameters), dict(whole.settings)
    found = set[str]()
    for setting in OF_PEOPLE:
        title, usual = setting.parameter(USUAL)
        if then.get(title, usual) != now.get(title, usual):
            found.update(setting.figures)
    return found


def _shares_days(whole: Report, issued: IssuedReport) -> bool:
    mine = with_last_year(whole.span.first, whole.span.until)
    return any(
        first < end and start < until
        for first, until in mine
        for start, end in with_last_year(issued.first, issued.until)
    )


def with_last_year(first: date, until: date) -> list[Stretch]:
    """These days, and those of last year, which stand beside."""
    return [(first, until), (year_before(first), year_before(until))]


def _without(report: Report, told: dict[str, int]) -> Report:
    figures = tuple(_hidden(each, told[each.id]) if each.id in told else each for each in report.figures)
    return replace(report, figures=figures, before=_without(report.before, told) if report.before else None)


def _hidden(figure: Figure, number: int) -> Figure:
    words = _("Not given: report %(number)s tells it by another setting, and the two could be subtracted.")
    tables = tuple(replace(table, rows=tuple(map(hide, table.rows))) for table in figure.tables)
    flags = (*figure.flags, words % {"number": number})
    return replace(figure, values=tuple(map(hide, figure.values)), tables=tables, flags=flags)
