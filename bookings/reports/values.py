"""What a report is made of: values with what they were made of, in tables, under figures. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from bookings.counting import USUAL, Counting
from bookings.reports.nouns import What
from bookings.reports.packs import Pack
from bookings.reports.span import Span
from bookings.reports.tally import Part, Tally
from bookings.reports.typed import NOTHING_TOLD, Told

Key = tuple[str, ...]
FEWEST_HIRERS = 3  # behind money, or hours under a concession, that may be told outside


def lasting_key(id: str, unit: str, room: str, category: str) -> Key:
    """By which a value is known in every report: its id, its unit, and whether it is about a room or a category.

    Which one stands in the id, by its code: what people call it may change from one report to the next.
    """
    return id, unit, "room" if room else "", "category" if category else ""


class Unit(StrEnum):
    PERCENT = "%"
    POUNDS = "£"
    PER_HOUR = "£/h"
    HOURS = "h"
    HOURS_A_WEEK = "h/week"
    COUNT = "n"
    A_MONTH = "n/month"
    RATIO = "ratio"
    DAYS = "days"
    MINUTES = "min"
    PER_HUNDRED = "per 100"


class State(StrEnum):
    """`FEW` prints as n of m; the others print as a sentence, never as 0."""

    OK = "ok"
    FEW = "n of m"
    NOTHING = "[z]"
    NOT_APPLICABLE = "not applicable here"
    NOT_RECORDED = "not recorded"
    NOT_KNOWN = "not known"
    NOT_ON_RECORD = "not on record"
    ON_APPLICATION = "on application"
    MORE_IS_ASKED = "more is asked"
    NOT_OFFERED = "not offered"
    CONFIDENTIAL = "[c]"
    IN_WORDS = "in words"


class People(StrEnum):
    """Which side of a value counts people or person-hours: disclosure control rounds it."""

    NEITHER = ""
    TOP = "top"
    BOTTOM = "bottom"
    BOTH = "both"


@dataclass(frozen=True)
class Behind:
    """How many of what stand behind a value, and how many more would, had they been recorded.

    `n` is None where hours stand behind it; `among` is of how many, where that is coverage. `hirers` is set for a
    magnitude: how many hirers it is over.
    """

    n: int | None = None
    what: What = What.USED_SESSIONS
    missing: int = 0
    hirers: int | None = None
    among: int | None = None


@dataclass(frozen=True)
class Value:
    """One number, exact: top ÷ bottom, or top alone. `of` is the unit of the top and bottom of a share.

    `persons` is how many people or households it counts, of which 1 to 4 give someone away. `takes_along`: where
    disclosure control hides this value, these of the report (by key) are hidden with it, since they say the same.
    `gives_away`: whatever its number, it tells of somebody, such as of one group nearly alone in it.
    `stands_elsewhere`: the same number stands in another figure, so that to hide it here would hide nothing.
    `signed`: it says by how much something changed, so that a rise has a sign as a fall has.

    A top or bottom that is a Tally leads to its rows; `listed` are the values of which one was taken, as a middle is.
    """

    id: str
    label: str
    unit: Unit
    top: Fraction | None = None
    bottom: Fraction | None = None
    behind: Behind = Behind()
    of: Unit = Unit.COUNT
    state: State = State.OK
    room: str = ""
    category: str = ""
    people: People = People.NEITHER
    persons: int | None = None
    takes_along: frozenset[str] = frozenset()
    gives_away: bool = False
    stands_elsewhere: bool = False
    signed: bool = False
    listed: tuple[Part, ...] = field(default=(), compare=False, repr=False)

    @property
    def key(self) -> str:
        """Names one value of a report: its id, and its unit where a figure has two."""
        return f"{self.id} {self.unit}"

    @property
    def rows_name(self) -> str:
        """The same as a part of the address of its rows."""
        return f"{self.id}:{self.unit.name.lower()}"

    @property
    def has_rows(self) -> bool:
        return bool(self.listed) or isinstance(self.top, Tally) or isinstance(self.bottom, Tally)

    @property
    def amount(self) -> Fraction | None:
        """The exact value, before any rounding; None where none is given."""
        if self.state not in (State.OK, State.FEW) or self.top is None:
            return None
        if self.bottom is None:
            return self.top
        return self.top / self.bottom * (100 if self.unit in (Unit.PERCENT, Unit.PER_HUNDRED) else 1)


@dataclass(frozen=True)
class Table:
    """Lines of a figure that belong together; `adds_up` when they sum to the figure's first value.

    `tells_of_all`: the lines are about what people need, so that one line with all of it tells of every one of them.

    `takes_along`: where disclosure control hides a line, these values of the report (by key) are hidden with it,
    since the line could be had from them by subtraction.

    `for_the_desk`: it names somebody, and stands in the desk's live report alone.
    """

    title: str
    rows: tuple[Value, ...]
    adds_up: bool = False
    tells_of_all: bool = False
    takes_along: frozenset[str] = frozenset()
    note: str = ""
    for_the_desk: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure of the report: its values (one a unit), its lines, and its definition in plain English."""

    id: str
    name: str
    definition: str
    values: tuple[Value, ...]
    tables: tuple[Table, ...] = ()
    flags: tuple[str, ...] = ()
    in_words: str = ""  # what a hall of few groups tells of its counts of groups, in the place of any number

    @property
    def value(self) -> Value:
        return self.values[0]

    def all_values(self) -> list[Value]:
        """Its values, and all lines."""
        return [*self.values, *(row for table in self.tables for row in table.rows)]

    def unnamed(self) -> Figure:
        """Without the tables that name somebody."""
        return replace(self, tables=tuple(table for table in self.tables if not table.for_the_desk))


class Edition(StrEnum):
    """The desk's own copy, or one that leaves the house: those have passed through disclosure control.

    The funder's has all that the public one has, and more.
    """

    DESK = "desk"
    FUNDER = "funder"
    PUBLIC = "public"


@dataclass(frozen=True)
class Report:
    """Everything that the page, the PDF, the CSV and the command print."""

    venue: str
    slug: str
    operator: str
    currency: str
    span: Span
    edition: Edition
    figures: tuple[Figure, ...]
    headlines: tuple[str, ...]
    provenance: tuple[Value, ...]
    ahead: tuple[Value, ...]
    settings: tuple[tuple[str, str], ...]
    before: Report | None = None
    pack: Pack = Pack.MAIN  # what is printed of it
    told: Told = NOTHING_TOLD
    counting: Counting = USUAL  # what the venue set of how it counts
    is_draft: bool = False  # made to leave the house, and not issued

    def figure(self, id: str) -> Figure:
        """Raises KeyError for a figure that this report does not give."""
        for figure in self.figures:
            if figure.id == id:
                return figure
        raise KeyError(id)

    def unnamed(self) -> Report:
        """Naming nobody, this year and last."""
        figures = tuple(figure.unnamed() for figure in self.figures)
        return replace(self, figures=figures, before=self.before.unnamed() if self.before else None)

    @cached_property
    def by_key(self) -> Mapping[str, Value]:
        """The first with each key."""
        return {value.key: value for value in reversed(self.all_values())}

    def all_values(self) -> list[Value]:
        """Every value and line, in the order of the report."""
        found = [value for figure in self.figures for value in figure.all_values()]
        return [*found, *self.provenance, *self.ahead]
