"""What the reader of several releases could work out by adding and subtracting what they print; no database.

A sum is a row of numbers: what each session adds to it. Whatever combination of sums somebody makes, it is a row of
numbers too; where that row has something only of very few hirers, the combination tells of them. So it is asked
whether there is such a combination of all that is printed, which no release has by itself. That is linear algebra,
and exact: reckoned modulo a large prime.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

PRIME = 2**61 - 1
Row = Hashable
Sum = Mapping[Row, int]  # what each row adds to it
Vector = dict[int, int]  # by column, modulo the prime


@dataclass(frozen=True)
class Whose:
    """The hirers of each row, and how many give nobody away; a row left out stands as if many had it."""

    hirers: Mapping[Row, frozenset[int]]
    fewest: int


def told_of_few(old: Sequence[Sum], new: Sequence[Sum], whose: Whose) -> set[Row]:
    """Rows of too few hirers of which old and new sums together tell what neither tell alone."""
    columns = _Columns([*old, *new], whose)
    before, after = columns.vectors[: len(old)], columns.vectors[len(old) :]
    both, apart = columns.of_few([*before, *after]), [columns.of_few(before), columns.of_few(after)]
    for hirers in columns.few_hirers(both):
        found = columns.within(both, hirers)
        known = [vector for each in apart for vector in columns.within(each, hirers)]
        if len(found) > _rank(known):
            return {row for vector in found for column in vector for row in columns.rows[column]}
    return set()


class _Columns:
    """Rows that are in the same sums, in the same proportions, are one column; those of many hirers come first."""

    def __init__(self, sums: Sequence[Sum], whose: Whose) -> None:
        among: dict[Row, list[tuple[int, int]]] = {}
        for number, each in enumerate(sums):
            for row, adds in each.items():
                if adds:
                    among.setdefault(row, []).append((number, adds))
        alike: dict[tuple[tuple[int, int], ...], list[Row]] = {}
        for row, told in among.items():
            alike.setdefault(_in_proportion(told), []).append(row)
        owners = {
            sign: None
            if any(row not in whose.hirers for row in rows)
            else frozenset[int]().union(*(whose.hirers[row] for row in rows))
            for sign, rows in alike.items()
        }
        self.fewest = whose.fewest
        many = [sign for sign, of in owners.items() if of is None or len(of) >= whose.fewest]
        self.first_of_few = len(many)
        in_order = [*many, *(alike.keys() - set(many))]
        self.rows = [alike[sign] for sign in in_order]
        self.owners = [owners[sign] or frozenset() for sign in in_order]
        self.vectors: list[Vector] = [{} for _sum in sums]
        for column, sign in enumerate(in_order):
            for number, adds in sign:
                self.vectors[number][column] = adds % PRIME

    def of_few(self, vectors: Iterable[Vector]) -> list[Vector]:
        """A basis, in reduced form, of their combinations that have nothing in any column of many hirers."""
        found = _echelon(vectors)
        return _reduced([vector for pivot, vector in found.items() if pivot >= self.first_of_few])

    def few_hirers(self, basis: Sequence[Vector]) -> Iterable[frozenset[int]]:
        """Every choice of too few hirers that a combination could be of: those of its first column, and of others."""
        apart = {self.owners[column] for vector in basis for column in vector}
        found = list({self.owners[min(vector)] for vector in basis})
        for some in found:
            found += {both for each in apart if len(both := some | each) < self.fewest} - set(found)
        return sorted(found, key=len)  # one alone may be found out where both of a pair were told of before

    def within(self, basis: Sequence[Vector], hirers: frozenset[int]) -> list[Vector]:
        """A basis of the combinations of a basis in reduced form that have something of these hirers alone.

        Each vector of it is the only one that has something in its first column.
        """
        some = [vector for vector in basis if self.owners[min(vector)] <= hirers]
        inside = len(self.owners)
        moved = [{c + inside * (self.owners[c] <= hirers): n for c, n in vector.items()} for vector in some]
        kept = (vector for pivot, vector in _echelon(moved).items() if pivot >= inside)
        return [{column - inside: number for column, number in vector.items()} for vector in kept]


def _in_proportion(told: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    parts = gcd(*(adds for _number, adds in told)) * (1 if told[0][1] > 0 else -1)
    return tuple((number, adds // parts) for number, adds in told)


def _echelon(vectors: Iterable[Vector]) -> dict[int, Vector]:
    """By their first columns, in each of which they have one."""
    found: dict[int, Vector] = {}
    for vector in vectors:
        left = dict(vector)
        while left and (pivot := min(left)) in found:
            _subtract(left, found[pivot], left[pivot])
        if left:
            inverse = pow(left[pivot], -1, PRIME)
            found[pivot] = {column: number * inverse % PRIME for column, number in left.items()}
    return found


def _reduced(vectors: Iterable[Vector]) -> list[Vector]:
    """Those of an echelon so that each is the only one with something in its first column."""
    done: dict[int, Vector] = {}
    for vector in sorted(vectors, key=min, reverse=True):
        left = dict(vector)
        for column in vector:
            if column in done and column in left:
                _subtract(left, done[column], left[column])
        done[min(left)] = left
    return list(done.values())


def _rank(vectors: Iterable[Vector]) -> int:
    return len(_echelon(vectors))


def _subtract(vector: Vector, other: Vector, times: int) -> None:
    for column, number in other.items():
        left = (vector.get(column, 0) - times * number) % PRIME
        if left:
            vector[column] = left
        else:
            vector.pop(column, None)
