"""Rows whose words stay as they were written, and rows that stay: the database itself refuses to touch them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

from accounts.models.triggers import MadeOfTriggers, column_of


class _Refuses(MadeOfTriggers):
    """A trigger that speaks its own name; which change it refuses, each kind says for itself."""

    def _refused(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> tuple[str, str]:
        """What is refused (`DELETE`, `UPDATE OF …`), and of which rows, as a condition in SQL."""
        raise NotImplementedError

    def statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Any]:
        what, condition = self._refused(model, schema_editor)
        table = Table(model._meta.db_table, schema_editor.quote_name)
        on = f"CREATE TRIGGER {self.name} BEFORE {what} ON %(table)s FOR EACH ROW"
        if schema_editor.connection.vendor == "postgresql":
            speak = f"RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation'"
            function = f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger"
            function += f" LANGUAGE plpgsql AS $$ BEGIN {self._in_function(speak, condition)} END $$"
            when = self._in_trigger(condition)
            return [function, Statement(f"{on}{when} EXECUTE FUNCTION {self.name}()", table=table)]
        body = f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        own_name = Table(model._meta.db_table, str)  # both are told when Django renames the table that it rebuilt
        return [Statement(f"{on} WHEN {condition} {body}", table=table, own_name=own_name)]

    def _in_function(self, speak: str, condition: str) -> str:
        return f"{speak};"

    def _in_trigger(self, condition: str) -> str:
        return f" WHEN ({condition})"


class NeverChanges(_Refuses):
    """These fields of a row stay as they are; the others may change, and the database lets the row go.

    `unless` names a field with which they may change: whoever changes them says so there.
    """

    def __init__(self, *, fields: Sequence[str], name: str, unless: str = "") -> None:
        super().__init__(name=name)
        self.fields, self.unless = tuple(fields), unless

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields, **({"unless": self.unless} if self.unless else {})}

    def _refused(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> tuple[str, str]:
        is_not = "IS DISTINCT FROM" if schema_editor.connection.vendor == "postgresql" else "IS NOT"
        columns = [_column(model, name, schema_editor) for name in self.fields]
        differs = " OR ".join(f"OLD.{column} {is_not} NEW.{column}" for column in columns)
        if self.unless:
            told = _column(model, self.unless, schema_editor)
            differs = f"({differs}) AND NOT OLD.{told} {is_not} NEW.{told}"
        return f"UPDATE OF {', '.join(columns)}", differs


class NeverReplaced(_Refuses):
    """A row keeps its primary key, and no other takes its place under that or under anything that is unique.

    SQLite's `OR REPLACE` deletes the row that is in the way and asks no trigger of deleting: so it is asked before.
    """

    def trigger_names(self) -> Sequence[str]:
        return [f"{self.name}_insert", f"{self.name}_update"]

    def statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Any]:
        if schema_editor.connection.vendor == "postgresql":
            return super().statements(model, schema_editor)
        key = _key(model, schema_editor)
        same = " OR ".join(
            " AND ".join(
                f"{column} = NEW.{column}" for column in (_column(model, name, schema_editor) for name in names)
            )
            for names in _unique(model)
        )
        there = "EXISTS (SELECT 1 FROM %(table)s WHERE"
        conditions = {  # of any column: one may write `rowid` for the key
            "INSERT": f"{there} {same})",
            "UPDATE": f"OLD.{key} IS NOT NEW.{key} OR {there} {key} <> OLD.{key} AND ({same}))",
        }
        table = Table(model._meta.db_table, schema_editor.quote_name)
        body = f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        return [
            Statement(f"CREATE TRIGGER {name} BEFORE {event} ON %(table)s FOR EACH ROW WHEN {when} {body}", table=table)
            for name, (event, when) in zip(self.trigger_names(), conditions.items(), strict=True)
        ]

    def _refused(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> tuple[str, str]:
        """On PostgreSQL, which has no such thing, the key alone."""
        key = _key(model, schema_editor)
        return f"UPDATE OF {key}", f"OLD.{key} IS DISTINCT FROM NEW.{key}"


class GoesWith(_Refuses):
    """A row is deleted only once the one that it belongs to, named by a foreign key, is gone.

    The key does nothing when its row is deleted (DO_NOTHING): whoever deletes that one deletes these next, in the
    same transaction.
    """

    def __init__(self, *, owner: str, name: str) -> None:
        super().__init__(name=name)
        self.owner = owner

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "owner": self.owner}

    def _refused(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> tuple[str, str]:
        field = model._meta.get_field(self.owner)
        assert isinstance(field, models.ForeignKey)
        table = field.related_model._meta.db_table
        if schema_editor.connection.vendor == "postgresql":
            key = schema_editor.quote_name(str(field.target_field.column))
            mine = _column(model, self.owner, schema_editor)
            return "DELETE", f"EXISTS (SELECT 1 FROM {schema_editor.quote_name(table)} WHERE {key} = OLD.{mine})"
        return "DELETE", (  # a trigger that named the other table would stand in the way when Django rebuilds that one
            "NOT EXISTS (SELECT 1 FROM pragma_foreign_key_check('%(own_name)s') AS lost "
            f"WHERE lost.\"rowid\" = OLD.rowid AND lost.parent = '{table}')"
        )

    def _in_function(self, speak: str, condition: str) -> str:
        """PostgreSQL asks no other table before it calls the function."""
        return f"IF {condition} THEN {speak}; END IF; RETURN OLD;"

    def _in_trigger(self, condition: str) -> str:
        return ""


def _column(model: type[models.Model], name: str, schema_editor: BaseDatabaseSchemaEditor) -> str:
    return schema_editor.quote_name(column_of(model, name))


def _key(model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> str:
    assert model._meta.pk is not None
    return _column(model, model._meta.pk.name, schema_editor)


def _unique(model: type[models.Model]) -> list[Sequence[str]]:
    """The names of the fields of which no two rows have the same, whatever else stands in them; the key first."""
    alone = [(field.name,) for field in model._meta.local_concrete_fields if field.unique]
    return [*alone, *(constraint.fields for constraint in model._meta.total_unique_constraints)]
