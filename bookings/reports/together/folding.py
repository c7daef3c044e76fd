"""A hall's figures as they are kept, and back: what says the same of every hall is not kept with each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from bookings.counting import USUAL, Counting
from bookings.reports.building import compose
from bookings.reports.evidence import Evidence
from bookings.reports.main_figures import slim
from bookings.reports.nouns import What
from bookings.reports.rows import History, Rows
from bookings.reports.span import Span
from bookings.reports.together.hall import Hall
from bookings.reports.together.step_free import ID as STEP_FREE
from bookings.reports.together.step_free import none_free
from bookings.reports.values import Behind, Edition, Figure, Report, State, Unit, Value
from venues.models import Venue

Kept = dict[str, Any]


def folded(hall: Hall) -> Kept:
    """For a column of the database."""
    before = hall.report.before
    return {
        "fewest": hall.report.counting.fewest_persons,
        "main": hall.report.headlines,
        "now": [_figure(figure) for figure in hall.report.figures],
        "then": [_figure(figure) for figure in before.figures] if before else None,
        "then_main": before.headlines if before else None,
        "step_free": [_value(value) for value in (hall.step_free.value, *hall.step_free.tables[0].rows)],
        "hours": list(hall.hours.items()),
        "peak": list(hall.peak.items()),
    }


def unfolded(kept: Kept, venue: Venue, span: Span) -> Hall:
    """As it was folded, of this venue (with its operator) and span."""
    report = partial(_report, venue=venue, counting=replace(USUAL, fewest_persons=kept["fewest"]))
    before = None
    if kept["then"] is not None:
        before = report(kept["then"], kept["then_main"], span=span.a_year_earlier())
    said = wording()[STEP_FREE]
    whole, *parts = map(_read, kept["step_free"])
    return Hall(
        report=replace(report(kept["now"], kept["main"], span=span), before=before),
        step_free=replace(said, values=(whole,), tables=(replace(said.tables[0], rows=tuple(parts)),)),
        hours=dict(kept["hours"]),
        peak=dict(kept["peak"]),
    )


def _figure(figure: Figure) -> list[Any]:
    return [figure.id, list(figure.flags), [_value(value) for value in figure.values]]


def _value(value: Value) -> list[Any]:
    behind = value.behind
    return [
        *(value.id, value.label, str(value.unit), _number(value.top), _number(value.bottom), str(value.of)),
        *(str(value.state), behind.n, str(behind.what), behind.missing, behind.among),
    ]


def _number(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _read(kept: list[Any]) -> Value:
    id, label, unit, top, bottom, of, state, n, what, missing, among = kept
    return Value(
        id=id,
        label=label,
        unit=Unit(unit),
        top=None if top is None else Fraction(top),
        bottom=None if bottom is None else Fraction(bottom),
        behind=Behind(n, What(what), missing, among=among),
        of=Unit(of),
        state=State(state),
    )


def _report(kept: list[Any], headlines: list[str], *, venue: Venue, span: Span, counting: Counting) -> Report:
    said = wording()
    return Report(
        venue=venue.name,
        slug=venue.slug,
        operator=venue.operator.name,
        currency=venue.operator.currency,
        span=span,
        edition=Edition.PUBLIC,
        figures=tuple(
            replace(said[id], flags=tuple(flags), values=tuple(map(_read, values))) for id, flags, values in kept
        ),
        headlines=tuple(headlines),
        provenance=(),
        ahead=(),
        settings=(),
        counting=counting,
    )


def wording() -> dict[str, Figure]:
    """What each figure is called, and what it means: the same for every hall."""
    return _worded(get_language() or "")


@cache
def _worded(language: str) -> dict[str, Figure]:
    """By the report of a venue of which nothing is known."""
    day = date(2026, 1, 1)
    span = Span(day, day + timedelta(days=1), datetime(2026, 1, 2, tzinfo=UTC), ZoneInfo("UTC"))
    nothing = Rows(
        *("", "", "", "", span),
        cells=(),
        rooms=(),
        sessions=(),
        requests=(),
        history=History(),
        hirers_from=None,
        use_from=None,
    )
    figures = {figure.id: figure for figure in slim(compose(nothing)).figures}
    return {**figures, STEP_FREE: none_free(Evidence(nothing))}
