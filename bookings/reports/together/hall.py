"""One venue among several: what everybody may know of its main figures, and the hours of its groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bookings.reports.building import compose
from bookings.reports.differencing import judged_quarter
from bookings.reports.disclosure import MANY_GROUPS, disclose
from bookings.reports.evidence import Evidence
from bookings.reports.figures.concentration import peak_minutes
from bookings.reports.load import Ground, load
from bookings.reports.main_figures import slim
from bookings.reports.quarters import is_full_quarter
from bookings.reports.rows import Rows
from bookings.reports.span import Span, year_before
from bookings.reports.together.step_free import none_free
from bookings.reports.values import Figure, Report, State, Value
from venues.models import Venue


@dataclass(frozen=True)
class Hall:
    """`hours` and `peak` are minutes by hirer, of its groups and of all in the peak: no page shows them of one hall."""

    report: Report  # the main figures alone, in the edition for everybody
    step_free: Figure
    hours: Mapping[int, int]
    peak: Mapping[int, int]
    is_settled: bool = True  # nothing of it changes by time passing

    @property
    def is_small(self) -> bool:
        """Whether so few groups come that it tells of them in words alone."""
        return len(self.hours) < MANY_GROUPS


def hall_of(venue: Venue, first: date, until: date, *, as_at: datetime) -> Hall:
    """Worked out from its rows; the venue comes with its operator. Raises ValueError for a bad span."""
    span = Span(first, until, as_at, venue.tz)
    ground = Ground(venue, (span, span.a_year_earlier()), is_beside_others=True)
    rows = _rows(ground, span)
    before = _rows(ground, ground.spans[-1]) if _on_record(rows) else None
    e, taken, desk = Evidence(rows), Counter[int](), compose(rows, before)
    for session in e.used:
        if session.group:
            taken[session.hirer] += session.minutes
    return Hall(
        report=_as_recorded(_judged(venue, desk)),
        step_free=none_free(e),
        hours=dict(taken),
        peak={hirer: minutes for hirer, minutes in peak_minutes(e).items() if minutes},
        is_settled=_is_settled(rows),
    )


def _judged(venue: Venue, desk: Report) -> Report:
    """What may be known outside beside what was issued; other days than quarters are for those who see all of it."""
    shown = slim(disclose(desk))
    return judged_quarter(venue, desk, shown) if is_full_quarter(desk.span) else shown


def _rows(ground: Ground, span: Span) -> Rows:
    """Which groups look alike is told by each hall's own report: it hangs on what is written at halls beside it."""
    return replace(load(ground.venue, span, ground), twins=())


def _as_recorded(report: Report) -> Report:
    """That nobody counted is no nought among those where people do."""
    return _each(report, lambda value: _unsaid(value, State.NOT_RECORDED) if _nobody_counted(value) else value)


def _nobody_counted(value: Value) -> bool:
    return value.id.startswith("E6.") and value.behind.n == 0 and bool(value.behind.among)


def _unsaid(value: Value, state: State) -> Value:
    return replace(value, state=state, top=None, bottom=None)


def _each(report: Report, change: Callable[[Value], Value]) -> Report:
    figures = (replace(figure, values=tuple(map(change, figure.values))) for figure in report.figures)
    return replace(report, figures=tuple(figures))


def _on_record(rows: Rows) -> bool:
    """Whether the same days a year earlier are."""
    return rows.use_from is not None and rows.use_from <= year_before(rows.span.first)


def _is_settled(rows: Rows) -> bool:
    """Whether the span is over, and every session that began in it."""
    return rows.span.is_over and all(session.period.end <= rows.span.as_at for session in rows.sessions)
