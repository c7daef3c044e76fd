"""Which numbers follow from which: linear relations that hold in all halls alike, found by trying many of them.

An attacker knows the definitions. Instead of writing down what follows from them, and forgetting some, the relations
are read off true reports: whatever combination of numbers is nought in every hall of a kind, is nought by definition.
All is reckoned modulo a large prime, in which a fraction is a whole number.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from fractions import Fraction

from bookings.reports import Report
from bookings.reports.values import People, State, Value

PRIME = 2**61 - 1
KNOWN = 10**6  # places from here on are of what is told
ROUNDED_TOP, ROUNDED_BOTTOM = (People.TOP, People.BOTH), (People.BOTTOM, People.BOTH)
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


def relations_in(reports: Iterable[Report]) -> list[dict[Key, int]]:
    """A basis of the combinations of their numbers that are nought in all; what a report does not tell is nought."""
    told = [{**numbers(report), ONE: Fraction(1)} for report in reports]
    keys = sorted({key for each in told for key in each})
    columns = {key: n for n, key in enumerate(keys)}
    seen = Echelon()
    for each in told:
        seen.add({columns[key]: residue(number) for key, number in each.items() if number})
    free = [n for n in range(len(keys)) if n not in seen.by_pivot]
    return [
        {keys[n]: 1} | {keys[pivot]: -row[n] % PRIME for pivot, row in seen.by_pivot.items() if n in row} for n in free
    ]


def given_away(relations: Iterable[dict[Key, int]], desk: Report, public: Report) -> set[Key]:
    """Of what must be hidden the number that does so, and of all else that is hidden the value, where it follows."""
    told = {**numbers(public), ONE: Fraction(1)}
    for value in public.all_values():  # these are rounded, and stand in no sum
        for people, side in ((value.people in ROUNDED_TOP, "top"), (value.people in ROUNDED_BOTTOM, "bottom")):
            if people:
                told.pop((value.id, str(value.unit), side), None)
    order: dict[Key, int] = {}
    unknown = Echelon()
    for relation in relations:
        unknown.add({_place(key, order, told): number for key, number in relation.items()})
    names = {place: key for key, place in order.items()}
    found = {names[place] for row in unknown.by_pivot.values() for place in _determined(row, names, told)}
    secret = {value.key: value for value in desk.all_values()}
    return {
        (value.id, str(value.unit), side)
        for value in public.all_values()
        if value.state is State.CONFIDENTIAL and value.key in secret
        for side in _telling(secret[value.key])
        if _is_had(secret[value.key], side, found | told.keys())
    }


def _place(key: Key, order: dict[Key, int], told: Mapping[Key, Fraction]) -> int:
    """What is told stands behind all that is not."""
    return order.setdefault(key, len(order) + (KNOWN if key in told else 0))


def _determined(row: Row, names: Mapping[int, Key], told: Mapping[Key, Fraction]) -> set[int]:
    """One alone; or several that add up to nothing, since none of them is below it."""
    left = {place for place in row if place < KNOWN}
    if len(left) == 1:
        return left
    rest = sum(number * residue(told[names[place]]) for place, number in row.items() if place >= KNOWN)
    are_a_sum = {row[place] for place in left} == {1}
    return left if are_a_sum and rest % PRIME == 0 else set()


def must_be_hidden(value: Value) -> bool:
    few_people = value.persons is not None and 0 < value.persons < 5
    return few_people or value.gives_away or 0 < (value.behind.hirers or 0) < 3


def _telling(value: Value) -> tuple[str, ...]:
    """The side that may not be known; of what is hidden beside others, both together."""
    if not must_be_hidden(value):
        return ("both",)
    of_people = value.people in ROUNDED_BOTTOM and 0 < (value.persons or 0) < 5
    of_the_free = value.id.endswith(".without_free") and not value.gives_away
    return ("bottom",) if of_people or of_the_free else ("top",)


def _is_had(value: Value, side: str, known: Container[Key]) -> bool:
    sides = [name for name in ("top", "bottom") if getattr(value, name) is not None] if side == "both" else [side]
    return bool(sides) and all((value.id, str(value.unit), name) in known for name in sides)
