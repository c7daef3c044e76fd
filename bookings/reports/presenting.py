"""A report in words: the same sheets for the page, the PDF and the command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.clock import day_words
from bookings.reports.answers import FormAnswered, answered
from bookings.reports.chart import Chart, bars
from bookings.reports.formulas import FORMULAS
from bookings.reports.ground_rules import RULES
from bookings.reports.hours_together import hours_together
from bookings.reports.machine_copy import draft, printed
from bookings.reports.nouns import noun
from bookings.reports.packs import ASKED_FOR, BESIDE, prints
from bookings.reports.printing import based_on, made_of, shown
from bookings.reports.span import Span
from bookings.reports.values import Edition, Figure, Report, State, Table, Value
from bookings.reports.year_on_year import Change, change

QUESTIONS = (
    (gettext_lazy("Is it affordable?"), ("A", "F5")),
    (gettext_lazy("Is it accessible?"), ("B",)),
    (gettext_lazy("Is it available?"), ("C", "N1", "F8")),
    (gettext_lazy("Is it fit for purpose?"), ("D",)),
    (gettext_lazy("Is it well used?"), ("E",)),
    (gettext_lazy("Who does it reach?"), ("F", "N2")),
)
NAMED_OTHERWISE = frozenset({"A5", "C4", "F7"})  # their first number counts what their name does not say
WEEK_TABLE = 1  # of E2


@dataclass(frozen=True)
class Line:
    """One number as people read it."""

    id: str
    label: str
    shown: str
    made_of: str
    based_on: str
    last_year: str
    in_words: bool  # a sentence that says why there is no number
    rows: str = ""  # what leads to its rows, in the desk's edition
    change: Change | None = None  # from last year's


@dataclass(frozen=True)
class Lines:
    title: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """A figure as it is printed; `beside` is the one that may never be left out next to it."""

    id: str
    name: str
    definition: str
    lines: tuple[Line, ...]
    tables: tuple[Lines, ...]
    flags: tuple[str, ...]
    formula: str = ""
    missing: str = ""
    beside: Sheet | None = None

    @property
    def in_short(self) -> str:
        """Its first value beside its name, with what it counts where the name does not say so."""
        if not self.lines:
            return ""
        first = self.lines[0]
        if self.id not in NAMED_OTHERWISE or first.in_words:
            return first.shown
        return _("%(label)s %(number)s") % {"label": first.label, "number": first.shown}

    @property
    def all_lines(self) -> tuple[Lines, ...]:
        return (Lines("", self.lines), *(table for table in self.tables if table.lines))


@dataclass(frozen=True)
class Question:
    title: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Paper:
    """The whole report, ready to be printed."""

    report: Report
    title: str
    period: str
    counted: str  # to which day, where not all of them are over
    as_at: str
    edition: str
    is_the_desks: bool
    draft: str  # that it is not issued
    headlines: tuple[Question, ...]
    every: tuple[Question, ...]
    further: str
    provenance: str
    ahead: tuple[Line, ...]
    week: tuple[Lines, ...]
    chart: Chart
    unmet: tuple[Sheet, ...]
    rules: tuple[str, ...]
    hours: str  # how they go together
    answers: tuple[FormAnswered, ...]
    change: Sheet | None  # before and after a day

    @property
    def has_last_year(self) -> bool:
        return self.report.before is not None


def present(report: Report) -> Paper:
    """Put a report in words; whatever edition it is, it gains and loses nothing here."""
    sheets = {figure.id: sheet_of(figure, report) for figure in report.figures}
    heads = {id: _with_beside(sheets[id], sheets) for id in report.headlines}
    span = report.span
    week = report.figure("E2").tables[WEEK_TABLE]
    return Paper(
        report=report,
        title=title_of(report.venue),
        period=_("%(first)s to %(last)s")
        % {"first": day_words(report.span.first), "last": day_words(report.span.last)},
        counted=counted(span, has_last_year=report.before is not None),
        as_at=_("as at %(day)s") % {"day": day_words(span.as_at.astimezone(span.zone).date())},
        edition=edition_words(report.edition),
        is_the_desks=report.edition is Edition.DESK,
        draft=draft() if report.is_draft else "",
        headlines=by_question(heads.values()),
        every=by_question(sheet for sheet in sheets.values() if prints(report.pack, sheet.id, report.headlines)),
        further=_further(report),
        provenance=_provenance(report),
        ahead=tuple(_line(value, report) for value in report.ahead),
        week=(Lines("", _lines(week, report).lines),),
        chart=bars(week.rows, _("Occupancy by weekday and part of the day"), report.currency),
        unmet=(sheets["C5"], sheets["C4"]),
        rules=tuple(str(rule) for rule in RULES),
        hours=hours_together(report),
        answers=answered(report),
        change=sheets.get(ASKED_FOR),
    )


def counted(span: Span, *, has_last_year: bool) -> str:
    """That days are still to come, so that a year that is not over is not taken for a full one."""
    if span.is_over:
        return ""
    if span.done is None:
        return _("None of these days is over yet.")
    words = _("Counted to %(day)s; last year beside: the same days.") if has_last_year else _("Counted to %(day)s.")
    return words % {"day": day_words(span.last_covered)}


def _further(report: Report) -> str:
    """That there are more, and where."""
    left_out = sum(not prints(report.pack, figure.id, report.headlines) for figure in report.figures)
    words = ngettext(
        "%(n)s more figure stands in the file for a spreadsheet, or is printed where you choose so.",
        "%(n)s more figures stand in the file for a spreadsheet, or are printed where you choose so.",
        left_out,
    )
    return words % {"n": left_out} if left_out else ""


def title_of(venue: str) -> str:
    return _("How %(venue)s is used, and by whom") % {"venue": venue}


def edition_words(edition: Edition) -> str:
    if edition is Edition.DESK:
        return _("The venue's own copy: true figures. Please do not pass it on.")
    words = _("a figure that could point to a person or a group is not given, and [c] stands in its place.")
    if edition is Edition.FUNDER:
        return _("For the funder: %(words)s Please do not pass it on.") % {"words": words}
    return _("For everybody: %(words)s") % {"words": words}


def sheet_of(figure: Figure, report: Report) -> Sheet:
    """A figure of a report in words."""
    return Sheet(
        id=figure.id,
        name=figure.name,
        definition=figure.definition,
        lines=tuple(_line(value, report) for value in figure.values),
        tables=tuple(_lines(table, report) for table in figure.tables),
        flags=figure.flags,
        formula=str(FORMULAS.get(figure.id, "")),
        missing=_missing(figure),
    )


def _missing(figure: Figure) -> str:
    """How much was not recorded that the figure would count; nothing to say where nothing could be."""
    behind = figure.value.behind
    if figure.value.state is State.NOT_RECORDED:
        return _("nothing of it was recorded")
    if figure.value.state in (State.CONFIDENTIAL, State.IN_WORDS) and not behind.missing:
        return shown(figure.value, "")
    if not behind.missing:
        return _("none")
    facts = {"n": behind.missing, "m": behind.among, "things": noun(behind.what, behind.among or behind.missing)}
    return (_("%(n)s of %(m)s %(things)s") if behind.among else _("%(n)s %(things)s")) % facts


def _with_beside(sheet: Sheet, sheets: dict[str, Sheet]) -> Sheet:
    beside = sheets.get(BESIDE.get(sheet.id, ""))
    return replace(sheet, beside=beside)


def _lines(table: Table, report: Report) -> Lines:
    lines = tuple(_line(value, report) for value in table.rows)
    if len(lines) > 1 and all(value.state is State.NOTHING for value in table.rows):
        return Lines(table.title, _as_one(lines), table.note)
    return Lines(table.title, lines, table.note)


def _as_one(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The first for all, where there is nothing behind any of them and last year's read alike too."""
    if len({(line.shown, line.based_on, line.last_year) for line in lines}) > 1:
        return lines
    return (replace(lines[0], label=_("any of %(n)s") % {"n": len(lines)}),)


def _line(value: Value, report: Report) -> Line:
    then = report.before.by_key.get(value.key) if report.before else None
    return Line(
        id=value.id,
        label=value.label,
        shown=shown(value, report.currency),
        made_of=made_of(value, report.currency),
        based_on=based_on(value),
        last_year=shown(then, report.currency) if then else "",
        in_words=value.state not in (State.OK, State.FEW),
        rows=value.rows_name if value.has_rows else "",
        change=change(printed(value), printed(then), value.unit, report.currency) if then else None,
    )


def by_question(sheets: Iterable[Sheet]) -> tuple[Question, ...]:
    """All six questions, whether or not any of these figures answers them."""
    asked: dict[str, list[Sheet]] = {str(title): [] for title, _starts in QUESTIONS}
    for sheet in sheets:
        asked[question_of(sheet.id)].append(sheet)
    return tuple(Question(title, tuple(found)) for title, found in asked.items())


def question_of(id: str) -> str:
    """The question whose beginning of an id is the longest: F5 is about prices, F1 about people."""
    fitting = [(len(start), str(title)) for title, starts in QUESTIONS for start in starts if id.startswith(start)]
    return max(fitting)[1]


def _provenance(report: Report) -> str:
    parts = [f"{value.label} {shown(value, report.currency)}" for value in report.provenance if value.top]
    if not parts:
        return _("Of these days no session is on record.")
    return _("How these sessions came to be on record, by their hours: %(parts)s.") % {"parts": ", ".join(parts)}
