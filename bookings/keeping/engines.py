"""Which of the two ways this database is kept, and what of it never is."""

from __future__ import annotations

from types import ModuleType

from django.conf import settings
from django.db import connection

from bookings.keeping import postgresql, sqlite
from bookings.models import AskerKey

# Open doors and passing counts: who finds a backup finds nobody signed in.
# And what is to be destroyed some day lives on in none: see `bookings.refused_asks`.
LEFT_OUT = ["django_session", "usersessions_usersession", settings.CACHE_TABLE, AskerKey._meta.db_table]
# What `migrate` itself writes into an empty database.
FROM_THE_START = {"django_migrations", "django_content_type", "auth_permission", settings.CACHE_TABLE}
ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
WORDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def engine() -> ModuleType:
    return ENGINES[connection.vendor]


def tables_in_use() -> list[str]:
    """Every table with rows of anybody's: an empty database has none, nor has one just migrated."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})")
            if cursor.fetchone()[0] and table not in FROM_THE_START:
                found.append(table)
    return found
