"""Many tables made in one step: what a database that is there came to by a hundred small ones.

Django draws every model anew after each operation, since the next might look at it: two thirds of the time of a first
start. Where all that an app's operations do is to make its tables in their final form, none looks at another.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class AtOnce(migrations.Migration):
    """Its operations make tables and nothing else; the models are drawn once, after the last.

    What refers to a table that is made later (foreign keys, triggers) is written before the step is noted as done,
    so that both are in one transaction: a start that is broken off here begins anew.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        after = self._after(project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, after)
        waiting, schema_editor.deferred_sql = schema_editor.deferred_sql, []
        for statement in waiting:
            schema_editor.execute(statement, None)
        return after

    def unapply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        after = self._after(project_state)
        for operation in reversed(self.operations):
            operation.database_backwards(self.app_label, schema_editor, after, project_state)
        return project_state

    def _after(self, before: ProjectState) -> ProjectState:
        """A state of which nothing is drawn yet."""
        after = before.clone()
        after.__dict__.pop("apps", None)
        return self.mutate_state(after, preserve=False)
