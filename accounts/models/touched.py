"""What was written since somebody last looked: for figures that are worked out once and kept.

A trigger of the table adds a row here in the writer's own transaction, so that none is ever forgotten, whoever
writes: an action, an import, a merge or site staff. Rows are only added: who books never waits for who reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

from accounts.models.triggers import MadeOfTriggers, column_of

EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


class Touched(models.Model):
    """A row that belongs to what has this key was made, changed or deleted; what it means, whoever keeps figures knows.

    On SQLite its table is never to be altered: other tables could not be rebuilt meanwhile.
    """

    ALL: ClassVar[str] = "all"  # it concerns everything; the key says nothing

    what = models.CharField(max_length=8)
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["what", "key"], name="touched_by_what_it_belongs_to")]

    def __str__(self) -> str:
        return f"{self.what} {self.key}"


class Touches(MadeOfTriggers):
    """Whatever is written to the table is noted: to what it belongs, by which of its fields.

    On PostgreSQL once a statement. On SQLite, where nobody writes at the same time, each only once until it is read.
    """

    def __init__(self, *, what: str, key: str, name: str) -> None:
        super().__init__(name=name)
        self.what, self.key = what, key

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "what": self.what, "key": self.key}

    def trigger_names(self) -> Sequence[str]:
        return [f"{self.name}_{event.lower()}" for event in EVENTS]

    def statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Any]:
        key = "0" if self.what == Touched.ALL else schema_editor.quote_name(column_of(model, self.key))
        table = Table(model._meta.db_table, schema_editor.quote_name)
        note = f"INSERT INTO {Touched._meta.db_table} (what, key)"
        if schema_editor.connection.vendor == "postgresql":
            body = f"{note} SELECT DISTINCT '{self.what}', {key} FROM written; RETURN NULL;"
            function = f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger"
            function += f" LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
            told = f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()"
            bodies = {event: f"REFERENCING {row} TABLE AS written {told}" for event, row in EVENTS.items()}
            return [function, *self._triggers(table, bodies)]
        bodies = {event: f"BEGIN {note} {self._once(key, row)}; END" for event, row in EVENTS.items()}
        return self._triggers(table, bodies)

    def _triggers(self, table: Table, bodies: Mapping[str, str]) -> list[Statement]:
        return [
            Statement(f"CREATE TRIGGER {name} AFTER {event} ON %(table)s {body}", table=table)
            for name, (event, body) in zip(self.trigger_names(), bodies.items(), strict=True)
        ]

    def _once(self, key: str, row: str) -> str:
        key = key if key == "0" else f"{row}.{key}"
        there = f"SELECT 1 FROM {Touched._meta.db_table} WHERE what = '{self.what}' AND key = {key}"
        return f"SELECT '{self.what}', {key} WHERE NOT EXISTS ({there})"
