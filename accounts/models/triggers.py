"""What the database itself does when a row is written: triggers that live in `Meta.constraints`.

Django puts them back whenever it rebuilds a SQLite table; one made by plain SQL would be lost with the old table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models.constraints import BaseConstraint


class MadeOfTriggers(BaseConstraint):
    """Nothing of it stands inside CREATE TABLE. On PostgreSQL one function, with its name, serves all its triggers."""

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Nothing inside CREATE TABLE: the triggers are made after the table."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The last of the statements for a table that is there, or is being made with defaults of the database."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        *before, last = self.statements(model, schema_editor)
        for statement in before:
            if isinstance(statement, Statement):  # names the table, which may not be there yet
                schema_editor.deferred_sql.append(statement)
            else:
                schema_editor.execute(statement)
        return last

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The statement that takes the last of them away."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        if schema_editor.connection.vendor == "postgresql":
            return f"DROP FUNCTION {self.name}() CASCADE"
        *before, last = [f"DROP TRIGGER IF EXISTS {name}" for name in self.trigger_names()]
        for statement in before:
            schema_editor.execute(statement)
        return last

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """No form asks: the database sees to it."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.deconstruct() == other.deconstruct()

    def trigger_names(self) -> Sequence[str]:
        """On SQLite."""
        return [self.name]

    def statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Any]:
        """One or more, for the database that is written to."""
        raise NotImplementedError


def column_of(model: type[models.Model], name: str) -> str:
    """The column in which a field is kept."""
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return str(field.column)
