"""Questions about several tables in one statement, so that a page waits for its database once instead of ten times.

Every column goes where one of its type is free beside those of the others: the answer is no wider than it must be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler

Row = Sequence[Any]
Asked = Mapping[str, "Question"]
Told = Mapping[str, list[Any]]  # what was asked by no name is nothing


@dataclass(frozen=True)
class Question:
    """What is looked up, as plain values; and what is made of each row."""

    values: models.QuerySet[Any, Any]
    made: Callable[[Row], Any]


def rows_of(found: models.QuerySet[Any], *columns: str | Combinable, made: Callable[[Row], Any] = tuple) -> Question:
    """These columns of each, in no order, and what is made of them."""
    return Question(found.order_by().values_list(*columns), made)


def objects_of(found: models.QuerySet[Any], *only: str) -> Question:
    """The objects themselves, in no order; where only some columns are named, the others are looked up when asked."""
    every = [field.attname for field in found.model._meta.concrete_fields]
    names = [name for name in every if name in only] if only else every  # `from_db` reads them in this order
    return Question(found.order_by().values_list(*names), partial(found.model.from_db, found.db, names))


def at_one_go(asked: Asked) -> Told:
    """The answers by the names of the questions: one statement, none where nothing can be found."""
    written = {name: each for name, question in asked.items() if (each := _Written.of(question))}
    told: dict[str, list[Any]] = defaultdict(list)
    if not written:
        return told
    types = _types_of(written.values())
    number = {name: str(place) for place, name in enumerate(written)}
    tables = ", ".join(f"q{number[name]} ({each.names}) AS ({each.sql})" for name, each in written.items())
    parts = (f"SELECT {number[name]}, {each.among(types)} FROM q{number[name]}" for name, each in written.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {tables} {' UNION ALL '.join(parts)}", [value for each in written.values() for value in each.values]
        )
        rows: list[list[Row]] = [[] for _name in written]
        for row in cursor:
            rows[row[0]].append(row)
    for (name, each), some in zip(written.items(), rows, strict=True):
        told[name] = each.read(some, types)
    return told


@dataclass(frozen=True)
class _Written:
    """A question as the database reads it, and the types of its columns as it calls them."""

    question: Question
    compiler: SQLCompiler
    sql: str
    values: Sequence[Any]
    types: Sequence[str]

    @classmethod
    def of(cls, question: Question) -> _Written | None:
        """None where it is known without asking that there is nothing."""
        compiler = question.values.query.get_compiler(question.values.db)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return None
        types = [str(column.output_field.db_type(connection)).partition("(")[0] for column in _columns(compiler)]
        return cls(question, compiler, sql, values, types)

    @property
    def names(self) -> str:
        return ", ".join(f"c{number}" for number in range(len(self.types)))

    def places(self, types: Sequence[str]) -> list[int]:
        """Of each column, which of those of the answer is its own."""
        free = {kind: iter([place for place, each in enumerate(types) if each == kind]) for kind in set(types)}
        return [next(free[kind]) for kind in self.types]

    def among(self, types: Sequence[str]) -> str:
        column = {place: f"c{number}" for number, place in enumerate(self.places(types))}
        return ", ".join(column.get(place) or f"CAST(NULL AS {kind})" for place, kind in enumerate(types))

    def read(self, rows: Sequence[Row], types: Sequence[str]) -> list[Any]:
        places = [place + 1 for place in self.places(types)]
        found: Iterable[Row] = ([row[place] for place in places] for row in rows)
        converters = self.compiler.get_converters(_columns(self.compiler))
        if converters:
            found = self.compiler.apply_converters(found, converters)
        return list(map(self.question.made, found))


def _columns(compiler: SQLCompiler) -> list[Any]:
    return [expression for expression, _sql, _name in compiler.select]


def _types_of(written: Iterable[_Written]) -> list[str]:
    """As many columns of each type as the question needs that has the most of them."""
    most: dict[str, int] = defaultdict(int)
    for each in written:
        for kind in set(each.types):
            most[kind] = max(most[kind], list(each.types).count(kind))
    return [kind for kind, number in most.items() for _ in range(number)]
