"""PostgreSQL's guard compares a cell and a range in one index; that needs btree_gist. SQLite needs nothing."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class RangesInPostgreSQL(BtreeGistExtension):
    """Going back, too, only PostgreSQL has anything to take away."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    dependencies = []
    operations = [RangesInPostgreSQL()]
