"""Which numbers follow from which: linear relations that hold in all halls alike, found by trying many of them.

An attacker knows the definitions. Instead of writing down what follows from them, and forgetting some, the relations
are read off true reports: whatever combination of numbers is nought in every hall of a kind, is nought by definition.
All is reckoned modulo a large prime, in which a fraction is a whole number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from bookings.reports import Report
from bookings.reports.values import State, Value

PRIME = 2**61 - 1
ONE = ("one", "", "")  # what is the same everywhere
Key = tuple[str, str, str]
Row = dict[int, int]


def residue(number: Fraction) -> int:
    return number.numerator * pow(number.denominator, -1, PRIME) % PRIME


def sides(value: Value) -> dict[Key, Fraction]:
    found = {"top": value.top, "bottom": value.bottom}
    return {(value.id, str(value.unit), side): number for side, number in found.items() if number is not None}


def numbers(report: Report) -> dict[Key, Fraction]:
    """All tops and bottoms that a report tells."""
    return {key: number for value in report.all_values() for key, number in sides(value).items()}


def hidden(report: Report) -> set[tuple[str, str]]:
    return {(value.id, str(value.unit)) for value in report.all_values() if value.state is State.CONFIDENTIAL}


class Echelon:
    """Rows in reduced form, each with a column of its own in which it is one."""

    def __init__(self) -> None:
        self.by_pivot: dict[int, Row] = {}

    def add(self, row: Row) -> bool:
        """Whether it says anything new."""
        left = self.reduced(row)
        if not left:
            return False
        pivot = min(left)
        inverse = pow(left[pivot], -1, PRIME)
        left = {column: number * inverse % PRIME for column, number in left.items()}
        for other in self.by_pivot.values():
            if pivot in other:
                _subtract(other, left, other[pivot])
        self.by_pivot[pivot] = left
        return True

    def reduced(self, row: Row) -> Row:
        left = dict(row)
        for column in sorted(row):
            if column in left and column in self.by_pivot:
                _subtract(left, self.by_pivot[column], left[column])
        return left


def _subtract(row: Row, other: Row, times: int) -> None:
    for column, number in other.items():
        left = (row.get(column, 0) - times * number) % PRIME
        if left:
            row[column] = left
        else:
            row.pop(column, None)


def relations(reports: Iterable[Report], keys: Sequence[Key]) -> list[dict[Key, int]]:
    """A basis of the combinations of these numbers that are nought in all; what a report does not tell is nought."""
    columns = {key: n for n, key in enumerate(keys)}
    seen = Echelon()
    for report in reports:
        told = {**numbers(report), ONE: Fraction(1)}
        seen.add({columns[key]: residue(told[key]) for key in keys if told.get(key)})
    free = [n for n in range(len(keys)) if n not in seen.by_pivot]
    return [
        {keys[n]: 1} | {keys[pivot]: -row[n] % PRIME for pivot, row in seen.by_pivot.items() if n in row} for n in free
    ]


def follows(relations: Iterable[dict[Key, int]], public: Report) -> set[Key]:
    """Of what is hidden, that which the relations give from what is told."""
    known = {ONE, *numbers(public)}
    order: dict[Key, int] = {}
    unknown = Echelon()
    for relation in relations:
        row = {order.setdefault(key, len(order)): number for key, number in relation.items() if key not in known}
        if row:
            unknown.add(row)
    names = {n: key for key, n in order.items()}
    return {names[pivot] for pivot, row in unknown.by_pivot.items() if len(row) == 1}
