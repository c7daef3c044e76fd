"""Disclosure control: the one door through which every copy that leaves the house has passed.

Counts of people and households from 1 to 4, or under what the venue set instead of 5, and money over fewer than three
hirers, are hidden; then as much more as it takes that nothing hidden can be had by subtraction; people counts that
survive are rounded to five. The public edition is the funder's with some of it left out, so that whoever holds both
learns nothing from the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from bookings.reports.nouns import What
from bookings.reports.packs import ASKED_FOR
from bookings.reports.rows import SessionRow
from bookings.reports.tally import parts_of
from bookings.reports.values import FEWEST_HIRERS, Behind, Edition, Figure, People, Report, State, Table, Unit, Value

BY_REASON = "C4"  # its lines are for the venue and its funder, not for everybody
MANY_GROUPS = 20
OF_MANY_GROUPS = frozenset({"F7", "F7.gini", "F7.three_largest", "C9.five_largest"})
RATE, CHANGE = "A1.community £/h", "A10 %"  # from the change, last year's rate can be had
BEFORE_AND_AFTER = 4  # lines: before, after, the change, and the change of before
Desk = Mapping[str, Value]  # as they were before anything was hidden
FOR_THE_DESK = frozenset({"D2", "E10"})  # no copy that leaves the house has them
FOR_THE_FUNDER = frozenset({"B6", "D7", "E14"})  # the public copy has none of them either


def disclose(report: Report, edition: Edition = Edition.PUBLIC) -> Report:
    """What may be known outside, and last year's beside it under the same rules; the edition is one for outside."""
    figures = tuple(figure.unnamed() for figure in report.figures if figure.id not in FOR_THE_DESK)
    if next((figure.value.top or 0 for figure in figures if figure.id == "F1"), 0) < MANY_GROUPS:
        figures = tuple(map(_of_a_small_hall, figures))
    fewest, desk = report.counting.fewest_persons, report.by_key
    while (further := _without_along(tuple(_figure(figure, fewest, desk) for figure in figures))) != figures:
        figures = further
    before = disclose(report.before, edition) if report.before else None
    if before and any(is_hidden(value) for value in before.all_values() if value.key == RATE):
        figures = tuple(
            _each(figure, lambda value: hide(value) if value.key == CHANGE else value) for figure in figures
        )
    return replace(
        report,
        edition=edition,
        figures=tuple(_rounded(_reasons_told(figure)) for figure in _of_edition(edition, figures)),
        provenance=tuple(map(without_rows, report.provenance)),
        ahead=tuple(map(without_rows, report.ahead)),
        before=before,
    )


def _of_edition(edition: Edition, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    if edition is Edition.FUNDER:
        return figures
    kept = (figure for figure in figures if figure.id not in FOR_THE_FUNDER)
    return tuple(_without_reasons(figure) if figure.id == BY_REASON else figure for figure in kept)


def _without_reasons(figure: Figure) -> Figure:
    said = _("By which reason stands in the venue's own copy and in a funder's, and not in this one.")
    return replace(figure, tables=(), flags=(*(flag for flag in figure.flags if flag != said), said))


def _reasons_told(figure: Figure) -> Figure:
    """Reasons by name and not by size, which would tell of one that is hidden; where all are, not even their names."""
    if figure.id != BY_REASON or not figure.tables:
        return figure
    if all(is_hidden(row) for table in figure.tables for row in table.rows):
        return replace(
            figure, tables=(), flags=(*figure.flags, *(table.note for table in figure.tables[:1] if table.note))
        )
    by_name = (replace(table, rows=tuple(sorted(table.rows, key=_name))) for table in figure.tables)
    return replace(figure, tables=tuple(by_name))


def _name(value: Value) -> str:
    return value.label


def _of_a_small_hall(figure: Figure) -> Figure:
    """Where few groups come, the shares of the largest would point at them, and so would what each says of itself."""
    figure = _each(figure, lambda value: hide(value) if value.id in OF_MANY_GROUPS else value)
    return _told_in_words(figure) if figure.in_words else figure


def _told_in_words(figure: Figure) -> Figure:
    """Where few groups come, a number of those that say something of themselves would point at them.

    How many answered is told in words, too. What is known of the area around, and of no group, stays.
    """
    tables = tuple(
        replace(table, rows=tuple(map(_unless_of_the_area, table.rows)), note=figure.in_words)
        for table in figure.tables
    )
    values = tuple(map(_without_any_number, figure.values))
    return replace(figure, values=values, tables=tables, flags=(*figure.flags, figure.in_words), in_words="")


def _unless_of_the_area(value: Value) -> Value:
    return value if value.persons is None else _without_any_number(value)


def _without_any_number(value: Value) -> Value:
    """What tells of groups is hidden; how many answered, which tells of none, is only not given; that nobody did is."""
    hidden = hide(value)
    if not is_hidden(hidden):
        return hidden
    state = State.IN_WORDS if value.persons is None else hidden.state
    return replace(hidden, state=state, behind=replace(hidden.behind, missing=0))


def _without_along(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Hides, in whichever figure, the values from which a hidden line could be had."""
    along = _along(table for figure in figures for table in figure.tables)
    return tuple(_each(figure, lambda value: hide(value) if value.key in along else value) for figure in figures)


def _along(tables: Iterable[Table]) -> frozenset[str]:
    hidden = [table for table in tables if _hidden(table)]
    by_row = (row.takes_along for table in hidden for row in table.rows if is_hidden(row))
    return frozenset[str]().union(*(table.takes_along for table in hidden), *by_row)


def _each(figure: Figure, change: Callable[[Value], Value]) -> Figure:
    tables = tuple(replace(table, rows=tuple(map(change, table.rows))) for table in figure.tables)
    return replace(figure, values=tuple(map(change, figure.values)), tables=tables)


def _figure(figure: Figure, fewest: int, desk: Desk) -> Figure:
    """Hides until nothing more need be: hiding one line may ask for another."""
    while (further := _hidden_further(figure, fewest, desk)) != figure:
        figure = further
    return figure


def _hidden_further(figure: Figure, fewest: int, desk: Desk) -> Figure:
    values = tuple(_primary(value, fewest) for value in figure.values)
    tables = tuple(_primary_lines(table, values[0], fewest) for table in figure.tables)
    (figure,) = _without_along((replace(figure, values=values, tables=tables),))
    return replace(figure, tables=tuple(_without_sums(table, figure.value, desk) for table in figure.tables))


def _primary_lines(table: Table, total: Value, fewest: int) -> Table:
    """A breakdown of one line is its total, and stands or falls with it, unless it tells more than the total does."""
    if table.adds_up and len(table.rows) == 1 and table.rows[0].persons in (None, total.persons):
        return _dropped(table) if is_hidden(total) else table
    return replace(table, rows=tuple(_primary(row, fewest) for row in table.rows))


def is_hidden(value: Value) -> bool:
    return value.state is State.CONFIDENTIAL


def _primary(value: Value, fewest: int) -> Value:
    """Hidden where it counts fewer people than that, or is money over one or two hirers. Nothing at all is shown."""
    few_persons = value.persons is not None and 0 < value.persons < fewest
    few_hirers = value.behind.hirers is not None and 0 < value.behind.hirers < FEWEST_HIRERS
    return hide(value) if few_persons or few_hirers or value.gives_away else value


def hide(value: Value) -> Value:
    """Without its number; of what has none it says that nothing is known, as before."""
    tells_of_hirers = value.state is State.NOTHING and value.behind.hirers  # that none of theirs is among it
    if value.state not in (State.OK, State.FEW, State.CONFIDENTIAL) and not tells_of_hirers:
        return value  # it says only that nothing is known
    behind = replace(value.behind, n=None)
    return replace(value, state=State.CONFIDENTIAL, top=None, bottom=None, behind=behind, listed=())


def _hidden(table: Table) -> int:
    return sum(is_hidden(row) for row in table.rows)


def _without_sums(table: Table, total: Value, desk: Desk) -> Table:
    """Lines that add up to their total: none is hidden alone beside a total, no total beside all its lines."""
    if not table.adds_up or not table.rows:
        return table
    if table.tells_of_all and is_hidden(total):
        return _dropped(table)
    if table.tells_of_all and _all_in_one_line(table):
        return _dropped(table, _("These lines would tell of every one of them."))
    hidden = _hidden(table)
    if is_hidden(total):
        return table if hidden else _dropped(table)
    if hidden == 1 or (hidden and _tells_of_nothing_else(table, total)) or _is_of_few_together(table, desk):
        return _next_smallest_hidden(table)
    return _dropped(table) if 2 * hidden > len(table.rows) else table


def _tells_of_nothing_else(table: Table, total: Value) -> bool:
    """What is shown comes to all that there is: each hidden line is then known to be nothing."""
    return total.top is not None and sum(row.top or 0 for row in table.rows if not is_hidden(row)) >= total.top


def _is_of_few_together(table: Table, desk: Desk) -> bool:
    """Whether what is hidden, which is the total less what is shown, is money of one or two hirers together."""
    lines = [desk[row.key] for row in table.rows if is_hidden(row)]
    if len(lines) == len(table.rows) or any((line.behind.hirers or 0) >= FEWEST_HIRERS for line in lines):
        return False
    parts = (row for line in lines if line.behind.hirers for row, _part in parts_of(line.top))
    return 0 < len({row.hirer for row in parts if isinstance(row, SessionRow)}) < FEWEST_HIRERS


def _next_smallest_hidden(table: Table) -> Table:
    """With one other at least, and never with a second one beside one: together they would be two."""
    least = 1 if any(row.persons is not None and row.unit is Unit.COUNT for row in table.rows if is_hidden(row)) else 0
    others = [row for row in table.rows if not is_hidden(row) and (row.top or 0) > least and not row.stands_elsewhere]
    if not others:
        return _dropped(table)
    smallest = min(others, key=lambda row: row.top or Fraction(0))
    return replace(table, rows=tuple(hide(row) if row is smallest else row for row in table.rows))


def _all_in_one_line(table: Table) -> bool:
    return sum(bool(row.top) or is_hidden(row) for row in table.rows) == 1


def _dropped(table: Table, why: str = "") -> Table:
    """No lines at all, and why: what was said first."""
    note = table.note or why or _("Too few hirers stand behind these lines to give them.")
    return replace(table, rows=tuple(hide(row) for row in table.rows), note=note)


def _rounded(figure: Figure) -> Figure:
    """People to the nearest five; how few stand behind a number goes no further."""
    figure = _each(figure, _to_five)
    return replace(figure, tables=tuple(map(_less_as_printed, figure.tables))) if figure.id == ASKED_FOR else figure


def _less_as_printed(table: Table) -> Table:
    """By how many people the two sides differ, of the numbers as they are printed: it tells no more than they do."""
    if len(table.rows) != BEFORE_AND_AFTER or table.rows[0].people is not People.TOP or _hidden(table):
        return table
    before, after, more, percent = table.rows
    if before.top is None or after.top is None:
        return table
    more = replace(more, top=after.top - before.top)
    if before.top:
        percent = replace(percent, top=more.top, bottom=before.top)
    elif percent.state is State.OK:
        percent = replace(percent, state=State.NOT_APPLICABLE, top=None, bottom=None)
    return replace(table, rows=(before, after, more, percent))


def _to_five(value: Value) -> Value:
    value = replace(without_rows(value), persons=None, behind=_without_hirers(value))
    if value.people in (People.TOP, People.BOTH) and value.top is not None:
        value = replace(value, top=nearest_five(value.top))
    if value.people in (People.BOTTOM, People.BOTH) and value.bottom is not None:
        value = replace(value, bottom=nearest_five(value.bottom))
    return value


def without_rows(value: Value) -> Value:
    """Its numbers alone: the rows behind them never leave the desk."""
    top, bottom = (None if part is None else Fraction(part) for part in (value.top, value.bottom))
    return replace(value, top=top, bottom=bottom, listed=())


def _without_hirers(value: Value) -> Behind:
    """How many hirers there are, families among them, would tell of families beside the number of groups."""
    of_hirers = value.behind.what is What.HIRERS and value.state is State.OK
    return replace(value.behind, hirers=None, n=None if of_hirers else value.behind.n)


def nearest_five(number: Fraction) -> Fraction:
    return Fraction(5 * ((2 * number + 5) // 10))
