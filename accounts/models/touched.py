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
NOTES = "accounts_touched"


class Touched(models.Model):
    """A row that belongs to what has this key was made, changed or deleted; what it means, whoever keeps figures knows.

    On SQLite its table is never to be drawn anew: other tables could not be rebuilt meanwhile.
    """

    ALL: ClassVar[str] = "all"  # it concerns everything; the key says nothing

    what = models.CharField(max_length=8)
    key = models.BigIntegerField()
    since = models.DateTimeField(null=True)  # the earliest that was written of; without it, of nobody knows when

    class Meta:
        indexes = [models.Index(fields=["what", "key"], name="touched_by_what_it_belongs_to")]

    def __str__(self) -> str:
        return f"{self.what} {self.key}"


class Touches(MadeOfTriggers):
    """Whatever is written to the table is noted: to what it belongs, by which of its fields.

    With `since`, fields of moments or days, the earliest of them is noted too, as it was and as it is now; where none
    has a value that is not known. With `of`, nothing is noted where these fields stay as they are.
    On PostgreSQL once a statement. On SQLite, where nobody writes at the same time, each only once until it is read.
    The triggers name no other table of ours, which could otherwise not be rebuilt on SQLite.
    """

    def __init__(self, *, what: str, key: str, name: str, since: Sequence[str] = (), of: Sequence[str] = ()) -> None:
        super().__init__(name=name)
        self.what, self.key, self.since, self.of = what, key, tuple(since), tuple(of)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        further = {name: fields for name in ("since", "of") if (fields := getattr(self, name))}
        return path, args, {**kwargs, "what": self.what, "key": self.key, **further}

    def trigger_names(self) -> Sequence[str]:
        return [f"{self.name}_{event.lower()}" for event in EVENTS]

    def statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Any]:
        table = Table(model._meta.db_table, schema_editor.quote_name)
        if schema_editor.connection.vendor == "postgresql":
            return [self._function(model), *self._triggers(table, self._on_postgres())]
        return self._triggers(table, {event: self._on_sqlite(event, model) for event in EVENTS})

    def _triggers(self, table: Table, bodies: Mapping[str, str]) -> list[Statement]:
        return [
            Statement(f"CREATE TRIGGER {name} AFTER {event} ON %(table)s {body}", table=table)
            for name, (event, body) in zip(self.trigger_names(), bodies.items(), strict=True)
        ]

    def _on_postgres(self) -> dict[str, str]:
        seen = {event: f"{row} TABLE AS written" for event, row in EVENTS.items()}
        if self.since or self.of:
            seen["UPDATE"] = "NEW TABLE AS written OLD TABLE AS was"
        told = f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()"
        return {event: f"REFERENCING {tables} {told}" for event, tables in seen.items()}

    def _function(self, model: type[models.Model]) -> str:
        body = f"{self._noted('written', model)};"
        if self.since or self.of:
            fields = ", ".join(["id", self._key(model), *(column_of(model, name) for name in self.since)])
            whole = f"(SELECT {fields} FROM written UNION ALL SELECT {fields} FROM was) AS each_row"
            changed = ""
            if self.of:
                new, old = (", ".join(f"{row}.{column_of(model, name)}" for name in self.of) for row in ("n", "o"))
                pairs = f"SELECT n.id FROM written n JOIN was o ON o.id = n.id WHERE ({new}) IS DISTINCT FROM ({old})"
                changed = f" WHERE id IN ({pairs})"
            body = f"IF TG_OP = 'UPDATE' THEN {self._noted(whole, model, changed)}; ELSE {body} END IF;"
        function = f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger"
        return f"{function} LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$"

    def _noted(self, rows: str, model: type[models.Model], where: str = "") -> str:
        """On PostgreSQL, of a set of rows."""
        key = self._key(model)
        if not self.since:
            return f"INSERT INTO {NOTES} (what, key) SELECT DISTINCT '{self.what}', {key} FROM {rows}{where}"
        day = f"LEAST({', '.join(column_of(model, name) for name in self.since)})"
        earliest = f"CASE WHEN count({day}) = count(*) THEN min({day}) END"
        told = f"SELECT '{self.what}', {key}, {earliest} FROM {rows}{where} GROUP BY {key}"
        return f"INSERT INTO {NOTES} (what, key, since) {told}"

    def _on_sqlite(self, event: str, model: type[models.Model]) -> str:
        both = event == "UPDATE" and (self.since or self.of)
        body = "".join(self._once(row, model) for row in (["OLD", "NEW"] if both else [EVENTS[event]]))
        same = ""
        if self.of and event == "UPDATE":
            columns = [column_of(model, name) for name in self.of]
            same = f"WHEN {' OR '.join(f'NEW.{name} IS NOT OLD.{name}' for name in columns)} "
        return f"{same}BEGIN {body} END"

    def _once(self, row: str, model: type[models.Model]) -> str:
        key = self._key(model)
        key = key if key == "0" else f"{row}.{key}"
        there = f"SELECT 1 FROM {NOTES} WHERE what = '{self.what}' AND key = {key}"
        if not self.since:
            return f"INSERT INTO {NOTES} (what, key) SELECT '{self.what}', {key} WHERE NOT EXISTS ({there});"
        days = " UNION ALL ".join(f"SELECT {row}.{column_of(model, name)} AS day" for name in self.since)
        day = f"(SELECT min(day) FROM ({days}))"
        told = f"SELECT '{self.what}', {key}, {day} WHERE NOT EXISTS ({there} AND since <= {day})"
        return f"INSERT INTO {NOTES} (what, key, since) {told};"

    def _key(self, model: type[models.Model]) -> str:
        return "0" if self.what == Touched.ALL else f'"{column_of(model, self.key)}"'
