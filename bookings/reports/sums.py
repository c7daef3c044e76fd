"""What the reader of several releases could work out by adding and subtracting what they print; no database.

A sum is a row of numbers: what each session adds to it. Whatever combination of sums somebody makes, it is a row of
numbers too; where that row has something only of very few hirers, the combination tells of them. So it is asked
whether there is such a combination of all that is printed, which no release has by itself. That is linear algebra,
and exact: reckoned modulo a large prime.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

PRIME = 2**61 - 1
Row = Hashable
Sum = Mapping[Row, int]  # what each row adds to it
Vector = dict[int, int]  # by column, modulo the prime
Owners = Callable[[Row], frozenset[Hashable] | None]


class Nought(dict[Row, int]):
    """A sum that came to nothing, of what is never below it: whoever has it knows that no row of it adds anything."""


@dataclass(frozen=True)
class Whose:
    """The hirers of a row, and how many give nobody away; a row of None stands as if many had it."""

    hirers: Owners
    fewest: int


class Told:
    """Sums that somebody has; what others tell beside them is asked of it again and again.

    Rows that are in the same sums, in the same proportions, are of one kind: so many times what it adds to each sum.
    """

    def __init__(self, sums: Iterable[Sum] = ()) -> None:
        self.number = 0
        self.kinds: list[list[tuple[int, int]]] = []  # by sum what a row of this kind adds, or a part of that
        self.rows: list[set[Row]] = []
        self.kind_of: dict[Row, tuple[int, int]] = {}  # and how many times that
        self.noughts: set[int] = set()
        self.add(sums)

    def add(self, sums: Iterable[Sum]) -> None:
        for each in sums:
            self._add(each)

    def and_also(self, sums: Iterable[Sum]) -> Told:
        """Both; this one stays as it is."""
        both = Told()
        both.number, both.kinds, both.noughts = self.number, list(self.kinds), set(self.noughts)
        both.rows, both.kind_of = [set(rows) for rows in self.rows], dict(self.kind_of)
        both.add(sums)
        return both

    def _add(self, sum: Sum) -> None:
        new: dict[tuple[int, int, int], int] = {}
        for row, adds in sum.items():
            if adds:
                kind, times = self.kind_of.get(row, (-1, 0))
                common = gcd(times, adds)
                sign = kind, times // common, adds // common
                if sign not in new:
                    new[sign] = len(self.kinds)
                    before = self.kinds[kind] if times else ()
                    self.kinds.append([*((n, part * sign[1]) for n, part in before), (self.number, sign[2])])
                    self.rows.append(set())
                if times:
                    self.rows[kind].discard(row)
                self.rows[new[sign]].add(row)
                self.kind_of[row] = new[sign], common
        if isinstance(sum, Nought):
            self.noughts.add(self.number)
        self.number += 1


def told_of_few(old: Told, new: Sequence[Sum], whose: Whose) -> set[Row]:
    """Rows of too few hirers of which old and new sums together tell what neither tell alone."""
    columns = _Columns(old.and_also(new), whose)
    every = range(columns.number)
    both, apart = columns.of_few(every), [columns.of_few(every[: old.number]), columns.of_few(every[old.number :])]
    nothing = columns.nothing(every)
    for hirers in columns.few_hirers(both):
        found = columns.within(both, hirers)
        known = [_less(vector, nothing) for each in apart for vector in columns.within(each, hirers)]
        if len(found) > _rank(known):
            return {row for vector in found for column in vector for row in columns.rows[column]}
    return set()


class _Columns:
    """One for the rows of each kind; those of many hirers come first."""

    def __init__(self, told: Told, whose: Whose) -> None:
        self.fewest = whose.fewest
        kinds = [
            (parts, rows, self._owners(rows, whose)) for parts, rows in zip(told.kinds, told.rows, strict=True) if rows
        ]
        many = [each for each in kinds if each[2] is None]
        self.first_of_few = len(many)
        in_order = [*many, *(each for each in kinds if each[2] is not None)]
        self.rows = [rows for _parts, rows, _owners in in_order]
        self.owners = [owners or frozenset[Hashable]() for _parts, _rows, owners in in_order]
        self.number, self.noughts = told.number, told.noughts
        self.vectors: list[Vector] = [{} for _sum in range(told.number)]
        for column, (parts, _rows, _owners) in enumerate(in_order):
            for number, adds in parts:
                self.vectors[number][column] = adds % PRIME

    def _owners(self, rows: Iterable[Row], whose: Whose) -> frozenset[Hashable] | None:
        """None where they are many."""
        found = frozenset[Hashable]()
        for row in rows:
            owners = whose.hirers(row)
            if owners is None or len(found := found | owners) >= self.fewest:
                return None
        return found

    def nothing(self, sums: Iterable[int]) -> set[int]:
        """The columns of which whoever has these sums knows that they add nothing."""
        return {column for number in self.noughts.intersection(sums) for column in self.vectors[number]}

    def of_few(self, sums: Sequence[int]) -> list[Vector]:
        """A basis, in reduced form, of their combinations that have nothing in any column of many hirers."""
        nothing = self.nothing(sums)
        found = _echelon(_less(self.vectors[number], nothing) for number in sums)
        return _reduced([vector for pivot, vector in found.items() if pivot >= self.first_of_few])

    def few_hirers(self, basis: Sequence[Vector]) -> Iterable[frozenset[Hashable]]:
        """Every choice of too few hirers that a combination could be of: those of its first column, and of others."""
        apart = {self.owners[column] for vector in basis for column in vector}
        found = list({self.owners[min(vector)] for vector in basis})
        for some in found:
            found += {both for each in apart if len(both := some | each) < self.fewest} - set(found)
        return sorted(found, key=len)  # one alone may be found out where both of a pair were told of before

    def within(self, basis: Sequence[Vector], hirers: frozenset[Hashable]) -> list[Vector]:
        """A basis of the combinations of a basis in reduced form that have something of these hirers alone.

        Each vector of it is the only one that has something in its first column.
        """
        some = [vector for vector in basis if self.owners[min(vector)] <= hirers]
        inside = len(self.owners)
        moved = [{c + inside * (self.owners[c] <= hirers): n for c, n in vector.items()} for vector in some]
        kept = (vector for pivot, vector in _echelon(moved).items() if pivot >= inside)
        return [{column - inside: number for column, number in vector.items()} for vector in kept]


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


def _less(vector: Vector, columns: Collection[int]) -> Vector:
    return {column: number for column, number in vector.items() if column not in columns} if columns else vector


def _rank(vectors: Iterable[Vector]) -> int:
    return len(_echelon(vectors))


def _subtract(vector: Vector, other: Vector, times: int) -> None:
    for column, number in other.items():
        left = (vector.get(column, 0) - times * number) % PRIME
        if left:
            vector[column] = left
        else:
            vector.pop(column, None)
