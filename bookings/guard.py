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
ONE_USE_AT_A_TIME = "one_use_of_a_thing_at_a_time"
ODDLY_WRITTEN = "{guard} needs times in UTC, written as 2026-03-03 19:00:00 or 2026-03-03 19:00:00.000001"
WRITTEN_ALIKE = (  # as SQLite, having counted with it, writes it too; and after the seconds nothing or six digits
    "typeof({time}) = 'text' AND datetime(substr({time}, 1, 19), '+0 days') IS substr({time}, 1, 19) "
    "AND (length({time}) = 19 OR substr({time}, 20) GLOB '.[0-9][0-9][0-9][0-9][0-9][0-9]')"
)


class NoOverlap(BaseConstraint):
    """No two rows with the same `key` overlap in [start, end): half-open, so neighbours may touch.

    `units` names the first and the last of numbered things that a row takes, both included: then two
    rows clash where they overlap and take the same thing.

    SQLite compares times as they are written: with `written_alike` it refuses a row whose times are written in another
    way than Django's, saying so. PostgreSQL knows what a time is.
    """

    def __init__(
        self,
        *,
        key: str,
        start: str,
        end: str,
        name: str,
        units: tuple[str, str] | None = None,
        written_alike: bool = False,
    ) -> None:
        super().__init__(name=name)
        self.key, self.start, self.end, self.written_alike = key, start, end, written_alike
        self.units = tuple(units) if units else None

    def constraint_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The clause inside CREATE TABLE; on SQLite the triggers are made after the table instead."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        if schema_editor.connection.vendor == "postgresql":
            return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self._exclusion(model, schema_editor)}"
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))
        return None

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """The statement that adds the guard to a table that is there."""
        assert model is not None and schema_editor is not None  # noqa: PT018
        if schema_editor.connection.vendor == "postgresql":
            table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
            return f"ALTER TABLE {table} ADD CONSTRAINT {name} {self._exclusion(model, schema_editor)}"
        first, second = self.statements(model, schema_editor)
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

    def statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        """The triggers on SQLite, before insert and before update; each one index seek.

        Rows of one key never overlap already, so only the last that starts before the
        new one's end can reach into it (engine.md 1.4). Those of numbered things may: all
        that end after the new one's start are looked at.
        """
        key, start, end = self._columns(model, schema_editor)
        table = Table(model._meta.db_table, schema_editor.quote_name)
        clash = (
            f"(SELECT {end} FROM %(table)s WHERE {key} = NEW.{key} AND {start} < NEW.{end} %(but)s "
            f"ORDER BY {start} DESC LIMIT 1) > NEW.{start}"
        )
        if self.units:
            first, last = self._quoted(model, schema_editor, *self.units)
            clash = (
                f"EXISTS (SELECT 1 FROM %(table)s WHERE {key} = NEW.{key} AND {end} > NEW.{start} "
                f"AND {start} < NEW.{end} AND {first} <= NEW.{last} AND {last} >= NEW.{first} %(but)s)"
            )
        refused = f"SELECT RAISE(ABORT, '{self.name}') WHERE {clash};"
        if self.written_alike:
            alike = " AND ".join(WRITTEN_ALIKE.format(time=f"NEW.{column}") for column in (start, end))
            refused = f"SELECT RAISE(ABORT, '{ODDLY_WRITTEN.format(guard=self.name)}') WHERE NOT ({alike}); {refused}"
        body = f"FOR EACH ROW BEGIN {refused} END"
        watched = ", ".join((key, start, end, *(self._quoted(model, schema_editor, *self.units) if self.units else ())))
        return [
            Statement(f"CREATE TRIGGER {self.name}_{when} BEFORE {event} ON %(table)s {body}", table=table, but=but)
            for when, event, but in (
                ("insert", "INSERT", ""),
                ("update", f"UPDATE OF {watched}", "AND id <> NEW.id"),
            )
        ]

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
        if self.units:
            first, last = self.units
            clash = clash.filter(**{f"{first}__lte": getattr(instance, last), f"{last}__gte": getattr(instance, first)})
        if instance.pk is not None:
            clash = clash.exclude(pk=instance.pk)
        if clash.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        further = {name: told for name in ("units", "written_alike") if (told := getattr(self, name))}
        return path, args, {**kwargs, "key": self.key, "start": self.start, "end": self.end, **further}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def _columns(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> tuple[str, str, str]:
        key, start, end = self._quoted(model, schema_editor, self.key, self.start, self.end)
        return key, start, end

    def _quoted(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor, *names: str) -> Sequence[str]:
        return [schema_editor.quote_name(str(self._field(model, name).column)) for name in names]

    @staticmethod
    def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
        field = model._meta.get_field(name)
        assert isinstance(field, models.Field)
        return field

    def _exclusion(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
        key, start, end = self._columns(model, schema_editor)
        units = ""
        if self.units:
            first, last = self._quoted(model, schema_editor, *self.units)
            units = f"int4range({first}, {last}, '[]') WITH &&, "
        return f"EXCLUDE USING gist ({key} WITH =, {units}tstzrange({start}, {end}, '[)') WITH &&)"


def speaks_in(fault: DatabaseError, guard: str = ONE_AT_A_TIME) -> bool:
    """Whether this database error is the guard of that name speaking, on either engine."""
    cause = fault.__cause__
    named = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return named == guard or str(cause or fault) == guard
