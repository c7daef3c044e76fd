"""On SQLite the triggers are made anew, in no time however many rows there are; on PostgreSQL nothing is to do."""

from django.db import migrations

from accounts.migrations._triggers import ReplaceTriggers
from bookings.guard import NoOverlap


def of_a_cell(*, written_alike: bool) -> NoOverlap:
    name = "one_session_per_cell_at_a_time"
    return NoOverlap(key="cell", start="starts_at", end="ends_at", name=name, written_alike=written_alike)


def of_a_thing(*, written_alike: bool) -> NoOverlap:
    return NoOverlap(
        key="equipment",
        start="starts_at",
        end="ends_at",
        units=("first_unit", "last_unit"),
        name="one_use_of_a_thing_at_a_time",
        written_alike=written_alike,
    )


class OnSQLite(ReplaceTriggers):
    """What the guard is on PostgreSQL stays as it stands."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    dependencies = [("bookings", "0079_nothing_takes_the_place_of_an_issued_report")]

    operations = [
        OnSQLite(
            [("occupancy", of_a_cell(written_alike=True)), ("equipmentuse", of_a_thing(written_alike=True))],
            [("occupancy", of_a_cell(written_alike=False)), ("equipmentuse", of_a_thing(written_alike=False))],
        ),
    ]
