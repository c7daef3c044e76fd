"""What it takes to run the place: cost against income and attendance, and volunteers' hours, as the hall typed them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from accounts.clock import date_words
from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, amount, per_head, rate, share, unsaid
from bookings.reports.nouns import What
from bookings.reports.space import cell_hours, used
from bookings.reports.tally import Tally, added, said, together
from bookings.reports.typed import cost_of, whole_months
from bookings.reports.values import Behind, Figure, State, Table, Unit, Value
from venues.models import ReportFact

TOTAL, COST_A_HEAD, RECOVERED = "E12 £", "E12.cost_a_head £", "A11 %"


def with_cost(income: Figure, e: Evidence) -> Figure:
    """E12 with what each attendance cost the hall beyond its income; from which the income must not be had."""
    tables = tuple(_taking_along(table) for table in income.tables)
    beside = Table(_("Beside it"), (_cost_a_head(income, e),))
    definition = _(
        "Cost of an attendance: the running cost of these days, as the hall typed it, less the income, divided by the "
        "people counted."
    )
    return replace(income, definition=f"{income.definition} {definition}", tables=(*tables, beside))


def _taking_along(table: Table) -> Table:
    rows = tuple(
        replace(row, takes_along=row.takes_along | {RECOVERED}) if row.id == "E12.hire" else row for row in table.rows
    )
    along = table.takes_along | ({COST_A_HEAD} if TOTAL in table.takes_along else set())
    return replace(table, rows=rows, takes_along=along)


def _cost_a_head(income: Figure, e: Evidence) -> Value:
    line, cost = Line("E12.cost_a_head", _("Cost of an attendance, beyond the income")), _cost(e)
    people = added((s for s in e.used if s.counted is not None), lambda session: session.counted or 0)
    if cost is None:
        return unsaid(line, Unit.POUNDS, State.NOT_RECORDED)
    total = income.value
    return per_head(line, together(cost, less=total.top or 0), people, total.behind)


def recovery(income: Figure, e: Evidence) -> Figure:
    return Figure(
        "A11",
        _("Cost recovery"),
        _(
            "Income from hire divided by the running cost of these days, as the hall typed it for a year and spread "
            "evenly over it; and that cost divided by the hours that each space was used."
        ),
        tuple(_recovery(income, _cost(e), e)),
    )


def _recovery(income: Figure, cost: Tally | None, e: Evidence) -> Iterator[Value]:
    recovered, an_hour = Line("A11", _("Of the running cost")), Line("A11", _("Running cost of an hour used"))
    if cost is None:
        yield unsaid(recovered, Unit.PERCENT, State.NOT_RECORDED)
        yield unsaid(an_hour, Unit.PER_HOUR, State.NOT_RECORDED)
        return
    hire = next(row for table in income.tables for row in table.rows if row.id == "E12.hire")
    hours = cell_hours(e.everywhere, used)
    yield share(recovered, hire.top or 0, cost, replace(hire.behind, n=None), of=Unit.POUNDS)
    yield rate(an_hour, cost, hours, Behind(what=What.USED_SESSIONS))


def _cost(e: Evidence) -> Tally | None:
    """In pounds, of the days that the figures cover; None where one of them has none."""
    rows = [row for row in e.rows.typed if row.what == ReportFact.What.COST]
    cost = cost_of(rows, e.span.first, e.span.last_covered) if e.span.done else None
    return None if cost is None else said((_("The running cost of these days, as the hall typed it"), cost))


def volunteers(e: Evidence) -> Figure:
    months = whole_months(e.span.first, e.span.last_covered) if e.span.done else []
    typed = {row.starts_on: row.amount or 0 for row in e.rows.typed if row.what == ReportFact.What.VOLUNTEERS}
    told = [(date_words(month), Fraction(typed[month], 60)) for month in months if month in typed]
    line, behind = Line("E13", _("Hours given")), Behind(len(told), What.WHOLE_MONTHS, len(months) - len(told))
    silent = unsaid(line, Unit.HOURS, State.NOT_RECORDED, behind)
    value = amount(line, said(*told), behind, unit=Unit.HOURS) if told else silent
    return Figure(
        "E13",
        _("Volunteers"),
        _("Hours that volunteers gave, as the hall typed them month by month, of the months wholly in these days."),
        (value,),
    )
