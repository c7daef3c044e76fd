"""The report as plain text: for a terminal, an e-mail, or reading aloud."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.reports.presenting import Line, Paper, Sheet, present
from bookings.reports.typed import Told
from bookings.reports.values import Report


def as_text(report: Report) -> str:
    return "\n".join(_text(present(report))) + "\n"


def _text(paper: Paper) -> Iterator[str]:
    yield paper.title
    yield f"{paper.report.operator}. {paper.period}, {paper.as_at}."
    if paper.counted:
        yield paper.counted
    yield from filter(None, (paper.draft,))
    yield paper.edition
    yield paper.provenance
    for line in paper.ahead:
        yield f"{line.label}: {line.shown}"
    yield from _told(paper.report.told)
    yield ""
    yield _("The main figures").upper()
    for question in paper.headlines:
        yield ""
        yield question.title
        for sheet in question.sheets:
            yield from _headline(sheet)
            if sheet.beside:
                yield from _headline(sheet.beside)
    yield from _changed(paper.report.told)
    yield ""
    yield _("Each figure, and what it means").upper()
    for question in paper.every:
        for sheet in question.sheets:
            yield from _in_full(sheet)
    if paper.further:
        yield ""
        yield paper.further
    yield from _answers(paper)
    yield ""
    yield _("How we count").upper()
    yield from paper.rules
    yield from filter(None, (paper.hours,))
    yield ""
    yield _("What it rests on").upper()
    for name, setting in paper.report.settings:
        yield f"{name}: {setting}"


def _told(told: Told) -> Iterator[str]:
    """The hall's own words, and what people said."""
    if told.note:
        yield told.note
    yield from (_("“%(words)s” (%(who)s)") % {"words": words, "who": who} for words, who in told.quotes)


def _changed(told: Told) -> Iterator[str]:
    if told.changes:
        yield ""
        yield _("What we changed").upper()
        yield from (f"  {day_words(on)}: {words}" for on, words in told.changes)


def _answers(paper: Paper) -> Iterator[str]:
    """What to paste into the boxes of forms."""
    yield ""
    yield _("Answers to paste into forms").upper()
    for form in paper.answers:
        yield ""
        yield form.name
        for answer in form.answers:
            yield f"  {answer.box}"
            yield f"    {answer.words}"


def _headline(sheet: Sheet) -> Iterator[str]:
    yield f"  {sheet.id:<4} {sheet.name}"
    for line in sheet.lines:
        yield f"       {_in_words(line)}"
    for flag in sheet.flags:
        yield f"       ! {flag}"


def _in_full(sheet: Sheet) -> Iterator[str]:
    yield ""
    yield f"{sheet.id}  {sheet.name}"
    yield sheet.definition
    if sheet.formula:
        yield _("Formula: %(formula)s. Not recorded: %(missing)s.") % {
            "formula": sheet.formula,
            "missing": sheet.missing,
        }
    for table in sheet.all_lines:
        if table.title:
            yield f"  {table.title}"
        for line in table.lines:
            yield f"    {line.id:<22} {_in_words(line)}"
        if table.note:
            yield f"    {table.note}"
    for flag in sheet.flags:
        yield f"  ! {flag}"


def _in_words(line: Line) -> str:
    aside = [part for part in (line.made_of, line.based_on) if part]
    if line.last_year:
        aside.append(_("last year %(value)s") % {"value": line.last_year})
    if line.change:
        aside.append(_("change %(change)s") % {"change": line.change})
    return f"{line.label}: {line.shown}" + (f" ({'; '.join(aside)})" if aside else "")
