"""The figures of an operator's branches that add up, and their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.presenting import present
from bookings.reports.printing import shown
from bookings.reports.values import Report, State, Value

ADD_UP = ("E4", "E1", "E12", "C5")  # a group that comes to two branches is one group: such figures do not


@dataclass(frozen=True)
class ByBranch:
    """One figure: of each branch, in the order of the reports, and of all; no total where one may not be told."""

    each: tuple[Value, ...]
    total: Value | None


def by_branch(reports: Sequence[Report]) -> list[ByBranch]:
    """Of reports of the same days, in the same edition."""
    return [_summed(tuple(report.figure(id).value for report in reports)) for id in ADD_UP]


def as_text(reports: Sequence[Report]) -> str:
    return "\n".join(_text(reports)) + "\n"


def _text(reports: Sequence[Report]) -> Iterator[str]:
    paper, currency = present(reports[0]), reports[0].currency
    yield f"{reports[0].operator}. {paper.period}, {paper.as_at}."
    yield from filter(None, (paper.draft,))
    yield paper.edition
    for id, figure in zip(ADD_UP, by_branch(reports), strict=True):
        name, label = reports[0].figure(id).name, figure.each[0].label
        yield ""
        yield name if name == label else f"{name}: {label}"
        for report, value in zip(reports, figure.each, strict=True):
            yield f"  {report.venue}: {shown(value, currency)}"
        if figure.total:
            yield "  " + _("All branches: %(sum)s") % {"sum": shown(figure.total, currency)}


def _summed(each: tuple[Value, ...]) -> ByBranch:
    if any(value.state is not State.OK or value.top is None for value in each):
        return ByBranch(each, None)
    whole = sum((value.top for value in each if value.top is not None), Fraction(0))
    return ByBranch(each, replace(each[0], top=whole))
