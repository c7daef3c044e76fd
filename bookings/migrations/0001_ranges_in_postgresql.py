"""PostgreSQL's guard compares a cell and a range in one index; that needs btree_gist. SQLite needs nothing."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    operations = [BtreeGistExtension()]
