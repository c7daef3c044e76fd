"""A report as plain data, so that it can be kept as it was issued and set beside what is counted later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bookings.actions.issue_report import ToIssue
from bookings.exceptions import NotPossible
from bookings.models import IssuedDocument
from bookings.reports import own_words
from bookings.reports.ground_rules import RULES, RULES_VERSION
from bookings.reports.machine_copy import as_csv, printed
from bookings.reports.matched import Window
from bookings.reports.open_document import as_ods
from bookings.reports.plain_text import as_text
from bookings.reports.presenting import present
from bookings.reports.printing import based_on, made_of, shown
from bookings.reports.releases import POOLED
from bookings.reports.span import last_midnight
from bookings.reports.values import Figure, Key, Report, Value, lasting_key

Frozen = dict[str, Any]
TELLS_ALONE = "tells_alone"  # of figures: whether one is told that small halls tell together
PARTS = ("values", "before")  # this year's, and last year's
NOTHING_FROZEN: Frozen = {"headlines": [], "names": {}, "flags": {}, "notes": {}, "values": [], "before": []}
Kind = IssuedDocument.Kind


def frozen(report: Report, window: Window | None = None, *, instead_of: Report | None = None) -> ToIssue:
    """All that an issued report keeps of this one; `window` is what it was built with.

    `instead_of` is the report that was asked for and tells more: what is left out of it is kept as such. Whoever pays
    for others is named in none that is kept.
    """
    report = report.unnamed()
    figures = frozen_figures(report)
    kept = {
        "left_out": _left_out(report, instead_of) if instead_of else [],
        TELLS_ALONE: bool(POOLED & figures_told(figures)),
    }
    return ToIssue(
        first=report.span.first,
        until=report.span.until,
        as_at=report.span.as_at,
        edition=report.edition.value,
        pack=report.pack.value,
        window=frozen_window(window),
        figures={**figures, **kept},
        parameters=[[str(name), str(words)] for name, words in report.settings],
        rules=rules_of(report),
        documents=_documents(report),
    )


def _left_out(report: Report, instead_of: Report) -> list[list[str]]:
    """Part and key of each value that reads otherwise here than there."""
    mine, others = frozen_figures(report), frozen_figures(instead_of)
    found = []
    for part in PARTS:
        reads = {value.key: value.shown for value in values_of(mine, part)}
        found += [[part, *each.key] for each in values_of(others, part) if reads.get(each.key) != each.shown]
    return found


def rules_of(report: Report) -> str:
    """The version of the rules by which it is counted: another where one of them, or a definition, reads otherwise."""
    words = "\n".join([*map(str, RULES), *(f"{figure.id} {figure.definition}" for figure in report.figures)])
    return f"{RULES_VERSION}.{sha256(words.encode()).hexdigest()[:8]}"


def moment_to_issue(first: date, until: date, zone: ZoneInfo, at: datetime) -> datetime:
    """From when a report that is issued looks back: now, or where its days are not over, the midnight before.

    So that it is always about whole days. Raises NotPossible where none of them is over.
    """
    if at.astimezone(zone).date() <= first:
        raise NotPossible(_("None of these days is over yet, so there is nothing to issue."))
    return last_midnight(until, zone, at)


def refuse_nothing(whole: Report) -> None:
    """Raises NotPossible where of the days of the desk's report neither a session nor a request is on record."""
    if not any(value.top for value in whole.provenance) and not any(
        value.top or value.bottom for figure in ("C3", "C5", "E11") for value in whole.figure(figure).values
    ):
        raise NotPossible(_("Of these days nothing is on record, so there is nothing to issue. Choose other days."))


def _documents(report: Report) -> dict[str, bytes]:
    """All but the PDF, which is drawn from the first of them."""
    context = {"paper": present(report), "is_issued": True, "language": get_language()}
    paper = render_to_string("documents/report.html", context)
    return {
        Kind.PAPER.value: paper.encode(),
        Kind.CSV.value: as_csv(report).encode(),
        Kind.ODS.value: as_ods(report),
        Kind.TEXT.value: as_text(report).encode(),
        Kind.WORDS.value: own_words.as_kept(report.told),
    }


def frozen_figures(report: Report) -> Frozen:
    """All its values with what they are made of, exactly, each as it was printed; last year's under `before`.

    By figure stand its name with its definition, its flags, and the notes of its tables with their titles. What is
    issued holds under `left_out` what was left out for the sake of other reports, too, and `tells_alone`.
    """
    return {
        "headlines": list(report.headlines),
        "names": {figure.id: [figure.name, figure.definition] for figure in report.figures},
        "flags": {figure.id: list(figure.flags) for figure in report.figures if figure.flags},
        "notes": {
            figure.id: [[table.title, table.note] for table in figure.tables if table.note]
            for figure in report.figures
            if any(table.note for table in figure.tables)
        },
        "values": _values(report),
        "before": _values(report.before) if report.before else [],
    }


def frozen_window(window: Window | None) -> Frozen | None:
    if window is None:
        return None
    return {
        "on": window.on.isoformat(),
        "weeks": window.weeks,
        "weekdays": sorted(window.weekdays),
        "since": window.since.isoformat(),
        "until": window.until.isoformat() if window.until else None,
    }


def window_of(kept: Frozen | None) -> Window | None:
    """What `frozen_window` wrote, read back."""
    if kept is None:
        return None
    return Window(
        date.fromisoformat(kept["on"]),
        kept["weeks"],
        frozenset(kept["weekdays"]),
        time.fromisoformat(kept["since"]),
        time.fromisoformat(kept["until"]) if kept["until"] else None,
    )


@dataclass(frozen=True)
class FrozenValue:
    """One value as it was printed."""

    figure: str
    label: str
    shown: str
    key: Key
    state: str
    is_told: bool  # whether a number stands there, not only why there is none


def values_of(figures: Frozen, part: str = "values") -> list[FrozenValue]:
    """What `frozen_figures` wrote, read back; `part` is values or before."""
    return [
        FrozenValue(
            row["figure"],
            row["label"],
            row["shown"],
            lasting_key(row["id"], row["unit"], row["room"], row["category"]),
            row["state"],
            row["numerator"] is not None,
        )
        for row in figures[part]
    ]


def figures_told(figures: Frozen) -> set[str]:
    """The ids of the figures of which a number is given, this year's or last year's."""
    return {value.figure for part in PARTS for value in values_of(figures, part) if value.is_told}


def _values(report: Report) -> list[Frozen]:
    found = [_row("", "", value, report) for value in (*report.provenance, *report.ahead)]
    for figure in report.figures:
        found += [_row(figure.id, table, value, report) for table, value in _of(figure)]
    return found


def _of(figure: Figure) -> Iterable[tuple[str, Value]]:
    """With the title of the table in which each stands."""
    yield from (("", value) for value in figure.values)
    for table in figure.tables:
        yield from ((table.title, value) for value in table.rows)


def _row(figure: str, table: str, value: Value, report: Report) -> Frozen:
    return {
        "figure": figure,
        "table": str(table),
        "id": value.id,
        "label": str(value.label),
        "room": value.room,
        "category": value.category,
        "numerator": _exact(value.top),
        "denominator": _exact(value.bottom),
        "value": printed(value),
        "shown": shown(value, report.currency),
        "made_of": made_of(value, report.currency),
        "based_on": based_on(value),
        "unit": value.unit.value,
        "n": value.behind.n,
        "n_missing": value.behind.missing,
        "state": value.state.value,
    }


def _exact(number: Fraction | None) -> str | None:
    return None if number is None else str(number)
