"""An issued report with the figures that were agreed with a funder and no other: words, and rows for machines.

All of it is read from what was frozen when the report was issued, so that nothing is counted anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from accounts.clock import day_words
from bookings.models import IssuedReport
from bookings.reports.machine_copy import COLUMNS
from bookings.reports.own_words import told_of
from bookings.reports.packs import ASKED_FOR, BESIDE, Pack, prints
from bookings.reports.presenting import Line, Lines, Question, Sheet, by_question, counted, edition_words, title_of
from bookings.reports.printing import exact
from bookings.reports.span import Span, year_before
from bookings.reports.typed import NOTHING_TOLD, Told
from bookings.reports.values import Edition, State, Unit
from bookings.reports.year_on_year import change

NUMBERS = frozenset({State.OK.value, State.FEW.value})


@dataclass(frozen=True)
class Agreed:
    """What a funder reads of one report, or of a quarter that was not issued (number 0).

    `rows` are of the machine copy, last year's among them.
    """

    number: int
    title: str
    operator: str
    period: str
    counted: str  # to which day, where not all of them are over
    as_at: str
    edition: str
    headlines: tuple[Question, ...]
    every: tuple[Question, ...]
    has_last_year: bool
    change: Sheet | None  # before and after a day
    rows: tuple[dict[str, str], ...]
    issued_on: str = ""  # in words
    corrects: str = ""  # which report, in words
    told: Told = NOTHING_TOLD  # the note and the quotes


@dataclass(frozen=True)
class Choice:
    """A figure that can be agreed; `is_usual` where the report itself prints it."""

    id: str
    name: str
    is_usual: bool


def figures_to_agree(reports: Sequence[IssuedReport]) -> list[tuple[str, list[Choice]]]:
    """Of all these by the question that they answer, usual as in the first of them.

    What is never printed without another is agreed with that one.
    """
    heads, pack = tuple(reports[0].figures["headlines"]), Pack(reports[0].pack)
    named = {id: _named(id, issued) for issued in reversed(reports) for id in issued.figures["names"]}
    return [
        (question.title, [Choice(sheet.id, sheet.name, prints(pack, sheet.id, heads)) for sheet in question.sheets])
        for question in by_question(sheet for id, sheet in named.items() if id not in BESIDE.values())
        if question.sheets
    ]


def with_those_beside(ids: Collection[str]) -> list[str]:
    """These figures, and those that are never left out next to one of them."""
    return sorted({*ids, *(beside for id, beside in BESIDE.items() if id in ids)})


def agreed(issued: IssuedReport, ids: Collection[str]) -> Agreed:
    """Of this report these figures; those that it has not are left out. The venue comes with it."""
    figures = issued.figures
    sheets = {id: _sheet(id, issued) for id in figures["names"] if id in ids}
    beside = {id: replace(sheet, beside=sheets.get(BESIDE.get(id, ""))) for id, sheet in sheets.items()}
    zone = issued.venue.tz
    return Agreed(
        number=issued.number,
        title=title_of(issued.venue.name),
        operator=issued.venue.operator.name,
        period=_("%(first)s to %(last)s") % {"first": day_words(issued.first), "last": day_words(issued.last)},
        counted=counted(Span(issued.first, issued.until, issued.as_at, zone), has_last_year=bool(figures["before"])),
        as_at=_("as at %(day)s") % {"day": day_words(issued.as_at.astimezone(zone).date())},
        edition=edition_words(Edition(issued.edition)),
        headlines=_kept(by_question(beside[id] for id in figures["headlines"] if id in beside)),
        every=_kept(by_question(sheets.values())),
        has_last_year=bool(figures["before"]),
        change=sheets.get(ASKED_FOR),
        rows=tuple(_rows(issued, frozenset(sheets))),
        issued_on=day_words(issued.issued_at.astimezone(zone).date()),
        corrects=issued.corrects,
        told=told_of(issued),
    )


def _kept(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(question for question in questions if question.sheets)


def _named(id: str, issued: IssuedReport) -> Sheet:
    name, definition = issued.figures["names"][id]
    return Sheet(id, name, definition, (), (), ())


def _sheet(id: str, issued: IssuedReport) -> Sheet:
    before = {_key(row): row for row in issued.figures["before"] if row["figure"] == id}
    by_table: dict[str, list[Line]] = {}
    currency = issued.venue.operator.currency
    for row in issued.figures["values"]:
        if row["figure"] == id:
            by_table.setdefault(row["table"], []).append(_line(row, before.get(_key(row)), currency))
    told, notes = by_table.pop("", []), dict(issued.figures["notes"].get(id, ()))
    tables = tuple(Lines(title, tuple(lines), notes.get(title, "")) for title, lines in by_table.items())
    flags = tuple(filter(None, issued.figures["flags"].get(id, ())))
    return replace(_named(id, issued), lines=tuple(told), tables=tables, flags=flags)


def _key(row: dict[str, Any]) -> tuple[str, ...]:
    return row["id"], row["unit"], row["table"]


def _line(row: dict[str, Any], then: dict[str, Any] | None, currency: str) -> Line:
    return Line(
        id=row["id"],
        label=row["label"],
        shown=row["shown"],
        made_of=row["made_of"],
        based_on=row["based_on"],
        last_year=then["shown"] if then else "",
        in_words=row["state"] not in NUMBERS,
        change=change(row["value"], then["value"], Unit(row["unit"]), currency) if then else None,
    )


def _rows(issued: IssuedReport, ids: frozenset[str]) -> Iterator[dict[str, str]]:
    for part, years in (("values", 0), ("before", 1)):
        first, until = (year_before(day) if years else day for day in (issued.first, issued.until))
        for row in issued.figures[part]:
            if row["figure"] in ids:
                told = {**row, "figure_id": row["id"], "period": f"{first}/{until}"}
                told |= {side: _exact(row[side]) for side in ("numerator", "denominator")}
                yield {column: str(told[column]) for column in COLUMNS}


def _exact(number: str | None) -> str:
    return "" if number is None else exact(Fraction(number))
