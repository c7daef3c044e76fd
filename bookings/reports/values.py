"""What a report is made of: values with what they were made of, in tables, under figures. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bookings.reports.span import Span

FEW = 5


class Unit(StrEnum):
    PERCENT = "%"
    POUNDS = "£"
    PER_HOUR = "£/h"
    HOURS = "h"
    HOURS_A_WEEK = "h/week"
    COUNT = "n"
    A_MONTH = "n/month"
    RATIO = "ratio"


class State(StrEnum):
    """`FEW` prints as n of m; the others print as a sentence, never as 0."""

    OK = "ok"
    FEW = "n of m"
    NOTHING = "[z]"
    NOT_RECORDED = "not recorded"
    NOT_KNOWN = "not known"
    CONFIDENTIAL = "[c]"


class People(StrEnum):
    """Which side of a value counts people or person-hours: disclosure control rounds it."""

    NEITHER = ""
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Value:
    """One number: top ÷ bottom (or top alone), exact, with how many stand behind it.

    `of` is the unit of top and bottom of a share. `hirers` is set for a magnitude: how many hirers it is over.
    `personal` marks a count of people or households, of which 1 to 4 give someone away.
    """

    id: str
    label: str
    unit: Unit
    top: Fraction | None = None
    bottom: Fraction | None = None
    of: Unit = Unit.COUNT
    n: int | None = None
    what: str = ""
    missing: int = 0
    state: State = State.OK
    room: str = ""
    category: str = ""
    hirers: int | None = None
    people: People = People.NEITHER
    personal: bool = False

    @property
    def amount(self) -> Fraction | None:
        """The exact value, before any rounding; None where none is given."""
        if self.state not in (State.OK, State.FEW) or self.top is None:
            return None
        if self.bottom is None:
            return self.top
        return self.top / self.bottom * (100 if self.unit is Unit.PERCENT else 1)


@dataclass(frozen=True)
class Table:
    """Lines of a figure that belong together; `adds_up` when they sum to the figure's first value.

    `all_or_none`: a hidden line could be had from other figures, so it takes the whole figure with it.
    """

    title: str
    rows: tuple[Value, ...]
    adds_up: bool = False
    all_or_none: bool = False
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure of the report: its values (one a unit), its lines, and its definition in plain English."""

    id: str
    name: str
    definition: str
    values: tuple[Value, ...]
    tables: tuple[Table, ...] = ()
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def value(self) -> Value:
        return self.values[0]


class Edition(StrEnum):
    """The desk's own copy, or the one that leaves the house: that has passed through disclosure control."""

    DESK = "desk"
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

    def figure(self, id: str) -> Figure:
        """Raises KeyError for a figure that this report does not give."""
        for figure in self.figures:
            if figure.id == id:
                return figure
        raise KeyError(id)

    def value(self, id: str) -> Value:
        """A value or line by its id, such as `A4.waiver`; raises KeyError."""
        for value in self.all_values():
            if value.id == id:
                return value
        raise KeyError(id)

    def all_values(self) -> list[Value]:
        """Every value and line, in the order of the report."""
        found: list[Value] = []
        for figure in self.figures:
            found.extend(figure.values)
            for table in figure.tables:
                found.extend(table.rows)
        return [*found, *self.provenance, *self.ahead]


def share(
    id: str,
    label: str,
    top: Fraction | int,
    bottom: Fraction | int,
    *,
    n: int | None,
    what: str,
    of: Unit = Unit.COUNT,
    missing: int = 0,
    hirers: int | None = None,
    room: str = "",
    category: str = "",
) -> Value:
    """A percentage; n of m where fewer than five stand behind it (`n`; None where hours do); none where nothing does."""
    state = State.NOTHING if bottom == 0 else State.FEW if n is not None and n < FEW else State.OK
    return Value(
        id, label, Unit.PERCENT, Fraction(top), Fraction(bottom), of, n, what, missing, state, room, category, hirers
    )


def rate(
    id: str,
    label: str,
    top: Fraction | int,
    bottom: Fraction | int,
    *,
    unit: Unit,
    n: int,
    what: str,
    missing: int = 0,
    hirers: int | None = None,
    people: People = People.NEITHER,
    room: str = "",
    category: str = "",
) -> Value:
    """Money by the hour or by the head; printed as it is, with its n."""
    state = State.NOTHING if bottom == 0 else State.OK
    of = Unit.HOURS if unit is Unit.PER_HOUR else Unit.COUNT
    return Value(
        id, label, unit, Fraction(top), Fraction(bottom), of, n, what, missing, state, room, category, hirers, people
    )


def amount(
    id: str,
    label: str,
    top: Fraction | int,
    *,
    unit: Unit = Unit.COUNT,
    n: int | None = None,
    what: str = "",
    missing: int = 0,
    hirers: int | None = None,
    people: People = People.NEITHER,
    personal: bool = False,
    room: str = "",
    category: str = "",
) -> Value:
    """A plain number: 0 is a number too."""
    return Value(
        id,
        label,
        unit,
        Fraction(top),
        None,
        Unit.COUNT,
        n,
        what,
        missing,
        State.OK,
        room,
        category,
        hirers,
        people,
        personal,
    )


def unsaid(id: str, label: str, unit: Unit, state: State, *, what: str = "", missing: int = 0) -> Value:
    """A figure that cannot be given, and why."""
    return Value(id, label, unit, what=what, missing=missing, state=state)


def percentile(
    id: str, label: str, numbers: list[Fraction], percent: int, *, what: str, unit: Unit = Unit.HOURS, missing: int = 0
) -> Value:
    """By nearest rank, from five values on."""
    n = len(numbers)
    if n < FEW:
        state = State.FEW if n else State.NOTHING
        return Value(id, label, unit, n=n, what=what, missing=missing, state=state)
    rank = -(-percent * n // 100)
    return Value(id, label, unit, sorted(numbers)[rank - 1], n=n, what=what, missing=missing)
