"""Rows whose words stay as they were written: the database itself refuses to change them.

PostgreSQL gets a trigger with its function, SQLite a trigger. It lives in `Meta.constraints`, so that Django puts it
back whenever it rebuilds a SQLite table (a trigger made by plain SQL would be lost).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models.constraints import BaseConstraint


class NeverChanges(BaseConstraint):
    """These fields of a row stay as they are; the others may change, and the database lets the row go."""

    def __init__(self, *, fields: Sequence[str], name: str) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Nothing inside CREATE TABLE: the triggers are made after the table."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The statements that guard a table that is there."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        *before, last = self._statements(model, schema_editor)
        for statement in before:
            schema_editor.execute(statement)
        return last

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The statement that takes the guard away."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        if schema_editor.connection.vendor == "postgresql":
            return f"DROP FUNCTION {self.name}() CASCADE"
        return f"DROP TRIGGER IF EXISTS {self.name}"

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """No form changes such a row, so none need be told."""

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NeverChanges) and self.deconstruct() == other.deconstruct()

    def _statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Any]:
        columns = [schema_editor.quote_name(str(_field(model, name).column)) for name in self.fields]
        table = Table(model._meta.db_table, schema_editor.quote_name)
        on = f"CREATE TRIGGER {self.name} BEFORE UPDATE OF {', '.join(columns)} ON %(table)s FOR EACH ROW WHEN"
        if schema_editor.connection.vendor == "postgresql":
            speak = f"RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation'"
            function = f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger"
            function += f" LANGUAGE plpgsql AS $$ BEGIN {speak}; END $$"
            differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
            return [function, Statement(f"{on} ({differs}) EXECUTE FUNCTION {self.name}()", table=table)]
        differs = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        body = f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        return [Statement(f"{on} {differs} {body}", table=table)]


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field
