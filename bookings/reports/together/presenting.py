"""Several halls in words: a figure with all its halls by name, the middle one beside them, and no order of merit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.clock import day_words
from bookings.reports.disclosure import MANY_GROUPS
from bookings.reports.main_figures import INSTEAD, MAIN
from bookings.reports.making import Line, percentile
from bookings.reports.nouns import What
from bookings.reports.packs import BESIDE
from bookings.reports.presenting import QUESTIONS, Sheet, question_of, sheet_of
from bookings.reports.presenting import Line as Printed
from bookings.reports.printing import shown
from bookings.reports.tally import Said
from bookings.reports.together.folding import wording
from bookings.reports.together.hall import Hall
from bookings.reports.together.pooled import Pool
from bookings.reports.together.pools import FEWEST_HALLS
from bookings.reports.values import Figure, Report, State, Value

SAYS_TOO_LITTLE = frozenset({"B2"})  # its name: that a toilet is asked for as well stands in the label


@dataclass(frozen=True)
class Told:
    """One number of a hall; `named` where it is not the first that the figure has."""

    shown: str
    named: str
    based_on: str
    last_year: str


@dataclass(frozen=True)
class Row:
    """What one hall tells of a figure, or of another in its place, with what may never be left out beside it."""

    hall: str
    lines: tuple[Told, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True)
class PartOfWeek:
    """When, and in which halls for which share of the hours no step-free space was free."""

    when: str
    halls: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Compared:
    """A figure with its halls; `in_short` says from what to what, and the middle where five or more have a number."""

    id: str
    name: str
    definition: str
    in_short: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Question:
    title: str
    figures: tuple[Compared, ...]


@dataclass(frozen=True)
class PoolTold:
    """In words which halls it is made of, and its figures, if there are any."""

    words: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Together:
    """The whole page, ready to be printed."""

    period: str
    halls: int
    questions: tuple[Question, ...]
    step_free: Compared
    week: tuple[PartOfWeek, ...]
    without: tuple[Report, ...]  # of halls: any space wholly step-free
    not_known: tuple[str, ...]
    pools: tuple[PoolTold, ...]

    @property
    def is_ever_full(self) -> bool:
        return any(part.halls for part in self.week)

    @property
    def free_times(self) -> list[str]:
        """When every hall had one free, or none could be booked at all."""
        return [part.when for part in self.week if not part.halls]


def present(halls: Sequence[Hall], pools: Sequence[Pool]) -> Together:
    """Of one hall or more over the same days, by name; the last pool has the halls that are in none."""
    span = halls[0].report.span
    figures = [compared(id, halls) for id in MAIN]
    free = halls[0].step_free
    return Together(
        period=_("%(first)s to %(last)s") % {"first": day_words(span.first), "last": day_words(span.last)},
        halls=len(halls),
        questions=tuple(
            Question(str(title), tuple(figure for figure in figures if question_of(figure.id) == str(title)))
            for title, _starts in QUESTIONS
        ),
        step_free=Compared(
            free.id,
            free.name,
            free.definition,
            _in_short([hall.step_free.value for hall in halls], halls[0].report.currency),
            tuple(_row(free.id, hall, hall.step_free) for hall in halls),
        ),
        week=tuple(_part(n, halls) for n in range(len(free.tables[0].rows))),
        without=_saying(State.NOTHING, halls),
        not_known=tuple(
            report.venue for state in (State.NOT_KNOWN, State.NOT_ON_RECORD) for report in _saying(state, halls)
        ),
        pools=tuple(_pool(pool, halls[0].report) for pool in pools if pool.halls or len(pools) == 1),
    )


def compared(id: str, halls: Sequence[Hall]) -> Compared:
    """One figure: of each hall, and the middle."""
    told = wording()[id]
    values = [hall.report.figure(id).value for hall in halls if id in hall.report.headlines]
    left_out = len(halls) - len(values) if id in INSTEAD else 0
    return Compared(
        id,
        told.name,
        " ".join([told.definition, *_of_beside(id), *(_of_instead(id) if left_out else [])]),
        "; ".join(filter(None, (_in_short(values, halls[0].report.currency), _and_others(left_out)))),
        tuple(_of_hall(id, hall) for hall in halls),
    )


def _of_beside(id: str) -> list[str]:
    beside = wording().get(BESIDE.get(id, ""))
    return [f"{beside.name}: {beside.definition}"] if beside else []


def _of_instead(id: str) -> list[str]:
    words = _("Where few pay the standard price this would say little. Such a hall gives in its place: %(name)s.")
    return [words % {"name": wording()[INSTEAD[id]].name}]


def _and_others(n: int) -> str:
    """That the numbers are not those of all halls."""
    return (
        ngettext("%(n)s more hall gives another figure", "%(n)s more halls give another figure", n) % {"n": n}
        if n
        else ""
    )


def middle(values: Sequence[Value]) -> Value:
    """What half of those that have a number have at most; too few under five."""
    told = [(Said(""), value.amount) for value in values if value.state is State.OK and value.amount is not None]
    return percentile(Line("", ""), told, 50, what=What.HALLS, unit=values[0].unit)


def _of_hall(id: str, hall: Hall) -> Row:
    given = id if id in hall.report.headlines else INSTEAD.get(id, id)
    return _row(id, hall, hall.report.figure(given))


def _row(id: str, hall: Hall, figure: Figure) -> Row:
    sheet, report = sheet_of(figure, hall.report), hall.report
    lines = [
        _told(line, "" if n == 0 and line.id == id and id not in SAYS_TOO_LITTLE else line.label)
        for n, line in enumerate(sheet.lines)
    ]
    if figure.id != id:
        lines = [_told(line, sheet.name) for line in sheet.lines]
    if figure.id in BESIDE:
        beside = sheet_of(report.figure(BESIDE[figure.id]), report)
        lines.append(_told(beside.lines[0], beside.name))
        return Row(report.venue, tuple(lines), (*sheet.flags, *beside.flags))
    return Row(report.venue, tuple(lines), sheet.flags)


def _told(line: Printed, named: str) -> Told:
    return Told(line.shown, named, line.based_on, line.last_year)


def _part(n: int, halls: Sequence[Hall]) -> PartOfWeek:
    """Only those where every one was taken for some of the hours."""
    values = [(hall.report, hall.step_free.tables[0].rows[n]) for hall in halls]
    taken = tuple((report.venue, shown(value, report.currency)) for report, value in values if value.top)
    return PartOfWeek(values[0][1].label, taken)


def _saying(state: State, halls: Sequence[Hall]) -> tuple[Report, ...]:
    """The halls of which the whole week says so."""
    return tuple(hall.report for hall in halls if all(value.state is state for value in hall.step_free.tables[0].rows))


def _in_short(values: Sequence[Value], currency: str) -> str:
    """From the lowest to the highest, and the middle where there is one; nothing where no hall has a number."""
    numbers = sorted((value for value in values if value.state is State.OK and value.amount is not None), key=_amount)
    if not numbers:
        return ""
    ends = [shown(numbers[0], currency), shown(numbers[-1], currency)]
    told = ends[0] if ends[0] == ends[1] else _("%(least)s to %(most)s") % {"least": ends[0], "most": ends[1]}
    found = middle(numbers)
    if found.state is not State.OK:
        return told
    words = _("%(all)s; half of %(n)s halls at most %(middle)s")
    return words % {"all": told, "n": found.behind.n, "middle": shown(found, currency)}


def _amount(value: Value) -> Fraction:
    return value.amount or Fraction(0)


def _pool(pool: Pool, report: Report) -> PoolTold:
    return PoolTold(_pool_words(pool), tuple(sheet_of(figure, report) for figure in pool.figures))


def _pool_words(pool: Pool) -> str:
    numbers = {
        "halls": len(pool.halls),
        "groups": pool.groups,
        "fewest": FEWEST_HALLS,
        "many": MANY_GROUPS,
        "names": "; ".join(hall.report.venue for hall in pool.halls),
    }
    if pool.by_quarter:
        return _("Halls with fewer than %(many)s groups tell it only together, and only of a quarter.") % numbers
    if not pool.figures:
        return (
            _(
                "Halls with fewer than %(many)s groups tell it only together, where they are %(fewest)s or more with "
                "%(many)s groups between them, and always with the same ones. Here they are %(halls)s, with "
                "%(groups)s groups."
            )
            % numbers
        )
    return (
        _(
            "Halls with fewer than %(many)s groups tell this only together: here %(halls)s halls, with %(groups)s "
            "groups. Larger halls tell it in their own reports. They are: %(names)s."
        )
        % numbers
    )
