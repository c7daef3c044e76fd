"""Triggers for tables that are there: Django would draw each table anew on SQLite, and every model after each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class ByTriggers(Protocol):
    """A constraint that is made of triggers, or is so on SQLite."""

    name: str

    def statements(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> Sequence[Any]: ...

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any: ...


Triggers = Sequence[tuple[str, ByTriggers]]


class AddTriggers(Operation):
    """Constraints that are made of triggers, each with the name of its model."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, triggers: Triggers) -> None:
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        _put(state, app_label, self.triggers, in_place_of=())

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for name, constraint in self.triggers:
            for statement in constraint.statements(to_state.apps.get_model(app_label, name), schema_editor):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for name, constraint in self.triggers:
            schema_editor.execute(constraint.remove_sql(from_state.apps.get_model(app_label, name), schema_editor))

    def describe(self) -> str:
        return "Adds triggers"


class ReplaceTriggers(AddTriggers):
    """The same in the place of those that have their names, which none but this one's reverse puts back."""

    def __init__(self, triggers: Triggers, old: Triggers) -> None:
        super().__init__(triggers)
        self.old = old

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        _put(state, app_label, self.triggers, in_place_of=self.old)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        AddTriggers(self.old).database_backwards(app_label, schema_editor, from_state, to_state)
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        super().database_backwards(app_label, schema_editor, from_state, to_state)
        AddTriggers(self.old).database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Replaces triggers"


def _put(state: ProjectState, app_label: str, triggers: Triggers, *, in_place_of: Triggers) -> None:
    """All of them, and then each model that has one is drawn anew once: for each trigger it took a fifth of a start."""
    for model, constraint in in_place_of:
        options = state.models[app_label, model.lower()].options
        options["constraints"] = [each for each in options["constraints"] if each.name != constraint.name]
    for model, constraint in triggers:
        options = state.models[app_label, model.lower()].options
        options["constraints"] = [*options["constraints"], constraint]
    state.reload_models([(app_label, model.lower()) for model, _constraint in (*in_place_of, *triggers)])
