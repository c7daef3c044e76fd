"""What PostgreSQL must be able to do before the guard can stand."""

from django.contrib.postgres.operations import BtreeGistExtension


class RangesInPostgreSQL(BtreeGistExtension):
    """Going back, too, only PostgreSQL has anything to take away."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
