"""From the rows of a spreadsheet to values: what can be read, what cannot, and what has to be asked. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from accounts.likeness import name_key
from bookings.diaries.faults import Fault, Where
from bookings.diaries.headings import COLUMNS, Table, table_of
from bookings.diaries.hirers import kind_guessed
from bookings.diaries.names import Names
from bookings.diaries.one_row import RowReader
from bookings.diaries.rows import DiaryRow
from bookings.diaries.said import Said
from bookings.diaries.sheets import Line, Sheet, Workbook
from bookings.diaries.words import word_key
from bookings.diaries.years import years_between

CARRIED = ("date", "weekday", "week", "hirer", "room")  # that a cell may have from the row above
SAYS_A_HIRE = ("hirer", "time", "start", "charge", "title")  # a row without any of these is a day without a hire
NEEDED = (_lazy("who"), _lazy("which day"), _lazy("from when to when"))
YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")


@dataclass(frozen=True, order=True)
class Question:
    """A word that we do not know, in how many rows, and what we would take it for."""

    column: str
    text: str
    rows: int = field(compare=False)
    guess: str = field(default="", compare=False)
    hirer: str = ""  # of whom alone it is asked
    is_answered: bool = field(default=False, compare=False)  # it can be said otherwise

    @property
    def words(self) -> str:
        if self.hirer:
            return _("“%(hirer)s” is new here, and no row says: %(column)s") % {
                "hirer": self.hirer,
                "column": COLUMNS[self.column],
            }
        facts = {"column": COLUMNS[self.column], "text": self.text, "rows": self.rows}
        if not self.text:
            return (
                ngettext(
                    "%(rows)s row leaves “%(column)s” empty: what is meant?",
                    "%(rows)s rows leave “%(column)s” empty: what is meant?",
                    self.rows,
                )
                % facts
            )
        return (
            ngettext(
                "“%(text)s” is not known as “%(column)s”, in %(rows)s row: what is meant?",
                "“%(text)s” is not known as “%(column)s”, in %(rows)s rows: what is meant?",
                self.rows,
            )
            % facts
        )


@dataclass(frozen=True)
class Reading:
    tables: tuple[Table, ...]
    rows: tuple[DiaryRow, ...]
    lines: int  # that say anything of a hire
    faults: tuple[Fault, ...]
    guesses: tuple[str, ...]  # what was written tells it only halfway
    notes: tuple[str, ...]
    questions: tuple[Question, ...]
    of_hirers: tuple[Question, ...]  # each new one's, answered or not

    @property
    def left_out(self) -> list[str]:
        """The columns of which nothing comes in, by their headings."""
        return list(dict.fromkeys(heading for table in self.tables for heading in table.left_out))

    @property
    def lacks(self) -> list[str]:
        """Without which nothing can be read, in words."""
        return [] if any(map(_has_hires, self.tables)) else [str(words) for words in NEEDED]


def read_diary(book: Workbook, said: Said, names: Names) -> Reading:
    tables = [table for sheet in book.sheets if (table := table_of(sheet, said.columns))]
    usable = [table for table in tables if _has_hires(table)]
    notes = [
        _("The sheet “%(name)s” is left out: it has no columns for who and when.") % {"name": sheet.name}
        for sheet in book.sheets
        if usable and sheet.lines and sheet not in [table.sheet for table in usable]
    ]
    kinds = _kinds_said(usable, said)
    found = _Found(said, replace(names, told=kinds), several=len(usable) > 1)
    for table in usable:
        found.read(table)
    of_hirers = found.of_hirers()
    return Reading(
        tuple(usable or tables),
        tuple(found.rows),
        found.lines,
        tuple(found.faults),
        tuple(found.guesses()),
        (*notes, *found.notes()),
        tuple(sorted([*found.questions(), *(asked for asked in of_hirers if not asked.is_answered)])),
        of_hirers,
    )


def _kinds_said(tables: Iterable[Table], said: Said) -> dict[str, str]:
    """By the key of a name, the kind that some row tells: it need not stand in each."""
    kinds: dict[str, str] = {}
    for table in tables:
        for line in table.lines:
            text = table.cell(line, "hirer_kind")
            if text and (kind := said.value("hirer_kind", text)):
                kinds.setdefault(name_key(table.cell(line, "hirer")), kind)
    return kinds


def _has_hires(table: Table) -> bool:
    """Whether it says who, and when."""
    when = {"time", "start"} & set(table.places), {"date", "weekday", "start"} & set(table.places)
    return "hirer" in table.places and all(when)


class _Found:
    """What has been read so far."""

    def __init__(self, said: Said, names: Names, *, several: bool) -> None:
        self.said, self.names, self.several = said, names, several
        self.rows: list[DiaryRow] = []
        self.faults: list[Fault] = []
        self.lines = 0
        self._unknown: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], str] = {}
        self._guessed: dict[str, list[DiaryRow]] = defaultdict(list)
        self._hirers: dict[tuple[str, str], Question] = {}
        self._of_neighbours: list[tuple[str, int]] = []  # days without a year, and the one around them
        self._headings = 0

    def read(self, table: Table) -> None:
        year = _year_of(table.sheet)
        above: dict[str, str] = {}
        between = years_between([table.cell(line, "date") for line in table.lines])
        for place, line in enumerate(table.lines):
            where = Where(table.sheet.name if self.several else "", line.number)
            cells = {column: table.cell(line, column) for column in table.places}
            if _is_heading(line):
                self._headings += 1
                year = _year_in(line.cells) or year
                continue
            is_hire = any(cells.get(column) for column in SAYS_A_HIRE)
            if self.said.as_above:
                cells |= {name: above.get(name, "") for name in CARRIED if name in cells and not cells[name]}
                above = {name: cells[name] for name in CARRIED if name in cells}
            if is_hire:
                self._read_line(where, cells, year or between.get(place))
                if year is None and place in between:
                    self._of_neighbours.append((cells["date"], between[place]))

    def _read_line(self, where: Where, cells: dict[str, str], year: int | None) -> None:
        self.lines += 1
        reader = RowReader(where, cells, self.said, self.names, year)
        rows = reader.read()
        for column, text in reader.unknown:
            self._unknown[column, word_key(text)] += 1
            self._first.setdefault((column, word_key(text)), text)
        for column, answer in reader.of_hirer.items():
            self._ask_of(cells["hirer"].strip(), column, answer)
        self.faults += [Fault(where, words) for words in reader.faults]
        self.rows += rows
        if reader.guessed:
            self._guessed[reader.guessed] += rows[:1]

    def _ask_of(self, hirer: str, column: str, answer: str | None) -> None:
        asked = self._hirers.get((name_key(hirer), column))
        guess = self.names.standard if column == "category" else kind_guessed(hirer) or "informal"
        first = asked or Question(column, "", 0, answer or guess, hirer, is_answered=answer is not None)
        self._hirers[name_key(hirer), column] = replace(first, rows=first.rows + 1)

    def of_hirers(self) -> tuple[Question, ...]:
        """By hirer, its kind before its price."""
        return tuple(
            sorted(self._hirers.values(), key=lambda asked: (name_key(asked.hirer), asked.column != "hirer_kind"))
        )

    def questions(self) -> Iterable[Question]:
        for (column, text), count in self._unknown.items():
            yield Question(column, self._first[column, text], count, self._guess(column, text))

    def _guess(self, column: str, text: str) -> str:
        if column == "room":
            return self.names.room_guessed(text)
        return self.names.category_guessed(text) if column == "category" else ""

    def guesses(self) -> Iterable[str]:
        for text, rows in self._guessed.items():
            words = ngettext(
                "“%(text)s” is read as %(from)s to %(to)s, in %(count)s row.",
                "“%(text)s” is read as %(from)s to %(to)s, in %(count)s rows.",
                len(rows),
            )
            facts = {"text": text, "from": f"{rows[0].starts:%H:%M}", "to": f"{rows[0].ends:%H:%M}", "count": len(rows)}
            yield words % facts
        for text, year in self._of_neighbours:
            words = _("“%(text)s” has no year: it is taken to be of %(year)s, as the rows around it.")
            yield words % {"text": text, "year": year}

    def notes(self) -> Iterable[str]:
        if self._headings:
            words = ngettext(
                "%(count)s row that says one thing only is taken for a heading.",
                "%(count)s rows that say one thing only are taken for headings.",
                self._headings,
            )
            yield words % {"count": self._headings}


def _is_heading(line: Line) -> bool:
    """September 2025, alone in its row or over all of it."""
    return len({cell for cell in line.cells if cell}) == 1


def _year_of(sheet: Sheet) -> int | None:
    return _year_in([sheet.name])


def _year_in(cells: Iterable[str]) -> int | None:
    """The only year that is named, for days that are written without one."""
    years = {int(year) for cell in cells for year in YEAR.findall(cell)}
    return years.pop() if len(years) == 1 else None
