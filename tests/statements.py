"""Statements and safe text are made quicker than by Django, and are word for word the same (test_statements.py).

A third of the time of a page went into making its statements, most of it column by column.
"""

from __future__ import annotations

from html import escape
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field
from django.db.models.expressions import Col
from django.db.models.options import Options
from django.db.models.sql import compiler
from django.db.models.sql.compiler import PositionRef, SQLCompiler
from django.utils import html
from django.utils.safestring import SafeString

Statement = tuple[str, Any]
COLUMNS: dict[tuple[Options[Any], str], list[Col]] = {}


def make_quickly(patch: pytest.MonkeyPatch) -> None:
    for owner, name, quick in QUICK:
        patch.setattr(owner, name, quick)


def make_as_django_does(patch: pytest.MonkeyPatch) -> None:
    for owner, name, slow in SLOW:
        patch.setattr(owner, name, slow)


def of_name_and_table(column: Col) -> int:
    """An ordered query keeps its columns by their hash: Django bound the arguments of each anew to work one out."""
    return hash((column.alias, column.target.name))  # those that are equal have both in common


_converters, _compile, _columns = Col.get_db_converters, SQLCompiler.compile, SQLCompiler.get_default_columns
_escape = html.escape


def converters_of(column: Col, connection: Any) -> list[Any]:
    """Most columns are read as what they are: no need to compare their field with itself."""
    if column.target is column.output_field:
        found: list[Any] = column.target.get_db_converters(connection)
        return found
    return _converters(column, connection)


def compiled(self: SQLCompiler, node: Any) -> Statement:
    if type(node) is Col and node.alias:
        return f"{self.quote_name_unless_alias(node.alias)}.{self.quote_name_unless_alias(node.target.column)}", []
    return _compile(self, node)


def columns_of(self: SQLCompiler, select_mask: Any, start_alias: Any = None, opts: Any = None, from_parent: Any = None):
    """All columns of a model that inherits none are the same each time."""
    of = opts or self.query.get_meta()
    if select_mask or of is None or of.apps is not apps or of.parents or of.proxy:
        return _columns(self, select_mask, start_alias, opts, from_parent)
    alias = start_alias or self.query.get_initial_alias()
    if (of, alias) not in COLUMNS:
        COLUMNS[of, alias] = [field.get_col(alias) for field in of.concrete_fields]
    return COLUMNS[of, alias]


def place_of(ordinal: int, alias: str | None, source: Field[Any, Any]) -> PositionRef:
    """Made for every column of every ordered query, and hardly ever asked for."""
    made = object.__new__(PositionRef)
    made.__dict__.update(_constructor_args=((ordinal, alias, source), {}), ordinal=ordinal, refs=alias, source=source)
    return made


def escaped(text: Any) -> SafeString:
    """In what is no lazy text already, none is looked for."""
    if type(text) is str:
        return SafeString(escape(text))
    made: SafeString = _escape(text)
    return made


QUICK: list[tuple[Any, str, Any]] = [
    (Col, "__hash__", of_name_and_table),
    (Col, "get_db_converters", converters_of),
    (SQLCompiler, "compile", compiled),
    (SQLCompiler, "get_default_columns", columns_of),
    (compiler, "PositionRef", place_of),
    (html, "escape", escaped),
]
SLOW = [(owner, name, getattr(owner, name)) for owner, name, _quick in QUICK]
