"""The report as an OpenDocument spreadsheet: in words, by question, with definitions, and the copy for machines."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bookings.reports import machine_copy
from bookings.reports.presenting import Paper, Question, Sheet, present
from bookings.reports.printing import PLACES, exact, half_up, shown
from bookings.reports.values import Figure, Report, State, Unit, Value
from bookings.spreadsheets import Cell, Percent, Table, write_ods
from venues.money import Money

Row = Sequence[Cell]
NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")  # what no sheet may be called
IN_MONEY = (Unit.POUNDS, Unit.PER_HOUR)


def as_ods(report: Report) -> bytes:
    """The figures that its pack prints, and in the last sheet every one; the same report gives the same bytes."""
    paper, file = present(report), io.BytesIO()
    write_ods(tables(paper), file, title=f"{paper.title}: {report.venue}", language=get_language() or "en-gb")
    return file.getvalue()


def tables(paper: Paper) -> list[Table]:
    """A sheet each."""
    in_words = (_("Part"), _("What"), _("In words"), _("Made of"), _("Last year"), _("Change from last year"))
    meanings = (_("Figure"), _("Name"), _("What it means"))
    report = paper.report
    return [
        Table(_("In words"), in_words, lambda: _in_words(paper), _("The main figures in words"), names=2),
        *(_of_question(question, report) for question in paper.every if question.sheets),
        Table(
            _("Answers to paste"), (_("Form"), _("Box"), _("Answer")), lambda: _answers(paper), _("Answers to paste"), 2
        ),
        Table(_("What it means"), meanings, lambda: _meanings(paper), _("What each figure means"), names=2),
        Table(
            _("For machines"), machine_copy.COLUMNS, lambda: _for_machines(report), _("Every figure, for machines"), 1
        ),
    ]


def _in_words(paper: Paper) -> Iterator[Row]:
    this, report = _("This report"), paper.report
    yield this, _("Title"), paper.title
    yield this, _("Venue"), report.venue
    yield this, _("Run by"), report.operator
    yield this, _("First day"), report.span.first
    yield this, _("Last day"), report.span.last
    yield from ((this, _("Draft"), words) for words in (paper.draft,) if words)
    yield this, _("Edition"), f"{paper.edition} ({paper.as_at})"
    yield this, _("Where it comes from"), paper.provenance
    yield from ((this, line.label, line.shown) for line in paper.ahead)
    for question in paper.headlines:
        for sheet in question.sheets:
            yield from _headline(question.title, sheet)
            yield from _headline(question.title, sheet.beside) if sheet.beside else ()
    told = report.told
    if told.note:
        yield _("In our words"), "", told.note
    yield from ((_("What people said"), who, words) for words, who in told.quotes)
    yield from ((_("What we changed"), on, words) for on, words in told.changes)


def _headline(question: str, sheet: Sheet) -> Iterator[Row]:
    for line in sheet.lines:
        made = "; ".join(filter(None, (line.made_of, line.based_on)))
        yield question, f"{sheet.name}: {line.label}", line.shown, made, line.last_year, str(line.change or "")
    yield from ((question, _("Note on %(figure)s") % {"figure": sheet.name}, flag) for flag in sheet.flags)


def _of_question(question: Question, report: Report) -> Table:
    columns = (
        _("Figure"), _("What"), _("Value"), _("Unit"), _("Numerator"), _("Denominator"), _("Not recorded"),
        _("Last year"),
    )  # fmt: skip
    figures = [report.figure(sheet.id) for sheet in question.sheets]

    def rows() -> Iterator[Row]:
        before = report.before.by_key if report.before else {}
        for figure in figures:
            yield from _of_figure(figure, before, report.currency)

    return Table(question.title.translate(NOT_IN_NAMES), columns, rows, question.title, names=2)


def _of_figure(figure: Figure, before: Mapping[str, Value], currency: str) -> Iterator[Row]:
    lines = [(figure.name, value) for value in figure.values]
    lines += [(table.title, value) for table in figure.tables for value in table.rows]
    for title, value in lines:
        then = before.get(value.key)
        yield (
            value.id,
            f"{title}: {value.label}",
            number(value, currency),
            str(value.unit),
            _exact(value.top, value),
            _exact(value.bottom, value),
            value.behind.missing,
            number(then, currency) if then else _("not on record"),
        )
    yield from ((figure.id, _("Note"), words) for words in figure.flags)
    yield from ((figure.id, table.title, table.note) for table in figure.tables if table.note)


def number(value: Value, currency: str) -> Cell:
    """What is printed, as a number in its unit; in words where there is none."""
    if value.state is not State.OK or value.amount is None:
        return shown(value, currency)
    if value.unit in IN_MONEY:
        return Money(int(half_up(value.amount * 100, 0)), currency)
    printed = Decimal(half_up(value.amount, PLACES[value.unit]))
    return Percent(printed) if value.unit is Unit.PERCENT else printed


def _exact(part: Fraction | None, value: Value) -> Cell:
    """Never left empty: a sign says why there is none."""
    if part is not None:
        return Decimal(exact(part))
    return machine_copy.SIGNS.get(value.state) or machine_copy.SIGNS[State.NOTHING]


def _answers(paper: Paper) -> Iterator[Row]:
    for form in paper.answers:
        yield from ((form.name, answer.box, answer.words) for answer in form.answers)


def _meanings(paper: Paper) -> Iterator[Row]:
    for question in paper.every:
        yield from ((sheet.id, sheet.name, sheet.definition) for sheet in question.sheets)
    yield from (("", _("How we count"), rule) for rule in paper.rules)
    yield from (("", _("How we count"), words) for words in (paper.hours,) if words)
    yield from (("", name, setting) for name, setting in paper.report.settings)


def _for_machines(report: Report) -> Iterator[Row]:
    for row in machine_copy.rows(report):
        yield tuple(as_number(text) if name in machine_copy.NUMBERS else text for name, text in row.items())


def as_number(text: str) -> Cell:
    """What stands in a column of numbers: a number, a sign in its place, or nothing."""
    return Decimal(text) if text and not text.startswith("[") else text
