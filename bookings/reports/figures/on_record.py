"""What is not on record of some days: it is said of each figure by what that needs, and is never a nought."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bookings.reports.evidence import Evidence
from bookings.reports.making import Line, unsaid
from bookings.reports.values import Figure, State, Value

OF_USE = frozenset({
    "A1", "A1n", "A2", "A2s", "A3", "A4", "A7", "A10", "A11", "A12", "B3", "B7", "B8", "C2", "C7", "C9", "D1",
    "D2", "D3", "D6", "D8", "E1", "E2", "E2f", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "E12",
    "F1", "F2", "F2l", "F3", "F4", "F5", "F5h", "F6", "F7", "N2",
})  # fmt: skip
OF_REQUESTS = frozenset({"A6", "C3", "C3w", "C4", "C5", "C6", "C10", "F8", "N1"})
A_NUMBER = (State.OK, State.FEW, State.NOTHING)


def as_recorded(figure: Figure, e: Evidence) -> Figure:
    """As it is, unless all of the days lie before the first of which that is on record which it is made of."""
    lacks_use = figure.id in OF_USE and not e.any_use_on_record
    lacking = lacks_use or (figure.id in OF_REQUESTS and not e.asking_on_record)
    return not_on_record(figure, instead_of=A_NUMBER) if lacking else figure


def not_on_record(figure: Figure, *, instead_of: Collection[State] = tuple(State)) -> Figure:
    """Every value of it, and every line; one in another state goes on saying why it tells nothing."""

    def unsaid_of(value: Value) -> Value:
        line = Line(value.id, value.label, room=value.room, category=value.category)
        return unsaid(line, value.unit, State.NOT_ON_RECORD) if value.state in instead_of else value

    tables = tuple(replace(table, rows=tuple(map(unsaid_of, table.rows))) for table in figure.tables)
    return replace(figure, values=tuple(map(unsaid_of, figure.values)), tables=tables, flags=())
