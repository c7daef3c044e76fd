"""The main figures without their lines: what may be known outside of a full quarter, in any report and page alike."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from bookings.reports.packs import BESIDE
from bookings.reports.values import Figure, People, Report, Value

MAIN = ("A1", "A4", "F5", "B1", "B2", "C3", "C5", "C6", "D5", "D6", "E2", "E6", "F1", "N2")
INSTEAD = {"A4": "A2s"}  # where few pay the standard price, what concessions are worth says nothing
TOLD = frozenset({*MAIN, *BESIDE.values(), *INSTEAD.values()})


def slim(report: Report) -> Report:
    """The main figures of an edition that has passed through disclosure control, each without its lines."""
    return replace(
        report,
        figures=tuple(_slim(figure) for figure in report.figures if figure.id in TOLD),
        provenance=(),
        ahead=(),
        settings=(),
        before=slim(report.before) if report.before else None,
    )


def _slim(figure: Figure) -> Figure:
    return replace(figure, values=tuple(map(_plain, figure.values)), tables=(), in_words="")


def _plain(value: Value) -> Value:
    """What disclosure control went by is of no more use; and no rows stand behind it any more."""
    top, bottom = (None if part is None else Fraction(part) for part in (value.top, value.bottom))
    value = replace(value, top=top, bottom=bottom, listed=(), people=People.NEITHER, persons=None)
    return replace(value, takes_along=frozenset(), gives_away=False, stands_elsewhere=False)
