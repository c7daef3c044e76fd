"""PostgreSQL's guard compares a cell and a range in one index; that needs btree_gist. SQLite needs nothing."""

from django.db import migrations

from bookings.migrations._ranges import RangesInPostgreSQL


class Migration(migrations.Migration):
    dependencies = []
    operations = [RangesInPostgreSQL()]
