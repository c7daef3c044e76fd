"""The guard: the database itself refuses two occupancies of one cell at one time.

One declaration, two engines. PostgreSQL gets an exclusion constraint; SQLite gets
triggers. The constraint lives in `Meta.constraints`, so that Django puts it back
whenever it rebuilds a SQLite table (a trigger made by plain SQL would be lost).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models.constraints import BaseConstraint

ONE_AT_A_TIME = "one_session_per_cell_at_a_time"


class NoOverlap(BaseConstraint):
    """No two rows with the same `key` overlap in [start, end): half-open, so neighbours may touch."""

    def __init__(self, *, key: str, start: str, end: str, name: str) -> None:
        super().__init__(name=name)
        self.key, self.start, self.end = key, start, end

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The clause inside CREATE TABLE; on SQLite the triggers are made after the table instead."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        if schema_editor.connection.vendor == "postgresql":
            return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self._exclusion(model, schema_editor)}"
        for statement in self._triggers(model, schema_editor):
            schema_editor.deferred_sql.append(statement)
        return None

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The statement that adds the guard to a table that is there."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        if schema_editor.connection.vendor == "postgresql":
            table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
            return f"ALTER TABLE {table} ADD CONSTRAINT {name} {self._exclusion(model, schema_editor)}"
        first, second = self._triggers(model, schema_editor)
        schema_editor.deferred_sql.append(second)
        return first

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The statement that takes the guard away."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        if schema_editor.connection.vendor == "postgresql":
            table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
            return f"ALTER TABLE {table} DROP CONSTRAINT {name}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.name}_update")
        return f"DROP TRIGGER IF EXISTS {self.name}_insert"

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """The polite question that forms ask; raises ValidationError where another row overlaps."""
        clash = model._default_manager.using(using).filter(
            **{
                self.key: getattr(instance, self._field(model, self.key).attname),
                f"{self.start}__lt": getattr(instance, self.end),
                f"{self.end}__gt": getattr(instance, self.start),
            }
        )
        if instance.pk is not None:
            clash = clash.exclude(pk=instance.pk)
        if clash.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "key": self.key, "start": self.start, "end": self.end}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def _columns(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> tuple[str, str, str]:
        fields = (self._field(model, name) for name in (self.key, self.start, self.end))
        key, start, end = (schema_editor.quote_name(str(field.column)) for field in fields)
        return key, start, end

    @staticmethod
    def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
        field = model._meta.get_field(name)
        assert isinstance(field, models.Field)
        return field

    def _exclusion(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        key, start, end = self._columns(model, schema_editor)
        return f"EXCLUDE USING gist ({key} WITH =, tstzrange({start}, {end}, '[)') WITH &&)"

    def _triggers(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        """Before insert and before update; each one index seek.

        Rows of one key never overlap already, so only the last that starts before the
        new one's end can reach into it (engine.md 1.4).
        """
        key, start, end = self._columns(model, schema_editor)
        table = Table(model._meta.db_table, schema_editor.quote_name)
        body = (
            f"FOR EACH ROW BEGIN SELECT RAISE(ABORT, '{self.name}') WHERE "
            f"(SELECT {end} FROM %(table)s WHERE {key} = NEW.{key} AND {start} < NEW.{end} %(but)s "
            f"ORDER BY {start} DESC LIMIT 1) > NEW.{start}; END"
        )
        return [
            Statement(f"CREATE TRIGGER {self.name}_{when} BEFORE {event} ON %(table)s {body}", table=table, but=but)
            for when, event, but in (
                ("insert", "INSERT", ""),
                ("update", f"UPDATE OF {key}, {start}, {end}", "AND id <> NEW.id"),
            )
        ]


def speaks_in(fault: DatabaseError) -> bool:
    """Whether this database error is the guard speaking, on either engine."""
    cause = fault.__cause__
    named = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return named == ONE_AT_A_TIME or str(cause or fault) == ONE_AT_A_TIME
